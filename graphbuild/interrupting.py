"""Lets Ctrl-C end what an engine counts on: engines of another language do not look for signals while they work."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_LOOK_UP = 0.2
"""Seconds of waiting between two looks for an interrupt, for systems on which waiting itself cannot be interrupted."""


def interruptible(call: Callable[[], T]) -> T:
    """Return what a call into an engine gives; an interrupt is raised at once, in the middle of the call.

    The call runs in a thread of its own. After an interrupt it cannot be ended, only left alone: it goes on until it is
    done or the process ends, and its result is lost.

    Examples
    --------
    >>> interruptible(lambda: 6 * 7)
    42
    """
    if threading.current_thread() is not threading.main_thread():
        # No other thread is interrupted.
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
