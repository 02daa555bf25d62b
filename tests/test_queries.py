"""The shipped queries: what they answer on a small corpus, the same in the store and in rdflib."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from linked_records import (
    ARTICLE,
    ARTICLE_FILE,
    CHARTER,
    CONCLUSION,
    CONCLUSION_FILE,
    CONCLUSION_SCAN,
    DIRECTIVE,
    DISTRICTS,
    HAI_PHONG_28,
    LAM_DONG,
    LAM_DONG_28,
    LAM_DONG_FILE,
    LATER,
    OLD_PLAN,
    OLD_PLAN_FILE,
    PLAN,
    PLAN_FILE,
    RECORDS,
    VINH_BAO,
    VINH_BAO_COMMUNE,
    VINH_BAO_STANDING,
)
from rdflib import Dataset
from rdflib.util import from_n3

from graphbuild.errors import QueryError
from graphbuild.graph.rdf import write_nquads
from graphbuild.model import Body, Records
from graphbuild.sparql import shipped
from graphbuild.sparql.query_text import with_values
from graphbuild.sparql.shipped import Parameter, Query, find_query, load_queries, read_query
from graphbuild.sparql.store import Store, create

QUERIES = load_queries()
DUC_TRONG = f"{LAM_DONG}/duc-trong"
TASK, TASK_OF_ALL, TASK_OF_NOBODY = (obligation.id for obligation in RECORDS.obligations)
TITLES = "# title@vi: Một\n# title@en: One\n# description@vi: x\n"

# Query, what the user typed, the columns looked at, and the rows expected, in the order of the answer.
EXPECTED: list[tuple[str, dict[str, str], tuple[str, ...], list[tuple[Any, ...]]]] = [
    (
        "ai-vien-dan",
        {"document": "Chỉ thị 5 – CT/TW"},
        ("citing", "relation", "path", "start"),
        [
            (HAI_PHONG_28, "thực hiện", CONCLUSION_FILE, 133),
            (LAM_DONG_28, "căn cứ", "lam-dong/28.md", 107),
            (CONCLUSION, "căn cứ", CONCLUSION_FILE, 107),
            (PLAN, "căn cứ", PLAN_FILE, 107),
            (ARTICLE, "thực hiện", ARTICLE_FILE, 110),
        ],
    ),
    (
        "ai-vien-dan",
        {"document": "28-nq/tu"},
        ("document", "issuer", "citing", "path", "sentence"),
        [
            (HAI_PHONG_28, "Thành ủy Hải Phòng", CONCLUSION, file, RECORDS.citations[0].sentence)
            for file in (CONCLUSION_SCAN, CONCLUSION_FILE)
        ],
    ),
    ("ai-vien-dan", {"document": PLAN}, ("citing",), []),
    (
        "vien-dan-nhieu",
        {},
        ("document", "count", "presence"),
        [(DIRECTIVE, 4, "văn bản đã biết"), (OLD_PLAN, 2, "có trong kho")],
    ),
    ("vien-dan-nhieu", {"minimum": "3"}, ("document", "count"), [(DIRECTIVE, 4)]),
    (
        "con-thieu",
        {},
        ("document", "label", "presence", "count"),
        [
            (DIRECTIVE, "05-CT/TW", "văn bản đã biết", 4),
            (HAI_PHONG_28, "28-NQ/TU", "chỉ được viện dẫn", 1),
            (CHARTER, "Điều lệ Đảng", "văn bản đã biết", 1),
        ],
    ),
    (
        "ban-hanh-boi",
        {"body": "huyện uỷ vĩnh bảo"},
        ("issuer", "document", "date"),
        [
            (VINH_BAO_STANDING, CONCLUSION, "2024-05"),
            (VINH_BAO_STANDING, PLAN, "2024-08-01"),
            (VINH_BAO, LATER, None),
            (VINH_BAO, OLD_PLAN, "2020-01-01"),
        ],
    ),
    (
        "ban-hanh-boi",
        {"body": VINH_BAO_STANDING},
        ("document",),
        [(CONCLUSION,), (PLAN,)],
    ),
    (
        "chuoi-len",
        {"document": "12-KH/HU"},
        ("directness", "from", "relation", "to"),
        [
            ("trực tiếp", PLAN, "căn cứ", DIRECTIVE),
            ("trực tiếp", PLAN, "thực hiện", CONCLUSION),
            ("gián tiếp", CONCLUSION, "căn cứ", DIRECTIVE),
            ("gián tiếp", CONCLUSION, "thực hiện", HAI_PHONG_28),
            ("gián tiếp", HAI_PHONG_28, "thực hiện", DIRECTIVE),
        ],
    ),
    (
        "chuoi-xuong",
        {"document": "05-CT/TW"},
        ("directness", "from", "relation", "to"),
        [
            ("trực tiếp", CONCLUSION, "căn cứ", DIRECTIVE),
            ("trực tiếp", PLAN, "căn cứ", DIRECTIVE),
            ("trực tiếp", HAI_PHONG_28, "thực hiện", DIRECTIVE),
            ("trực tiếp", LAM_DONG_28, "căn cứ", DIRECTIVE),
            ("gián tiếp", CONCLUSION, "thực hiện", HAI_PHONG_28),
            ("gián tiếp", PLAN, "thực hiện", CONCLUSION),
        ],
    ),
    (
        "mo-ho",
        {},
        ("mention", "path", "start", "candidate", "issuer", "score"),
        [
            ("28-NQ/TU", PLAN_FILE, 111, HAI_PHONG_28, "Thành ủy Hải Phòng", 0.625),
            ("28-NQ/TU", PLAN_FILE, 111, LAM_DONG_28, "Tỉnh ủy Lâm Đồng", 0.375),
        ],
    ),
    ("theo-khoa", {"term": "XXVI"}, ("document",), [(CONCLUSION,), (PLAN,)]),
    ("theo-khoa", {"term": "khoá XII"}, ("document",), [(DIRECTIVE,)]),
    ("theo-khoa", {"term": "nhiệm kỳ 2020 – 2025"}, ("document",), [(CONCLUSION,), (PLAN,), (LAM_DONG_28,)]),
    ("dong-vien-dan", {}, ("first", "second", "count"), [(OLD_PLAN, DIRECTIVE, 2)]),
    (
        "trung-so",
        {},
        ("number", "document", "issuer", "count"),
        [
            ("28-NQ/TU", HAI_PHONG_28, "Thành ủy Hải Phòng", 2),
            ("28-NQ/TU", LAM_DONG_28, "Tỉnh ủy Lâm Đồng", 2),
        ],
    ),
    (
        "het-hieu-luc-van-vien-dan",
        {},
        ("old", "ended", "by", "ended_sentence", "citing", "relation", "sentence"),
        [
            (
                OLD_PLAN,
                "2024-06-05",
                CONCLUSION,
                "Kết luận này thay thế Kế hoạch số 03-KH/HU.",
                PLAN,
                "nhắc đến",
                "như Kế hoạch 03-KH/HU đã nêu",
            )
        ],
    ),
    (
        "lich-su-van-ban",
        {"document": "03-KH/HU"},
        ("day", "event", "provision", "by", "by_provision", "path", "start"),
        [
            ("2020-01-01", "có hiệu lực", None, None, None, OLD_PLAN_FILE, 313),
            ("2024-06-01", "thay thế, bỏ cụm từ", "khoản 1 Điều 3", CONCLUSION, "khoản 2 Điều 1", CONCLUSION_FILE, 350),
            ("2024-06-05", "hết hiệu lực", None, CONCLUSION, None, CONCLUSION_FILE, 313),
        ],
    ),
    ("lich-su-van-ban", {"document": PLAN}, ("day", "event"), []),
    ("hieu-luc-vao-ngay", {"day": "31/12/2019"}, ("document", "force"), [(OLD_PLAN, "chưa có hiệu lực")]),
    ("hieu-luc-vao-ngay", {"day": "4/6/2024"}, ("document", "force"), [(OLD_PLAN, "còn hiệu lực")]),
    (
        "hieu-luc-vao-ngay",
        {"day": "2024-06-05"},
        ("document", "force", "first_day", "ended_on", "by_label"),
        [(OLD_PLAN, "hết hiệu lực", "2020-01-01", "2024-06-05", "10-KL/HU")],
    ),
    (
        "di-toi-cap-nao",
        {"document": "05-CT/TW"},
        ("level", "state", "documents", "tasks"),
        [
            ("cấp tỉnh", "có", 2, 1),
            ("cấp huyện", "có", 2, 2),
            ("cấp xã", "chưa có", 0, 0),
            ("cơ sở", "chưa có", 0, 0),
        ],
    ),
    (
        "di-toi-cap-nao",
        {"document": "12-KH/HU"},
        ("issuer", "level", "state"),
        [
            ("Ban Thường vụ Huyện ủy Vĩnh Bảo", "cấp xã", "chưa có"),
            ("Ban Thường vụ Huyện ủy Vĩnh Bảo", "cơ sở", "chưa có"),
        ],
    ),
    (
        "nhiem-vu-theo-chuoi",
        {"document": "05-CT/TW"},
        ("in", "task", "bearer", "due", "path", "start"),
        [
            (LAM_DONG_28, TASK_OF_ALL, "các huyện ủy", None, LAM_DONG_FILE, 198),
            (CONCLUSION, TASK, "Huyện ủy Vĩnh Bảo", "2024-12-31", CONCLUSION_FILE, 296),
            (PLAN, TASK_OF_NOBODY, None, None, PLAN_FILE, 300),
        ],
    ),
    ("nhiem-vu-theo-chuoi", {"document": PLAN}, ("task", "bearer"), [(TASK_OF_NOBODY, None)]),
    (
        "nhiem-vu-dua-tren",
        {"document": "10-KL/HU"},
        ("task", "said", "higher"),
        [(TASK, "văn bản giao nhiệm vụ", DIRECTIVE), (TASK, "văn bản giao nhiệm vụ", HAI_PHONG_28)],
    ),
    (
        "nhiem-vu-dua-tren",
        {"document": LAM_DONG_28, "words": "HUYỆN ỦY"},
        ("task", "said", "higher"),
        [(TASK_OF_ALL, "câu giao nhiệm vụ", DIRECTIVE), (TASK_OF_ALL, "văn bản giao nhiệm vụ", DIRECTIVE)],
    ),
    ("nhiem-vu-dua-tren", {"document": LAM_DONG_28, "words": "trồng cây"}, ("task",), []),
    (
        "nhiem-vu-cua",
        {"body": "thành uỷ Hải Phòng", "from": "01/10/2024", "to": "31/12/2024"},
        ("bearer", "role", "task", "limit", "due"),
        [("Huyện ủy Vĩnh Bảo", "chủ trì", TASK, "trong quý IV", "2024-12-31")],
    ),
    ("nhiem-vu-cua", {"body": VINH_BAO, "from": "2025-01-01"}, ("task",), []),
    ("nhiem-vu-cua", {"body": VINH_BAO, "to": "2024-09-30"}, ("task",), []),
    ("nhiem-vu-cua", {"body": VINH_BAO}, ("role", "task"), [("chủ trì", TASK)]),
    ("nhiem-vu-cua", {"body": VINH_BAO_STANDING}, ("task",), []),
    # It has to help from a day on, without end.
    ("nhiem-vu-cua", {"body": VINH_BAO_COMMUNE}, ("role", "task"), [("phối hợp", TASK_OF_NOBODY)]),
    (
        "nhiem-vu-cua",
        {"body": VINH_BAO_COMMUNE, "from": "1/6/2025", "to": "31/12/2025"},
        ("task",),
        [(TASK_OF_NOBODY,)],
    ),
    ("nhiem-vu-cua", {"body": VINH_BAO_COMMUNE, "to": "2024-12-31"}, ("task",), []),
    (
        "giao-co-quan-da-het",
        {},
        ("bearer", "ended", "when", "heir", "task", "in"),
        [(VINH_BAO, "2025-06-30", "còn hoạt động", "Đảng ủy xã Vĩnh Bảo", TASK, CONCLUSION)],
    ),
    (
        "chua-ai-nhan",
        {"document": LAM_DONG_28},
        ("task", "bearer", "path", "start"),
        [(TASK_OF_ALL, "các huyện ủy", LAM_DONG_FILE, 198)],
    ),
    # The district hands its task to itself.
    ("chua-ai-nhan", {"document": CONCLUSION}, ("task",), []),
    # Not before it is assigned, and until a document takes it up.
    ("nhiem-vu-chua-thuc-hien", {"body": "Huyện ủy Vĩnh Bảo", "day": "30/4/2024"}, ("task",), []),
    (
        "nhiem-vu-chua-thuc-hien",
        {"body": "Huyện ủy Vĩnh Bảo", "day": "31/7/2024"},
        ("task", "assigned", "due", "in", "path", "start"),
        [(TASK, "2024-05", "2024-12-31", CONCLUSION, CONCLUSION_FILE, 296)],
    ),
    ("nhiem-vu-chua-thuc-hien", {"body": "Huyện ủy Vĩnh Bảo", "day": "01/8/2024"}, ("task",), []),
    ("nhiem-vu-chua-thuc-hien", {"body": "Huyện ủy Vĩnh Bảo"}, ("task",), []),
    (
        "nhiem-vu-da-thuc-hien",
        {"document": "10-KL/HU"},
        ("task", "how", "by", "date", "sentence", "confidence", "path", "start", "end"),
        [(TASK, "triển khai", PLAN, "2024-08-01", "thực hiện Kết luận 10-KL/HU", 0.5, PLAN_FILE, 100, 127)],
    ),
    ("nhiem-vu-da-thuc-hien", {"document": LAM_DONG_28}, ("task",), []),
    ("nhiem-vu-chua-thuc-hien", {"body": DISTRICTS}, ("task",), [(TASK_OF_ALL,)]),
]


@pytest.fixture(scope="module")
def nquads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("queries") / "graph.nq"
    write_nquads(RECORDS, path)
    return path


@pytest.fixture(scope="module")
def store(nquads: Path) -> Store:
    create(nquads, nquads.parent / "store")
    return Store.open(nquads.parent / "store")


@pytest.fixture(scope="module")
def dataset(nquads: Path) -> Dataset:
    dataset = Dataset(default_union=True)
    dataset.parse(nquads, format="nquads")
    return dataset


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHBUILD_LANG", "en")


CASES = pytest.mark.parametrize(
    ("name", "values", "columns", "rows"),
    EXPECTED,
    ids=[" ".join([name, *values.values()]) for name, values, _columns, _rows in EXPECTED],
)


@CASES
def test_the_store_answers(
    store: Store, name: str, values: dict[str, str], columns: tuple[str, ...], rows: list[tuple[Any, ...]]
) -> None:
    query = QUERIES[name]
    result = store.query(query.sparql, query.bind(values))
    picked = [result.columns.index(column) for column in columns]
    assert [tuple(row[index] for index in picked) for row in result.rows] == rows


@CASES
def test_rdflib_answers_the_same(
    store: Store,
    dataset: Dataset,
    name: str,
    values: dict[str, str],
    columns: tuple[str, ...],
    rows: list[tuple[Any, ...]],
) -> None:
    query = QUERIES[name]
    terms = query.bind(values)
    bindings: dict[str, Any] = {variable: from_n3(str(term)) for variable, term in terms.items()}
    answer = dataset.query(query.sparql, initBindings=bindings)
    names = [str(variable) for variable in answer.vars or () if str(variable) not in terms]
    solutions: Any = answer
    from_rdflib = [[None if row[name] is None else row[name].toPython() for name in names] for row in solutions]
    result = store.query(query.sparql, terms)
    assert tuple(names) == result.columns

    def plain(table: list[Any]) -> list[list[str]]:
        return sorted([str(value) for value in row] for row in table)

    assert plain(from_rdflib) == plain(result.rows)
    assert len(result.rows) == len(rows)


@CASES
def test_with_the_values_in_its_text_a_query_answers_the_same(
    store: Store, name: str, values: dict[str, str], columns: tuple[str, ...], rows: list[tuple[Any, ...]]
) -> None:
    query = QUERIES[name]
    terms = query.bind(values)
    result = store.query(with_values(query.sparql, terms))
    assert (result.columns, result.rows) == (
        store.query(query.sparql, terms).columns,
        store.query(query.sparql, terms).rows,
    )


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_the_header_says_what_the_query_gives(store: Store, query: Query) -> None:
    examples = {parameter.name: parameter.example for parameter in query.parameters if parameter.example}
    result = store.query(query.sparql, query.bind(examples))
    assert tuple(column.name for column in query.columns) == result.columns
    assert all(column.heading for column in query.columns)
    assert query.title
    assert query.title_en
    assert query.description
    assert query.name.isascii()


def test_every_query_has_expected_results() -> None:
    assert {name for name, _values, _columns, _rows in EXPECTED} == set(QUERIES)


def test_in_the_wheel_the_queries_lie_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "graphbuild" / "ontology" / "queries"
    inside.mkdir(parents=True)
    (inside.parent / "graphbuild.ttl").touch()
    (inside / "mot.rq").write_text(
        "# title@vi: Một\n# title@en: One\n# description@vi: Một.\n# column: n | Số\nSELECT (1 AS ?n) {}\n"
    )
    monkeypatch.setattr("graphbuild.folders.resources.files", lambda _package: tmp_path / "graphbuild")
    assert list(shipped.load_queries()) == ["mot"]


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("ai-vien-dan", {}, "needs the parameter document"),
        ("ai-vien-dan", {"document": "  "}, "needs the parameter document"),
        ("ai-vien-dan", {"document": "1-NQ/TU", "khoa": "XII"}, "has no parameter khoa"),
        ("mo-ho", {"document": "1-NQ/TU"}, "has no parameter document"),
        ("vien-dan-nhieu", {"minimum": "hai"}, "must be a whole number"),
        ("vien-dan-nhieu", {"minimum": "2) . ?s ?p ?o"}, "must be a whole number"),
    ],
)
def test_a_wrong_parameter_is_named(name: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        QUERIES[name].bind(values)
    assert caught.value.code == "parameter"


@pytest.mark.parametrize(
    ("kind", "typed", "literal"),
    [
        ("document", "28 - NQ/TU", '"28-nq-tu"'),
        ("document", PLAN, f'"{PLAN}"'),
        ("body", "TỈNH ỦY Lâm Đồng", '"tỉnh ủy lâm đồng"'),
        ("body", VINH_BAO, f'"{VINH_BAO}"'),
        ("text", ' "a" ', r'"\"a\""'),
        ("date", "5/6/2024", '"2024-06-05"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("date", "2024-06-05", '"2024-06-05"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("integer", "12", '"12"^^<http://www.w3.org/2001/XMLSchema#integer>'),
    ],
)
def test_what_the_user_typed_becomes_a_term(kind: Any, typed: str, literal: str) -> None:
    assert str(Parameter("p", kind, "", "").term(typed)) == literal


@pytest.mark.parametrize(
    ("name", "values", "unknown"),
    [
        ("ai-vien-dan", {"document": "999-NQ/TU"}, ["999-NQ/TU"]),
        ("ai-vien-dan", {"document": PLAN}, []),
        ("nhiem-vu-cua", {"body": "Sở Xây dựng", "from": "2024-01-01"}, ["Sở Xây dựng"]),
        ("mo-ho", {}, []),
    ],
)
def test_what_nothing_in_the_graph_is_called(
    store: Store, name: str, values: dict[str, str], unknown: list[str]
) -> None:
    assert QUERIES[name].unknown(store, values) == unknown


@pytest.mark.parametrize("typed", ["31/2/2024", "2024", "hôm nay"])
def test_a_date_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(QueryError, match="must be a date"):
        Parameter("day", "date", "", "").term(typed)


@pytest.mark.parametrize(
    "header",
    [
        "# title@en: One\n",
        f"{TITLES}# column: n\n",
        f"{TITLES}# column: n | N\n# parameter: a | number | x\n",
        f"{TITLES}# column: n | N\n# parameter: a | text | x | defualt=1\n",
    ],
    ids=["no title", "no heading", "unknown kind", "misspelt setting"],
)
def test_a_header_that_is_not_complete_is_refused(tmp_path: Path, header: str) -> None:
    (tmp_path / "q.rq").write_text(header + "SELECT ?n {}")
    with pytest.raises(QueryError, match=r"q\.rq") as caught:
        read_query(tmp_path / "q.rq")
    assert caught.value.code == "header"


@pytest.mark.parametrize(
    ("relation", "issuer", "count"),
    [
        ("implements", DUC_TRONG, 0),
        ("implements", f"{DUC_TRONG}/ban-thuong-vu", 0),
        ("implements", VINH_BAO, 1),  # another's paper
        ("mentions", DUC_TRONG, 1),
        ("replaces", DUC_TRONG, 1),
    ],
)
def test_a_task_is_taken_up_by_a_paper_of_its_bearer(tmp_path: Path, relation: str, issuer: str, count: int) -> None:
    bodies = [
        *RECORDS.bodies,
        Body(DUC_TRONG, "Huyện ủy Đức Trọng", level="district", parent=LAM_DONG),
        Body(
            f"{DUC_TRONG}/ban-thuong-vu",
            "Ban Thường vụ Huyện ủy Đức Trọng",
            "Ban Thường vụ",
            "district",
            None,
            DUC_TRONG,
        ),
    ]
    plan = replace(RECORDS.documents[4], id=f"{PLAN}-2", source="đức trọng/12-KH.md", issuer=issuer)
    taken = replace(
        RECORDS.citations[5], id="https://a.b/c", source="đức trọng/12-KH.md", document=plan.id, citing=plan.id,
        target=LAM_DONG_28, relation=relation,
    )  # fmt: skip
    task = replace(RECORDS.obligations[1], bearers=(DUC_TRONG,), bearer_names=("Huyện ủy Đức Trọng",))
    write_nquads(
        Records([*RECORDS.documents, plan], bodies, [*RECORDS.citations, taken], [task]), tmp_path / "graph.nq"
    )
    create(tmp_path / "graph.nq", tmp_path / "store")
    query = QUERIES["chua-ai-nhan"]
    result = Store.open(tmp_path / "store").query(query.sparql, query.bind({"document": LAM_DONG_28}))
    assert len(result.rows) == count


def test_what_is_not_utf8_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="document") as value:
        load_queries()["ai-vien-dan"].bind({"document": "28-NQ/\udcff"})
    with pytest.raises(QueryError) as text:
        find_query('SELECT * { ?s ?p "\udcff" }')
    (tmp_path / "a.rq").write_bytes(b"# \xff\nASK {}")
    with pytest.raises(QueryError, match=r"a\.rq") as file:
        find_query(str(tmp_path / "a.rq"))
    assert [refused.value.code for refused in (value, text, file)] == ["parameter", "encoding", "encoding"]
