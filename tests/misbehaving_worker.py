"""A reading process whose reader of PDF files does what the file says: what hostile files make libraries do."""

from __future__ import annotations

import os
import sys
import time

from graphbuild.errors import InputError
from graphbuild.model import Markup
from graphbuild.readers import formats
from graphbuild.readers.reader import Content, Settings
from graphbuild.readers.worker import main


class Misbehaving:
    format = "pdf"
    suffixes = (".pdf",)
    own_offsets = False
    markup: Markup = "none"

    def recognises(self, data: bytes) -> bool:
        return True

    def read(self, data: bytes, source: str, settings: Settings) -> Content:
        match data.removeprefix(b"%PDF-1.4 ").decode().split():
            case ["memory"]:
                taken = []
                while True:
                    taken.append(b"x" * 50_000_000)
            case ["time"]:
                while True:
                    pass
            case ["wait"]:
                time.sleep(600)
            case ["crash"]:
                os.abort()
            case ["leave"]:
                os._exit(0)
            case ["print"]:
                print("Chào", flush=True)
                os.write(1, b"\x00\x00\x00\x10")
                sys.stderr.write("Chào")
            case ["fault"]:
                raise KeyError("x")
            case ["recursion"]:
                return self.read(data, source, settings)
            case ["refuse"]:
                raise InputError("damaged", f"{source}: hỏng")
            case ["pages", count]:
                for _page in range(int(count)):
                    begun = time.process_time()
                    while time.process_time() < begun + 0.4:
                        pass
                    settings.step()
            case ["jobs"]:
                return Content(f"{settings.jobs} {settings.convert_legacy} {settings.cache}")
        return Content("Chỉ thị số 05-CT/TW")


if __name__ == "__main__":
    formats._FOREIGN["pdf"] = ("misbehaving_worker:Misbehaving",)
    main()
