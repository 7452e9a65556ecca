"""The dialogs. Tk is loaded when one opens; without a screen the words go to the console instead."""

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from opener.choice import Choice
from opener.errors import OpenerError
from opener.messages import Message, word

if TYPE_CHECKING:
    from opener.window import Window

NOTICE_S = 2.5


def tell(message: Message, language: str, more: tuple[str, Callable[[], None]] | None = None) -> None:
    """Show a message until it is closed; with more, a button that does one thing and closes it too."""
    window = _window(message)
    if window is None:
        _print(message)
        return
    row = window.add_row()
    window.add_button(row, word("close", language), window.close, is_first=True)
    window.add_button(row, word("copy", language), lambda: window.copy(f"{message.headline}\n\n{message.text}"))
    if more:
        label, deed = more
        window.add_button(row, label, window.closing(deed))
    window.show()


def notice(message: Message) -> None:
    """Say for NOTICE_S seconds what is being opened; a click or Escape closes it earlier."""
    window = _window(message)
    if window is not None:
        window.close_when_clicked()
        window.close_after(NOTICE_S)
        window.show()


def choose(kind: str, name: str, slicers: Sequence[str], last: str | None, language: str) -> Choice | None:
    """Ask which slicer opens this file: a button each, the one of the last time first in line for Enter.

    Returns None when the window was closed. Raises OpenerError without a screen.
    """
    window = _window(Message(word("choose", language, {"kind": kind}), name))
    if window is None:
        raise OpenerError("cannot_ask", kind=kind)
    answers: list[Choice] = []

    def taking(slicer: str) -> Callable[[], None]:
        return window.closing(lambda: answers.append(Choice(slicer, always.get())))

    for slicer in slicers:
        window.add_wide_button(slicer, taking(slicer), slicer == (last or slicers[0]))
    row = window.add_row()
    always = window.add_tick(row, word("always", language, {"kind": kind}))
    window.add_button(row, word("cancel", language), window.close)
    window.show()
    return answers[0] if answers else None


def _window(message: Message) -> "Window | None":
    """Open a window; None where there is no Tk or no screen."""
    try:
        from opener.window import Window, WindowError
    except ImportError:
        return None
    try:
        return Window(message.headline, message.text)
    except WindowError:
        return None


def _print(message: Message) -> None:
    if sys.stderr is not None:  # a program without a console has none
        sys.stderr.write(f"{message.headline}\n{message.text}\n")
