"""What users see is Vietnamese unless they ask for English, and no message is left untranslated."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from socket import EAI_AGAIN, EAI_NONAME, gaierror

import pytest

from graphbuild.messages import _, language, why

ROOT = Path(__file__).parent.parent


def test_catalogue_is_in_step_with_the_code() -> None:
    checked = subprocess.run(
        [sys.executable, ROOT / "tools" / "messages.py", "--check"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr + "run: make messages"


def test_messages_are_vietnamese_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GRAPHBUILD_LANG", raising=False)
    assert _("Reading documents") == "Đang đọc văn bản"


@pytest.mark.parametrize("wish", ["en", "EN", "en_US", "en-GB", "en_US.UTF-8", " en "])
def test_english_on_request(wish: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHBUILD_LANG", wish)
    assert (language(), _("Reading documents")) == ("en", "Reading documents")


@pytest.mark.parametrize("wish", ["", "vi", "vi_VN.UTF-8", "fr", "C"])
def test_everything_else_is_vietnamese(wish: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHBUILD_LANG", wish)
    assert (language(), _("Reading documents")) == ("vi", "Đang đọc văn bản")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "ổ đĩa đã đầy"),
        (PermissionError(errno.EACCES, "Permission denied"), "bạn không có quyền; hãy xem lại quyền truy cập"),
        (OSError(f"IO error: While appending to file: a.sst: {os.strerror(errno.ENOSPC)}"), "ổ đĩa đã đầy"),
        (OSError("Corruption: block"), "Corruption: block"),
        (ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"), "không có chương trình nào nghe ở đó"),
        (TimeoutError("timed out"), "quá lâu không trả lời"),
        (OSError(errno.EADDRINUSE, "Address already in use"), "một chương trình khác đang dùng cổng này"),
        (OSError(errno.EADDRNOTAVAIL, "Cannot assign requested address"), "máy này không có địa chỉ đó"),
        (OSError(errno.ENETUNREACH, "Network is unreachable"), "không có đường mạng tới đó"),
        (ConnectionResetError("Remote end closed connection"), "bên kia ngắt kết nối"),
        (gaierror(EAI_NONAME, "Name or service not known"), "không tìm thấy máy nào có tên đó"),
        (gaierror(EAI_AGAIN, "Temporary failure in name resolution"), "không tìm thấy máy nào có tên đó"),
        (OSError(EAI_NONAME, "Name or service not known (while …)"), "không tìm thấy máy nào có tên đó"),
    ],
)
def test_why_the_system_refused_is_told(error: OSError, told: str) -> None:
    assert why(error) == told


def test_placeholders_survive_translation() -> None:
    import string

    from babel.messages.pofile import read_po

    with (ROOT / "graphbuild/locale/vi/LC_MESSAGES/graphbuild.po").open("rb") as file:
        catalogue = read_po(file)

    def fields(text: str) -> set[str | None]:
        return {name.split("!")[0] for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}

    pairs = [(message.id, str(message.string)) for message in catalogue if isinstance(message.id, str) and message.id]
    assert len(pairs) > 50
    for message, translation in pairs:
        assert fields(translation) <= fields(message), message
