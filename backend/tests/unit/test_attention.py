"""Who is received first is done first, and nobody waits for a sender who is silent."""

import socket
import threading
from collections.abc import Iterator

import pytest

from app.utils import attention
from app.utils.attention import Attention

Ends = tuple[socket.socket, socket.socket]


@pytest.fixture
def ends() -> Iterator[Ends]:
    here, there = socket.socketpair()
    with here, there:
        yield here, there


def _read(reader: Attention, here: socket.socket) -> bytes:
    with here.makefile("rb", buffering=0) as body:
        return reader.read(body)  # type: ignore[arg-type]  # a raw socket file has the one method that is used


def _is_free() -> bool:
    free = attention._turn.acquire(blocking=False)
    if free:
        attention._turn.release()
    return free


def test_it_is_kept_while_there_is_something_to_read_and_until_it_is_left(ends: Ends) -> None:
    here, there = ends
    reader = Attention(here)
    there.sendall(b"first")
    assert _read(reader, here) == b"first"
    assert not _is_free()
    reader.leave()
    assert _is_free()
    reader.leave()


def test_others_have_it_while_the_sender_is_silent(ends: Ends) -> None:
    here, there = ends
    reader = Attention(here)
    there.sendall(b"first")
    _read(reader, here)
    later: list[bytes] = []
    waiting = threading.Thread(target=lambda: later.append(_read(reader, here)))
    waiting.start()
    assert attention._turn.acquire(timeout=10)
    attention._turn.release()
    there.sendall(b"second")
    waiting.join(10)
    assert later == [b"second"]
    reader.leave()


def test_who_waited_long_goes_on_without_it(ends: Ends, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = ends
    monkeypatch.setattr(attention, "PATIENCE_S", 0.01)
    there.sendall(b"first")
    reader = Attention(here)
    with attention._turn:
        assert _read(reader, here) == b"first"
        reader.leave()
        assert not _is_free()
    assert _is_free()


def test_the_end_is_told(ends: Ends) -> None:
    here, there = ends
    there.close()
    assert _read(Attention(here), here) == b""
