"""Lets Ctrl-C end what does not heed it: a call into a native engine, and the clean-up of an object."""

from __future__ import annotations

import _thread
import sys
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_LOOK_UP = 0.2
"""Seconds between two checks for an interrupt, for systems on which waiting itself cannot be interrupted."""


_AFTERWARDS = 0.1
"""Seconds after which a lost interrupt is raised again."""


def keep_interrupts() -> None:
    """Let an interrupt that Python raises while it cleans up an object, and then ignores, interrupt what follows.

    Such clean-ups run at any time, and nothing around them ever sees what is raised in them (`sys.unraisablehook`).
    """
    told = sys.unraisablehook

    def hook(unraisable: sys.UnraisableHookArgs) -> None:
        if issubclass(unraisable.exc_type, KeyboardInterrupt):
            # Raised here and now it would be ignored once more.
            threading.Timer(_AFTERWARDS, _thread.interrupt_main).start()
        else:
            told(unraisable)

    sys.unraisablehook = hook


def interruptible(call: Callable[[], T]) -> T:
    """Return the result of a call into an engine; an interrupt is raised at once, in the middle of the call.

    The call runs in a thread of its own. After an interrupt the thread cannot be stopped, only abandoned: it runs until
    it is done or the process ends, and its result is lost.

    Examples
    --------
    >>> interruptible(lambda: 6 * 7)
    42
    """
    if threading.current_thread() is not threading.main_thread():
        # Only the main thread is interrupted.
        return call()
    results: list[T] = []
    errors: list[BaseException] = []

    def work() -> None:
        try:
            results.append(call())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=work, daemon=True, name="graphbuild engine")
    thread.start()
    while thread.is_alive():
        thread.join(_LOOK_UP)
    if errors:
        raise errors[0]
    return results[0]
