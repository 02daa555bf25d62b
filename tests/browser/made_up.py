"""Documents that nobody issued: small graphs in which a test knows every count, and large ones to measure with."""

from __future__ import annotations

import random
from dataclasses import replace

from graphbuild.model import Body, Candidate, Citation, Document, Records, Resolution

TYPE_NAMES = {
    "NQ": "Nghị quyết",
    "CT": "Chỉ thị",
    "KL": "Kết luận",
    "QĐ": "Quyết định",
    "KH": "Kế hoạch",
    "ĐL": "Điều lệ",
    "BC": "Báo cáo",
}
RELATION_NAMES = {
    "based_on": ("căn cứ", "là căn cứ của"),
    "implements": ("thực hiện", "được thực hiện bởi"),
    "disseminates": ("quán triệt", "được quán triệt bởi"),
    "reviews": ("sơ kết, tổng kết", "được sơ kết, tổng kết bởi"),
    "replaces": ("thay thế", "bị thay thế bởi"),
    "mentions": ("nhắc đến", "được nhắc đến bởi"),
}
BASE = "https://example.org/id/"

CENTRAL = Body(BASE + "body/tw", "Bộ Chính trị", level="central")
HAI_PHONG = Body(BASE + "body/hp", "Thành ủy Hải Phòng", level="province", place="thành phố Hải Phòng")
LAM_DONG = Body(BASE + "body/ld", "Tỉnh ủy Lâm Đồng", level="province", place="tỉnh Lâm Đồng")
VINH_BAO = Body(BASE + "body/vb", "Huyện ủy Vĩnh Bảo", level="district", place="huyện Vĩnh Bảo, thành phố Hải Phòng")
KIEN_THUY = Body(BASE + "body/kt", "Huyện ủy Kiến Thụy", level="district", place="huyện Kiến Thụy, thành phố Hải Phòng")
LUONG_MINH = Body(BASE + "body/lm", "Đảng ủy xã Lương Minh", level="commune", place="xã Lương Minh")
BODIES = [CENTRAL, HAI_PHONG, LAM_DONG, VINH_BAO, KIEN_THUY, LUONG_MINH]


def document(key: str, number: str | None, date: str | None, issuer: Body | None, **more: object) -> Document:
    """Return a document with an IRI made from `key`; its type is read off its number unless `more` tells it."""
    made = Document(
        id=BASE + key,
        type=number.split("-")[1].split("/")[0] if number else "NQ",
        presence="cited_only",
        number=number,
        date=date,
        issuer=issuer.id if issuer else None,
        issuer_name=issuer.name if issuer else None,
        place=issuer.place if issuer else None,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def citation(
    citing: Document,
    target: Document | None,
    relation: str,
    sentence: str,
    mention: str,
    *,
    candidates: tuple[Candidate, ...] = (),
    sentence_start: int = 1000,
) -> Citation:
    """Return a citation whose mention is the first `mention` in `sentence`, which begins at `sentence_start`."""
    start = sentence_start + sentence.index(mention)
    resolution: Resolution = target.presence if target else ("ambiguous" if candidates else "unresolved")
    return Citation(
        id=f"{citing.id}#{start}-{relation}",
        source=citing.source or "khong-ro.txt",
        document=citing.id,
        citing=citing.id,
        start=start,
        end=start + len(mention),
        text=mention,
        sentence=sentence,
        sentence_start=sentence_start,
        kind="numbered",
        type=target.type if target else "NQ",
        number=target.number if target else None,
        date=None,
        issuer=None,
        issuer_name=None,
        relation=relation,
        cue=relation if relation != "mentions" else None,
        target=target.id if target else None,
        resolution=resolution,
        candidates=candidates,
        confidence=0.9,
        reasons=("number_and_date", "same_file"),
    )


def small() -> Records:
    """Return eight documents, seven edges (one with two pieces of evidence) and one citation that is ambiguous.

    Every count in the tests of the page refers to this graph.
    """
    charter = document("dieu-le", None, "2011-01-19", CENTRAL, type="ĐL", title="Điều lệ Đảng", presence="known")
    directive = document("ct-05-tw", "05-CT/TW", "2016-05-15", CENTRAL, title="về đẩy mạnh học tập và làm theo")
    hai_phong = document("nq-28-hp", "28-NQ/TU", "2009-11-20", HAI_PHONG, status="replaced", force="ended")
    lam_dong = document("nq-28-ld", "28-NQ/TU", "2023-12-06", LAM_DONG)
    district = document(
        "nq-05-vb",
        "05-NQ/HU",
        "2021-12-10",
        VINH_BAO,
        presence="in_corpus",
        source="huyen/nq05.txt",
        title="về chuyển đổi số",
    )
    plan = document(
        "kh-12-vb",
        "12-KH/HU",
        "2022-02-14",
        VINH_BAO,
        presence="in_corpus",
        source="huyen/kh12.txt",
        title="hòa giải ở cơ sở",
    )
    commune = document("kh-03-lm", "03-KH/ĐU", "2022-03", LUONG_MINH, presence="in_corpus", source="xa/kh03.md")
    undated = document(
        "bc-99", "99-BC/HU", None, None, presence="in_corpus", source="huyen/bc99.txt", title="sơ kết công tác"
    )
    either = (Candidate(hai_phong.id, 0.55), Candidate(lam_dong.id, 0.45))
    citations = [
        citation(
            district,
            directive,
            "implements",
            "😀 Thực hiện Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị, Huyện ủy yêu cầu quán triệt.",
            "Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị",
        ),
        citation(
            district,
            directive,
            "implements",
            "Tiếp tục thực hiện Chỉ thị 05-CT/TW gắn với chuyển đổi số.",
            "Chỉ thị 05-CT/TW",
            sentence_start=4000,
        ),
        citation(
            district, hai_phong, "based_on", "Căn cứ Nghị quyết số 28-NQ/TU của Thành ủy.", "Nghị quyết số 28-NQ/TU"
        ),
        citation(plan, district, "implements", "Kế hoạch thực hiện Nghị quyết số 05-NQ/HU.", "Nghị quyết số 05-NQ/HU"),
        citation(plan, charter, "mentions", "Theo Điều lệ Đảng, cấp ủy lãnh đạo.", "Điều lệ Đảng", sentence_start=2000),
        citation(commune, plan, "implements", "Thực hiện Kế hoạch số 12-KH/HU.", "Kế hoạch số 12-KH/HU"),
        citation(commune, charter, "mentions", "Chấp hành Điều lệ Đảng.", "Điều lệ Đảng", sentence_start=3000),
        citation(undated, charter, "mentions", "Bám sát Điều lệ Đảng.", "Điều lệ Đảng"),
        citation(undated, None, "reviews", "Sơ kết Nghị quyết 28-NQ/TU.", "Nghị quyết 28-NQ/TU", candidates=either),
        citation(undated, undated, "self", "Báo cáo này gửi các chi bộ.", "Báo cáo này", sentence_start=5000),
    ]
    documents = [charter, directive, hai_phong, lam_dong, district, plan, commune, undated]
    return Records(documents=documents, bodies=list(BODIES), citations=citations)


def large(documents: int, *, seed: int = 7) -> Records:
    """Return `documents` documents of all levels from 2010 to 2025; those of the corpus cite two to five older ones."""
    chance = random.Random(seed)
    codes = {"central": "TW", "province": "TU", "district": "HU", "commune": "ĐU"}
    made: list[Document] = []
    for number in range(documents):
        issuer = chance.choice([CENTRAL, *BODIES])
        kind = chance.choice(["NQ", "NQ", "CT", "KL", "KH", "QĐ", "BC"])
        year = chance.choice([2010, 2015, 2016, 2018, 2019, 2020, 2021, 2021, 2022, 2023, 2023, 2024, 2024, 2025])
        named = chance.random() < 0.08
        own = chance.random() < 0.45 and issuer is not CENTRAL
        made.append(
            document(
                f"d{number}",
                None if named else f"{number % 60 + 1:02}-{kind}/{codes[issuer.level or '']}",
                None if chance.random() < 0.06 else f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
                None if chance.random() < 0.04 else issuer,
                type=kind,
                title="Nghị quyết Đại hội đại biểu lần thứ XIII của Đảng"
                if named
                else "về tăng cường sự lãnh đạo của Đảng",
                presence="in_corpus" if own else chance.choice(["cited_only", "cited_only", "known"]),
                source=f"van-ban/{number:04}.txt" if own else None,
                status="replaced" if chance.random() < 0.05 else None,
            )
        )
    made.sort(key=lambda it: it.date or "9999")
    citations = []
    for position, citing in enumerate(made):
        if citing.presence != "in_corpus" or not position:
            continue
        for count in range(chance.randint(2, 5)):
            target = made[min(int(chance.random() ** 1.5 * position), position - 1)]
            relation = chance.choice(["implements", "implements", "based_on", "mentions", "reviews", "disseminates"])
            mention = f"{TYPE_NAMES[target.type]} số {target.number}" if target.number else str(target.title)
            citations.append(
                citation(
                    citing,
                    target,
                    relation,
                    f"Cấp ủy các cấp tiếp tục lãnh đạo, chỉ đạo thực hiện {mention}, bảo đảm đúng tiến độ đã đề ra.",
                    mention,
                    sentence_start=count * 500,
                )
            )
    return Records(documents=made, bodies=list(BODIES), citations=citations)
