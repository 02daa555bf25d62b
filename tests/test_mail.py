"""E-mails and pages saved as one file: their text, their attachments, and what hostile ones cannot do."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from cost import assert_in_proportion

from graphbuild.errors import InputError
from graphbuild.model import Note
from graphbuild.readers.formats import read_bytes
from graphbuild.readers.mail.eml import EmlReader, attachments_of
from graphbuild.readers.mail.entity import MOST_PARTS
from graphbuild.readers.mail.mhtml import MhtmlReader
from graphbuild.readers.reader import Content, Settings
from graphbuild.readers.signatures import kind_of

PLAIN = "Kính gửi các chi bộ,\nĐề nghị thực hiện Kế hoạch số 12-KH/ĐU.\n"
PAGE = "<html><body><p>Kính gửi <b>các chi bộ</b></p><p>Đề nghị thực hiện</p></body></html>"


def mail(content: str = PLAIN, **fields: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    for name, value in fields.items():
        message[name] = value
    message["Message-ID"] = "<1@xa.example>"
    message.set_content(content)
    return message


def read(data: bytes) -> Content:
    assert EmlReader().recognises(data)
    return EmlReader().read(data, "thu.eml", Settings())


def head(*lines: str) -> bytes:
    return "\r\n".join(("MIME-Version: 1.0", *lines, "", "")).encode()


def names(data: bytes) -> list[str]:
    return [part.name for part in attachments_of(data, "thu.eml")]


def attached(*lines: str, body: bytes = b"%PDF-1.4") -> bytes:
    """Return a mail with one attachment for each line of its head that is given."""
    parts = [line.encode() + b"\r\n\r\n" + body for line in lines]
    written = b"".join(b"--b\r\n" + part + b"\r\n" for part in (b"\r\nA", *parts))
    return head("Content-Type: multipart/mixed; boundary=b") + written + b"--b--\r\n"


# -- the text of a mail ------------------------------------------------------------------------------------------------


def test_subject_people_day_and_text() -> None:
    message = mail(
        Subject="V/v triển khai Kế hoạch số 12-KH/ĐU",
        From="Văn phòng Đảng ủy <vp@xa.example>",
        To="Các chi bộ <chibo@xa.example>",
        Date="Mon, 02 Jun 2025 08:00:00 +0700",
    )
    content = read(bytes(message))
    assert content.text == (
        "Subject: V/v triển khai Kế hoạch số 12-KH/ĐU\nFrom: Văn phòng Đảng ủy <vp@xa.example>\n"
        "To: Các chi bộ <chibo@xa.example>\nDate: Mon, 02 Jun 2025 08:00:00 +0700\n\n" + PLAIN.strip()
    )
    assert (content.encoding, content.notes) == ("utf-8", ())


@pytest.mark.parametrize(
    ("plain", "shown"),
    [(PLAIN, PLAIN.strip()), (" \n", "Kính gửi các chi bộ\nĐề nghị thực hiện")],
    ids=["plain", "plain is empty"],
)
def test_of_two_versions_the_plain_one_unless_it_is_empty(plain: str, shown: str) -> None:
    message = mail(plain, Subject="a")
    message.add_alternative(PAGE, subtype="html")
    data = bytes(message)
    assert read(data).text == f"Subject: a\n\n{shown}"
    assert names(data) == []


def test_texts_around_an_attachment_belong_together() -> None:
    data = attached(
        "Content-Type: application/pdf", "Content-Type: text/plain", "Content-Type: text/html", body=b"<p>B"
    )
    assert read(data).text == "A\n\n<p>B\n\nB"
    assert names(data) == ["tep-1.pdf"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("=?utf-8?B?S+G6vyBob+G6oWNo?= 12", "Kế hoạch 12"),
        ("=?utf-8?B?S+G6?=\r\n =?utf-8?B?vyBob+G6oWNo?=", "Kế hoạch"),
        ("=?windows-1258?Q?K=EA=EC_ho=F2a?=", "Kế họa"),
        ("=?x-unknown?B?S+G6vyBob+G6oWNo?=", "Kế hoạch"),
        ("=?utf-8?B?S+G6vyB$$$?=", None),
        ("Kế hoạch", "Kế hoạch"),
        ("một\r\n\thai", "một hai"),
        ("a\x00b\u202ec", "abc"),
    ],
)
def test_words_in_the_head(written: str, shown: str | None) -> None:
    text = read(head(f"Subject: {written}")).text
    assert text.startswith("Subject: ")
    if shown is not None:
        assert text == f"Subject: {shown}"


def test_a_head_in_an_old_encoding() -> None:
    data = b"MIME-Version: 1.0\nSubject: K\xd5 ho\xb9ch c\xf1a huy\xd6n \xf1y\n\nx"
    assert read(data).text == "Subject: Kế hoạch của huyện ủy\n\nx"


def test_the_byte_order_mark_of_a_text_is_no_letter_of_it() -> None:
    assert read(head("Subject: a") + "\ufeffKính gửi".encode()).text == "Subject: a\n\nKính gửi"


def test_a_text_whose_lines_flow() -> None:
    body = "Đề nghị các \nchi bộ thực hiện.\nTrân trọng \n-- \nNguyễn Văn A \nVăn phòng"
    data = head("Content-Type: text/plain; charset=utf-8; format=flowed") + body.encode()
    assert read(data).text.splitlines() == [
        "Đề nghị các chi bộ thực hiện.",
        "Trân trọng ",
        "-- ",
        "Nguyễn Văn A Văn phòng",
    ]


def test_pictures_within_the_text_are_told() -> None:
    message = mail("", Subject="a")
    message.add_alternative(PAGE, subtype="html")
    page_part = message.get_body()
    assert isinstance(page_part, EmailMessage)
    page_part.add_related(b"\x89PNG", "image", "png", cid="<a@b>", disposition="inline")
    assert read(bytes(message)).notes == (Note("embedded_files", "1"),)
    assert names(bytes(message)) == []


def test_a_signed_mail_has_its_text_and_no_signature_file() -> None:
    data = head("Content-Type: multipart/signed; boundary=b") + (
        b"--b\n\nVan ban\n--b\nContent-Type: application/pkcs7-signature; name=smime.p7s\n\nMII=\n--b--\n"
    )
    assert (read(data).text, names(data)) == ("Van ban", [])


def test_what_is_no_mail_is_damaged() -> None:
    with pytest.raises(InputError) as refused:
        EmlReader().read(b"Van ban", "thu.eml", Settings())
    assert refused.value.code == "damaged"


# -- attachments -------------------------------------------------------------------------------------------------------


def test_attachments_in_their_order_with_their_bytes() -> None:
    message = mail()
    message.add_attachment(b"%PDF-1.4\n\x00", "application", "pdf", filename="Kế hoạch số 12.pdf")
    message.add_attachment("Số ký hiệu\n", filename="so.csv", subtype="csv")
    message.add_attachment(mail(Subject="Thư 1/2"), filename=None)
    parts = list(attachments_of(bytes(message), "thu.eml"))
    assert [part.name for part in parts] == ["Kế hoạch số 12.pdf", "so.csv", "Thư 1-2.eml"]
    assert parts[0].read() == b"%PDF-1.4\n\x00"
    assert parts[1].read().decode().strip() == "Số ký hiệu"
    assert read(parts[2].read()).text == f"Subject: Thư 1/2\n\n{PLAIN.strip()}"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Content-Disposition: attachment; filename*=utf-8''K%E1%BA%BF%20ho%E1%BA%A1ch.pdf", "Kế hoạch.pdf"),
        ("Content-Disposition: attachment; filename=\"a.pdf\"; filename*=utf-8''K%E1%BA%BF.pdf", "Kế.pdf"),
        ("Content-Disposition: attachment;\r\n filename*0*=utf-8''K%E1%BA%BF;\r\n filename*1=\" 1.pdf\"", "Kế 1.pdf"),
        ('Content-Disposition: attachment; filename="=?utf-8?B?S+G6vyBob+G6oWNo?=.pdf"', "Kế hoạch.pdf"),
        ('Content-Type: application/pdf; name="=?utf-8?Q?K=E1=BA=BF?=\r\n =?utf-8?Q?_1.pdf?="', "Kế 1.pdf"),
        ('Content-Disposition: attachment; filename="Kế hoạch.pdf"', "Kế hoạch.pdf"),
        ("Content-Disposition: attachment; filename=Kế hoạch.pdf", "Kế hoạch.pdf"),
        ("Content-Disposition: attachment; filename=../../etc/passwd", "-..-etc-passwd"),
        (r'Content-Disposition: attachment; filename="C:\\van ban\\a.doc"', "C_-van ban-a.doc"),
        ('Content-Disposition: attachment; filename=".."', "tep-1.txt"),
        ('Content-Disposition: attachment; filename="gpj.a\u202efdp.exe"', "gpj.afdp.exe"),
        ("Content-Disposition: attachment; filename*=utf-8'", "utf-8'.txt"),
        ("Content-Disposition: attachment; filename*99999*=a", "a.txt"),
        (f"Content-Disposition: attachment; filename*{'9' * 5000}=a", "tep-1.txt"),
        ("Content-Disposition: attachment; filename*=\x00'a'b.pdf", None),
        ("Content-Type: application/pdf", "tep-1.pdf"),
        ("Content-Type: application/x-nobody-knows", "tep-1"),
        ("Content-Type: ;;;=", None),
        ('Content-Type: application/pdf; name="van ban"', "van ban.pdf"),
        ('Content-Disposition: attachment; filename="' + "ă" * 300 + '.pdf"', "ă" * 146 + ".pdf"),
        ("Content-Type: message/rfc822", "tep-1.eml"),
    ],
)
def test_the_name_of_an_attachment(line: str, name: str | None) -> None:
    found = names(attached(line))
    if name is not None:
        assert found == [name]
    assert all("/" not in one and one.isprintable() for one in found)


def test_a_name_in_an_old_encoding() -> None:
    data = head("Content-Type: multipart/mixed; boundary=b") + (
        b'--b\r\nContent-Disposition: attachment; filename="K\xd5 ho\xb9ch c\xf1a huy\xd6n.doc"\r\n\r\nx\r\n--b--'
    )
    assert names(data) == ["Kế hoạch của huyện.doc"]


def test_no_name_comes_twice() -> None:
    lines = [f"Content-Disposition: attachment; filename={name}" for name in ("a.pdf", "A.pdf", "a (2).pdf", "a.pdf")]
    assert names(attached(*lines)) == ["a.pdf", "A (2).pdf", "a (2) (2).pdf", "a (3).pdf"]


def test_a_mail_that_is_only_an_attachment() -> None:
    data = head("Subject: a", "Content-Type: application/pdf", "Content-Transfer-Encoding: base64") + b"JVBERi0xLjQ"
    assert read(data).text == "Subject: a"
    assert [(part.name, part.read()) for part in attachments_of(data, "thu.eml")] == [("tep-1.pdf", b"%PDF-1.4")]


@pytest.mark.parametrize("cut", range(0, 40, 7))
def test_a_mail_that_ends_too_early_gives_what_is_there(cut: int) -> None:
    message = mail(Subject="a")
    message.add_attachment(bytes(range(256)), "application", "pdf", filename="a.pdf")
    data = bytes(message)
    body = data.index(b"AAECAwQ")
    (part,) = attachments_of(data[: body + cut], "thu.eml")
    assert bytes(range(256)).startswith(part.read())
    assert len(part.read()) >= cut * 3 // 4 - 2


def test_rich_text_of_outlook_is_told_by_name() -> None:
    line = "Content-Type: application/ms-tnef; name=winmail.dat"
    (part,) = attachments_of(attached(line, body=b"\x78\x9f\x3e\x22\x01\x00"), "thu.eml")
    with pytest.raises(InputError, match=r"winmail\.dat.*Outlook") as refused:
        read_bytes(part.read(), part.name)
    assert refused.value.code == "binary"


def test_attachments_are_decoded_one_by_one() -> None:
    found = attachments_of(attached(*["Content-Type: application/pdf"] * 3), "thu.eml")
    assert next(found).name == "tep-1.pdf"


# -- saved pages -------------------------------------------------------------------------------------------------------

WORD = head('Content-Type: multipart/related; boundary="----=_NextPart"') + (
    b"This document is a Single File Web Page.\r\n\r\n------=_NextPart\r\nContent-Location: file:///C:/1/a.htm\r\n"
    b'Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n'
    + quopri.encodestring("<html><body><p>CHỈ THỊ</p><p>Số: 05-CT/TW</p><img src='a.png'></body></html>".encode())
    + b"\r\n------=_NextPart\r\nContent-Location: file:///C:/1/header.htm\r\nContent-Type: text/html\r\n\r\n<p>Trang"
    b"\r\n------=_NextPart\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
    b"------=_NextPart--\r\n"
)


def page(data: bytes) -> Content:
    assert MhtmlReader().recognises(data[:4096])
    return MhtmlReader().read(data, "a.mht", Settings())


def test_a_document_that_word_saved_as_one_file() -> None:
    assert page(WORD).text == "CHỈ THỊ\nSố: 05-CT/TW"


@pytest.mark.parametrize(
    "lines",
    [
        ("Snapshot-Content-Location: https://xa.example/2", 'Content-Type: multipart/related; boundary="b"'),
        ('Content-Type: multipart/related; type="text/html"; start="<two@xa>"; boundary="b"',),
        ("Content-Location: https://xa.example/2", 'Content-Type: multipart/related; boundary="b"'),
    ],
    ids=["chrome", "start", "address"],
)
def test_the_root_of_a_page(lines: tuple[str, ...]) -> None:
    parts = b"".join(
        b"--b\r\nContent-Type: text/html; charset=windows-1258\r\nContent-ID: <%s@xa>\r\nContent-Location: "
        b"https://xa.example/%d\r\n\r\n<p>%s\r\n" % (name, number, name)
        for number, name in enumerate((b"zero", b"one", b"two"))
    )
    assert page(head("From: <Saved by Blink>", *lines) + parts + b"--b--").text == "two"


def test_the_charset_of_a_page_stands_in_its_head() -> None:
    data = head("Content-Type: text/html; charset=windows-1258", "Content-Transfer-Encoding: base64")
    body = "<meta charset=utf-8><p>Kính gư\u0309i các xa\u0303".encode("windows-1258")
    assert page(data + base64.b64encode(body)).encoding == "windows-1258"


def test_a_mail_with_pictures_is_no_saved_page() -> None:
    data = head("To: a@xa.example", "Content-Type: multipart/related; boundary=b")
    assert EmlReader().recognises(data)
    assert not MhtmlReader().recognises(data)


@pytest.mark.parametrize(
    "typed", ["From: A\nTo: B\nSubject: x\n\nVan ban", "So: 12-KH/HU\nNgay: 05/6/2024\n", "received: hom nay\nx\n"]
)
def test_lines_like_those_of_a_mail_are_text(typed: str) -> None:
    assert kind_of(typed.encode()) is None


def test_a_mail_that_went_through_many_servers() -> None:
    received = "".join(f"Received: from s{number}.example\r\n by t; Mon, 2 Jun 2025\r\n" for number in range(300))
    assert read(f"{received}Subject: a\r\nMIME-Version: 1.0\r\n\r\nx".encode()).text == "Subject: a\n\nx"


@pytest.mark.parametrize("data", [head("Content-Type: multipart/related; boundary=b"), b"", b"Van ban", WORD[:150]])
def test_a_saved_page_without_a_page_is_damaged(data: bytes) -> None:
    with pytest.raises(InputError) as refused:
        MhtmlReader().read(data, "a.mht", Settings())
    assert refused.value.code == "damaged"


# -- hostile mails -----------------------------------------------------------------------------------------------------


def nested(depth: int) -> bytes:
    parts = (b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (at, at) for at in range(depth))
    return b"MIME-Version: 1.0\r\n" + b"".join(parts) + b"\r\nVan ban"


def test_parts_within_parts_without_end_are_told() -> None:
    assert read(nested(20)).text == "Van ban"
    assert read(nested(100_000)).notes == (Note("unread_parts", "1"),)
    assert names(nested(100_000)) == []


def test_too_many_parts() -> None:
    data = head("Content-Type: multipart/mixed; boundary=b") + b"--b\r\n\r\nx\r\n" * (MOST_PARTS + 1)
    with pytest.raises(InputError) as refused:
        read(data)
    assert refused.value.code == "bomb"
    with pytest.raises(InputError):
        names(data)


@pytest.mark.parametrize(
    "lines",
    [
        b"X-A: b\r\n" * 100_000,
        b"X-A: " + b"b" * 2_000_000 + b"\r\n",
        b"Subject: " + b"=?utf-8?Q?a?= " * 100_000 + b"\r\n",
        b"To: " + b"(" * 500_000 + b"\r\n",
        b"Content-Type: text/plain" + b"; a*0*=b" * 50_000 + b"\r\n",
        b"Content-Type: multipart/mixed; boundary=" + b"b" * 50_000 + b"\r\n",
        b"Content-Type: multipart/mixed; boundary=\r\n",
        b"Content-Type: multipart/mixed\r\n",
        b"Content-Type: text/plain; charset=" + b"\x00" * 10 + b"\r\n",
        b"Content-Transfer-Encoding: x-uuencode\r\n",
        b"\xff\xfe: a\r\n",
        b"a\r\nb\r\n",
    ],
)
def test_a_hostile_head_does_no_harm(lines: bytes) -> None:
    content = read(b"MIME-Version: 1.0\r\nX: y\r\n" + lines + b"\r\nVan ban")
    assert len(content.text) < 2_100_000
    assert names(b"MIME-Version: 1.0\r\n" + lines + b"\r\nVan ban") == []


def test_base64_gives_no_more_than_it_has() -> None:
    data = head("Content-Type: application/pdf", "Content-Transfer-Encoding: base64") + b"A=" * 1_000_000
    (part,) = attachments_of(data, "thu.eml")
    assert len(part.read()) <= len(data)


@pytest.mark.cost
@pytest.mark.parametrize(
    "made",
    [
        lambda size: attached(*["Content-Disposition: attachment; filename=a.pdf"] * (size // 20)),
        lambda size: nested(20) + b"\r\n--b19\r\n\r\nx" * (size // 20) + b"x\r\n" * size,
        lambda size: head("Content-Type: text/plain; format=flowed") + b"a \n" * size,
        lambda size: head("Content-Type: multipart/mixed; boundary=b") + (b"\n--b" + b" " * 100 + b"x") * size,
    ],
    ids=["one name for all", "parts within parts", "lines that flow", "almost boundaries"],
)
def test_a_long_mail_costs_in_proportion(made: Callable[[int], bytes]) -> None:
    def ready(size: int) -> Callable[[], object]:
        data = made(size)
        return lambda: (EmlReader().read(data, "thu.eml", Settings()), names(data))

    assert_in_proportion(ready, 10_000, 100_000)
