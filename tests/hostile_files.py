"""Files of a corpus that somebody made to do harm: more than a hundred, by name."""

from __future__ import annotations

HEAD = "TỈNH ỦY THANH HÓA\nSố 09-CT/TU\n"

INJECTED = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "';alert(1)//",
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{7*7}}",
    "${7*7}",
    "{% raw %}",
    "<!--",
    "]]><![CDATA[",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u2028alert(1)\u2029",
    '=HYPERLINK("http://vi.du")',
    "+1+1",
    "@SUM(1)",
    "\\u003cscript\\u003e",
    "<svg/onload=alert(1)>",
    "data:text/html,<script>alert(1)</script>",
    "%3Cscript%3E",
)

_NESTED = (
    *("<div>", "<table><tr><td>", "<b>", "<ul><li>", "<form class=menu>", "<span hidden>", "<!--", "<a href='", "&"),
    *("<p ", "<svg>"),
)
_REPEATED = (
    *("05-CT/TW ", "Điều 1 khoản 1 điểm a ", "căn cứ ", "((((", "|||", "1.", "\n- ", "I. ", "của Tỉnh ủy "),
    *("và Ủy ban nhân dân ", "ngày 01/01/2024 ", "số ", "Nghị quyết số ", "/", "-", "**", "# ", "\f", "\t", "“"),
    *("(sau đây gọi tắt là ", "trước ngày ", "giao ", "X", "0", "\u00a0", "; ", "các ", "\n\n\n", "Luật "),
)
_TIMES = 3000
_MARKS = "\u0301" * 200_000
"""Combining marks in one run: a browser that lays them out stands still."""
_ALTERNATING = "\u0301\u0323" * 100_000
"""Marks that Unicode orders otherwise: a program that sorts them does so in the square of their number."""

_ODD = {
    "dau-trong-ten.txt": f"{HEAD}CHỈ THỊ\nvề a{_MARKS}\n",
    "dau-xen-ke.txt": f"{HEAD}CHỈ THỊ\nvề a{_ALTERNATING}\nThực hiện Chỉ thị số 05-CT/TW.\n",
    "dau-xen-ke.html": f"<!DOCTYPE html><title>a{_ALTERNATING}</title><p>Chỉ thị số 05-CT/TW</p>",
    "dau-sau-so.txt": f"Thực hiện Chỉ thị số 05-CT/TW{_MARKS[:100]}\n",
    "dao-chieu.txt": "\u202e\u2066Chỉ thị số 05-CT/TW\u202c\u2069\u200b\u200d\ufeff\n",
    "chu-dai-ra.txt": "NGHỊ QUYẾT\nİban hành nghị quyết như sau:\nẞ ŉ ǰ ΐ ﬁ 𝐍𝐆𝐇Ị 𝟎𝟓-𝐂𝐓/𝐓𝐖\n",
    "dieu-khien.txt": "Chỉ thị số 05-CT/TW \x1b[31mđỏ\x1b]0;x\x07\x9b31m\x08\x7f\x85\n",
    "ngoai-bang.txt": "\U0010ffff\U000e0001 Chỉ thị số 05-CT/TW \U0001f600" * 50,
    "byte-khong.txt": "CHỈ THỊ\x00số 05",
    "khong-chu.txt": "\ufeff\ufeff\u200b",
    "rong.txt": "",
    "hong.txt": "Chỉ thị số 05-CT/TW".encode().decode("latin-1"),
    "dau-trang.md": "---\ntitle: !!python/object:os.system x\n---\n# [a](javascript:alert(1)) ![x](http://vi.du/y.png)\n"
    + "| =1+1 |\n" * 100,
    "thuc-the.html": "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
    "<html><body>&a;<iframe src=file:///etc/passwd></iframe><p>05-CT/TW</html>",
}
_OTHER_FORMATS = (
    *(b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", rb"{\rtf1", b"\x1f\x8b\x08", b"\x7fELF"),
    *(b"MZ\x90\x00", b"\xff\xfe" + "Chỉ thị".encode("utf-16-le") + b"\x00"),
)
_NAMES = (
    *("<script>alert(1)<.txt", "'\";--.txt", "a\nb.txt", "\x1b[31mdo.txt", "%2e%2e%2fa.txt", "a#b?c&d.txt", "=1+1.txt"),
    *("CON.txt", "nul.html", "duoi..txt", "-rf.txt", " khoang trang .txt", "\u202etxt.exe.txt", "@x.txt", "~.txt"),
    *("a" + "\u0301" * 60 + ".txt", "v" * 251 + ".txt", "văn bản đến.HTML", "a:b|c*d.txt", "A.txt", "a.txt", "x.txt."),
    "{{7*7}}.txt",
)


def hostile_files() -> dict[str, bytes]:
    """Return the content of every file by its name; names are such as Linux has them."""
    texts = dict(_ODD)
    for number, words in enumerate(INJECTED):
        texts[f"chen-{number:02}.txt"] = (
            f"{HEAD}CHỈ THỊ\nvề {words}\nGiao Sở Nội vụ {words} hoàn thành trước ngày 30/6/2025. Thực hiện Chỉ thị số "
            f"05-CT/TW ngày 15/5/2016 của Bộ Chính trị về {words}.\nNơi nhận:\n- {words}\n"
        )
        texts[f"trang-{number:02}.html"] = (
            f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{words}</title></head>"
            f"<body><h1>{words}</h1><p>Thực hiện Chỉ thị số 05-CT/TW {words}</p></body></html>"
        )
    for number, tag in enumerate(_NESTED):
        texts[f"long-{number:02}.html"] = f"<!DOCTYPE html><meta charset=utf-8>{tag * _TIMES}<p>Chỉ thị số 05-CT/TW"
    for number, words in enumerate(_REPEATED):
        texts[f"lap-{number:02}.txt"] = f"{HEAD}KẾ HOẠCH\n{words * _TIMES}\nThực hiện Chỉ thị số 05-CT/TW."
    for name in _NAMES:
        texts[name] = f"{HEAD}CHỈ THỊ\nThực hiện Chỉ thị số 05-CT/TW.\n{name}"
    files = {name: text.encode("utf-8") for name, text in texts.items()}
    for number, head in enumerate(_OTHER_FORMATS):
        files[f"gia-{number}.txt"] = head + bytes(range(256))
    return files
