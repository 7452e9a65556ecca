"""Show each step with its time; a step that takes over a second says that it still goes on."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from labtool.errors import StopRequestedError


@contextmanager
def step(title: str) -> Iterator[None]:
    """Print the title while the body runs, and its seconds afterwards."""
    started = time.monotonic()
    mark = "failed"
    try:
        with ticking(title):
            yield
        mark = "done"
    except (KeyboardInterrupt, StopRequestedError):
        mark = "stopped"
        raise
    finally:
        say(f"  {mark:<8}{title} ({time.monotonic() - started:.1f} s)")


@contextmanager
def ticking(title: str) -> Iterator[None]:
    """Show that the body still runs: every second on a terminal, seldom in a file."""
    done = threading.Event()
    show = _tick_on_terminal if sys.stdout.isatty() else _tick_on_pipe
    ticker = threading.Thread(target=show, args=(title, time.monotonic(), done), daemon=True)
    ticker.start()
    try:
        yield
    finally:
        done.set()
        ticker.join()


def say(text: str = "") -> None:
    """Print a line at once."""
    print(text, flush=True)


def _tick_on_terminal(title: str, started: float, done: threading.Event) -> None:
    while not done.wait(0.5):
        print(f"\r  ...     {title} ({time.monotonic() - started:.0f} s)", end="", flush=True)
    print("\r\x1b[K", end="", flush=True)


def _tick_on_pipe(title: str, started: float, done: threading.Event) -> None:
    pause_s = 1
    while not done.wait(pause_s):
        say(f"  ...     {title} ({time.monotonic() - started:.0f} s)")
        pause_s = 10
