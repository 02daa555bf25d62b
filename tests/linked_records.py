"""A small corpus as records, made up so that every rule of the linked data has a case in it.

Vĩnh Bảo's conclusion 10-KL/HU (two files) implements a resolution 28-NQ/TU of Hải Phòng and replaces plan 03-KH/HU; its
plan 12-KH/HU implements the conclusion and takes up its task, still mentions 03-KH/HU, and names a "28-NQ/TU" that
could also be Lâm Đồng's.
"""

from __future__ import annotations

from graphbuild.model import (
    Amendment,
    Body,
    Candidate,
    Citation,
    Deadline,
    Document,
    Finding,
    ForceEvidence,
    Fulfilment,
    Obligation,
    PlaceEvidence,
    Records,
    SourceFile,
)

BASE = "https://w3id.org/graphbuild/"
REPORT = {"base": BASE, "corpus": "huyen", "started": "2024-10-01T08:00:00+07:00", "inputs": []}
"""The ``build.json`` of a build of the records."""


def document(name: str) -> str:
    return f"{BASE}document/{name}"


def body(name: str) -> str:
    return f"{BASE}body/{name}"


def force_evidence(source: str, sentence: str, text: str) -> ForceEvidence:
    """Words of a sentence that begins at offset 300 of its file."""
    start = 300 + sentence.index(text)
    return ForceEvidence(source, start, start + len(text), text, sentence, 300)


CENTRE, POLITBURO = body("trung-uong"), body("bo-chinh-tri")
HAI_PHONG, LAM_DONG = body("hai-phong"), body("lam-dong")
VINH_BAO, VINH_BAO_STANDING = body("vinh-bao"), body("vinh-bao/ban-thuong-vu")

DIRECTIVE = document("05-CT-TW-2016")
HAI_PHONG_28, LAM_DONG_28 = document("28-NQ-TU-hai-phong"), document("28-NQ-TU-lam-dong")
CONCLUSION, PLAN, OLD_PLAN = document("10-KL-HU"), document("12-KH-HU"), document("03-KH-HU")
CHARTER, LATER = document("dieu-le-dang"), document("01-NQ-HU")
ARTICLE = document("bai-bao")
VINH_BAO_COMMUNE, DISTRICTS = body("xa-vinh-bao"), body("cac-huyen-uy")

CONCLUSION_FILE, CONCLUSION_SCAN = "vĩnh bảo/10-KL.md", "vĩnh bảo/10-KL (scan).pdf"
PLAN_FILE, OLD_PLAN_FILE, LAM_DONG_FILE = "vĩnh bảo/12-KH.md", "vĩnh bảo/03-KH.md", "lam-dong/28.md"
ARTICLE_FILE = "báo/học tập.txt"

BODIES = [
    Body(CENTRE, "Ban Chấp hành Trung ương", level="central"),
    Body(POLITBURO, "Bộ Chính trị", organ="Bộ Chính trị", level="central", parent=CENTRE),
    Body(HAI_PHONG, "Thành ủy Hải Phòng", level="province", place="thành phố Hải Phòng", parent=CENTRE),
    Body(LAM_DONG, "Tỉnh ủy Lâm Đồng", level="province", place="tỉnh Lâm Đồng", parent=CENTRE),
    Body(
        VINH_BAO,
        "Huyện ủy Vĩnh Bảo",
        level="district",
        parent=HAI_PHONG,
        valid_to="2025-06-30",
        successors=(VINH_BAO_COMMUNE,),
    ),
    Body(
        VINH_BAO_STANDING, "Ban Thường vụ Huyện ủy Vĩnh Bảo", organ="Ban Thường vụ", level="district", parent=VINH_BAO
    ),
    Body(VINH_BAO_COMMUNE, "Đảng ủy xã Vĩnh Bảo", level="commune", parent=HAI_PHONG, valid_from="2025-07-01"),
    Body(DISTRICTS, "các huyện ủy"),
]

DOCUMENTS = [
    Document(
        DIRECTIVE,
        "CT",
        "known",
        number="05-CT/TW",
        date="2016-05-15",
        issuer=POLITBURO,
        issuer_name="Bộ Chính trị",
        title="đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
        term="XII",
    ),
    Document(HAI_PHONG_28, "NQ", "cited_only", number="28-NQ/TU", issuer=HAI_PHONG, issuer_name="Thành ủy Hải Phòng"),
    Document(
        LAM_DONG_28,
        "NQ",
        "in_corpus",
        source=LAM_DONG_FILE,
        number="28-NQ/TU",
        date="2023-12-06",
        issuer=LAM_DONG,
        issuer_name="Tỉnh ủy Lâm Đồng",
        term="khóa XI, nhiệm kỳ 2020-2025",
    ),
    Document(
        CONCLUSION,
        "KL",
        "in_corpus",
        source=CONCLUSION_FILE,
        copies=(CONCLUSION_SCAN,),
        genre="paper",
        genre_evidence="KẾT LUẬN",
        number="10-KL/HU",
        date="2024-05",
        date_source="meeting",
        issuer=VINH_BAO_STANDING,
        issuer_name="Ban Thường vụ Huyện ủy Vĩnh Bảo",
        place="huyện Vĩnh Bảo",
        place_evidence=(
            PlaceEvidence("named_place", "Vĩnh Bảo", weight=0.6),
            PlaceEvidence("shared_signer", "Nguyễn Văn A", PLAN_FILE, 0.3),
        ),
        place_confidence=0.9,
        title="kết quả 6 tháng",
        term="khóa XXVI, nhiệm kỳ 2020-2025",
        meeting="Hội nghị tháng 5",
        signer_name="Nguyễn Văn A",
        signer_role="BÍ THƯ",
        signing_authority="T/M BAN THƯỜNG VỤ",
        recipients=("Ban Thường vụ Thành ủy Hải Phòng",),
        warnings=(Finding("date_conflict", CONCLUSION_SCAN, "2024-05-30"),),
    ),
    Document(
        PLAN,
        "KH",
        "in_corpus",
        source=PLAN_FILE,
        number="12-KH/HU",
        date="2024-08-01",
        issuer=VINH_BAO_STANDING,
        issuer_name="Ban Thường vụ Huyện ủy Vĩnh Bảo",
        term="khóa XXVI, nhiệm kỳ 2020-2025",
    ),
    Document(
        OLD_PLAN,
        "KH",
        "in_corpus",
        source=OLD_PLAN_FILE,
        number="03-KH/HU",
        date="2020-01-01",
        issuer=VINH_BAO,
        issuer_name="Huyện ủy Vĩnh Bảo",
        term="khóa XXV",
        status="replaced",
        in_force_from="2020-01-01",
        in_force_evidence=force_evidence(
            OLD_PLAN_FILE, "Kế hoạch này có hiệu lực kể từ ngày ký.", "có hiệu lực kể từ ngày ký"
        ),
        ended_on="2024-06-05",
        ended_by=CONCLUSION,
        ended_evidence=force_evidence(
            CONCLUSION_FILE, "Kết luận này thay thế Kế hoạch số 03-KH/HU.", "thay thế Kế hoạch số 03-KH/HU"
        ),
        force="ended",
    ),
    Document(CHARTER, "ĐL", "known", title="Điều lệ Đảng", date="2011"),
    Document(LATER, "NQ", "cited_only", number="01-NQ/HU", term="khóa XXVII", issuer=VINH_BAO, issuer_name="Huyện ủy"),
    Document(ARTICLE, "BAO", "in_corpus", source=ARTICLE_FILE, date="2024-09-02", title="Học tập ở Vĩnh Bảo"),
]


def citation(
    name: str,
    source: str,
    owner: str,
    target: str | None,
    relation: str,
    sentence: str,
    text: str,
    *,
    citing: str | None = None,
    resolution: str | None = None,
    candidates: tuple[Candidate, ...] = (),
) -> Citation:
    """One citation whose sentence begins at offset 100 of its file."""
    start = 100 + sentence.index(text)
    return Citation(
        id=f"{BASE}citation/{name}",
        source=source,
        document=owner,
        citing=citing or owner,
        start=start,
        end=start + len(text),
        text=text,
        sentence=sentence,
        sentence_start=100,
        kind="self" if relation == "self" else "numbered",
        type="NQ",
        number=None if relation == "self" else "28-NQ/TU",
        date="2023-12-06",
        issuer=None,
        issuer_name="Tỉnh ủy",
        relation=relation,
        cue="thực hiện",
        target=target,
        resolution=resolution or ("in_corpus" if target else "unresolved"),  # type: ignore[arg-type]
        candidates=candidates,
        confidence=0.75,
        reasons=("number", "issuer"),
    )


IMPLEMENTING = 'Thực hiện Nghị quyết số 28-NQ/TU của Thành ủy "về một cửa"'
CITATIONS = [
    citation("01", CONCLUSION_FILE, CONCLUSION, HAI_PHONG_28, "implements", IMPLEMENTING, "Nghị quyết số 28-NQ/TU"),
    citation("02", CONCLUSION_FILE, CONCLUSION, DIRECTIVE, "based_on", "Căn cứ Chỉ thị 05-CT/TW", "Chỉ thị 05-CT/TW"),
    citation(
        "03", CONCLUSION_FILE, CONCLUSION, OLD_PLAN, "replaces", "thay thế Kế hoạch 03-KH/HU", "Kế hoạch 03-KH/HU"
    ),
    citation(
        "04",
        CONCLUSION_FILE,
        CONCLUSION,
        DIRECTIVE,
        "implements",
        "Nghị quyết 28-NQ/TU về thực hiện Chỉ thị 05-CT/TW",
        "Chỉ thị 05-CT/TW",
        citing=HAI_PHONG_28,
    ),
    citation("05", CONCLUSION_SCAN, CONCLUSION, HAI_PHONG_28, "implements", IMPLEMENTING, "Nghị quyết số 28-NQ/TU"),
    citation("06", PLAN_FILE, PLAN, CONCLUSION, "implements", "thực hiện Kết luận 10-KL/HU", "Kết luận 10-KL/HU"),
    citation("07", PLAN_FILE, PLAN, DIRECTIVE, "based_on", "Căn cứ Chỉ thị 05-CT/TW", "Chỉ thị 05-CT/TW"),
    citation("08", PLAN_FILE, PLAN, OLD_PLAN, "mentions", "như Kế hoạch 03-KH/HU đã nêu", "Kế hoạch 03-KH/HU"),
    citation("09", PLAN_FILE, PLAN, CHARTER, "mentions", "theo Điều lệ Đảng", "Điều lệ Đảng"),
    citation("10", PLAN_FILE, PLAN, PLAN, "self", "Kế hoạch này có hiệu lực", "Kế hoạch này"),
    citation(
        "11",
        PLAN_FILE,
        PLAN,
        None,
        "implements",
        "triển khai 28-NQ/TU",
        "28-NQ/TU",
        resolution="ambiguous",
        candidates=(Candidate(HAI_PHONG_28, 0.625), Candidate(LAM_DONG_28, 0.375)),
    ),
    citation("12", PLAN_FILE, PLAN, None, "mentions", "xem Quy định 9", "Quy định 9"),
    citation("13", LAM_DONG_FILE, LAM_DONG_28, DIRECTIVE, "based_on", "Căn cứ Chỉ thị 05-CT/TW", "Chỉ thị 05-CT/TW"),
    citation("14", ARTICLE_FILE, ARTICLE, DIRECTIVE, "implements", "thực hiện Chỉ thị 05-CT/TW", "Chỉ thị 05-CT/TW"),
]

OBLIGATIONS = [
    Obligation(
        id=f"{BASE}obligation/01",
        source=CONCLUSION_FILE,
        document=CONCLUSION,
        start=296,
        end=340,
        text="Giao UBND huyện hoàn thành 100% trong quý IV",
        modality="assign",
        bearers=(VINH_BAO,),
        bearer_names=("Huyện ủy Vĩnh Bảo",),
        supporting_names=("Ban Tổ chức Huyện ủy",),
        report_to_names=("Ban Thường vụ Huyện ủy",),
        deadlines=(Deadline("trong quý IV", 328, 340, "2024-10-01", "2024-12-31", "within"),),
        targets=("100%",),
        legal_basis=("Chỉ thị 05-CT/TW",),
        confidence=0.87,
        page=2,
        paragraph=11,
    ),
    Obligation(
        id=f"{BASE}obligation/02",
        source=LAM_DONG_FILE,
        document=LAM_DONG_28,
        start=198,
        end=246,
        text="Các huyện ủy thực hiện Chỉ thị 05-CT/TW hằng năm",
        modality="direct",
        bearers=(DISTRICTS,),
        bearer_names=("các huyện ủy",),
        deadlines=(Deadline("hằng năm", 238, 246, None, None, "periodic"),),
        legal_basis=("Chỉ thị 05-CT/TW",),
        rests_on=(DIRECTIVE,),
    ),
    Obligation(
        id=f"{BASE}obligation/03",
        source=PLAN_FILE,
        document=PLAN,
        start=300,
        end=338,
        text="Cần trồng thêm cây, từ ngày 01/01/2025",
        modality="require",
        supporting_names=("Đảng ủy xã Vĩnh Bảo",),
        deadlines=(Deadline("từ ngày 01/01/2025", 320, 338, "2025-01-01", None, "within"),),
    ),
]

AMENDMENTS = [
    Amendment(
        id=f"{BASE}amendment/01",
        source=CONCLUSION_FILE,
        document=CONCLUSION,
        provision="khoản 2 Điều 1",
        verb="replaces_words",
        target=OLD_PLAN,
        target_number="03-KH/HU",
        target_provision="khoản 1 Điều 3",
        target_path="dieu-3/khoan-1",
        in_part=True,
        new_text_start=400,
        new_text_end=410,
        old_words="quý IV",
        new_words="quý III",
        effective_on="2024-06-01",
        start=350,
        end=390,
        text="Thay cụm từ “quý IV” bằng cụm từ “quý II",
        sentence="Thay cụm từ “quý IV” bằng cụm từ “quý III” tại khoản 1 Điều 3.",
        sentence_start=350,
        confidence=0.75,
    )
]

FULFILMENTS = [
    Fulfilment(
        id=f"{BASE}fulfilment/01",
        source=PLAN_FILE,
        document=PLAN,
        obligation=f"{BASE}obligation/01",
        kind="taken_up",
        citation=f"{BASE}citation/06",
        start=100,
        end=127,
        text="thực hiện Kết luận 10-KL/HU",
        confidence=0.5,
        reasons=("implements", "only_task"),
    )
]

FILES = [
    SourceFile(source, document.id, "markdown", "utf-8", "4f2a", 600)
    for document in DOCUMENTS
    if document.source
    for source in (document.source, *document.copies)
]

RECORDS = Records(
    DOCUMENTS, BODIES, CITATIONS, OBLIGATIONS, amendments=AMENDMENTS, fulfilments=FULFILMENTS, files=FILES
)
