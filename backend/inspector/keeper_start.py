"""Start a warm server, in the cage where that works, and know when it has ended."""

import logging
import queue
import socket
import subprocess
import tempfile
import threading
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from typing import IO

from inspector import cage
from inspector.warm_server import LENGTH, READY

_log = logging.getLogger(__name__)

_MODULE = ("-m", "inspector.warm_server")
_START_SECONDS = 20
_SHOWN_BYTES = 2_000


@dataclass(frozen=True, slots=True)
class Running:
    """A server at work: its process, the socket to it, and a lock for who is just writing into that."""

    process: subprocess.Popen[bytes]
    socket: socket.socket
    ended: threading.Event
    lock: threading.Lock

    def send(self, question: bytes, files: list[int]) -> None:
        """Send one question with its open files, if any. Raises OSError when the server is gone."""
        head = LENGTH.pack(len(question))
        with self.lock:
            if files:
                socket.send_fds(self.socket, [head], files)
            else:
                self.socket.sendall(head)
            self.socket.sendall(question)


def open_command() -> list[str]:
    """Return the command of a server without a cage."""
    return cage.python(*_MODULE)


def caged_command() -> list[str]:
    """Return the command of a server in the cage."""
    return cage.caged(*_MODULE)


@cache
def best_command() -> list[str]:
    """Return the command of a server in the cage; where there is none say so, once."""
    if hindrance := cage.hindrance():
        _log.warning(
            "models are read without a cage around the reader, within the other limits: %s. ./lab doctor says more.",
            hindrance,
        )
        return open_command()
    return caged_command()


def start(command: list[str]) -> Running:
    """Start a server and wait until it is ready. Raises OSError when it does not start."""
    ours, theirs = socket.socketpair()
    with ExitStack() as failing:
        failing.enter_context(ours)
        with theirs, tempfile.TemporaryFile() as errors:
            process, ended = _kept(command, theirs, errors)
            theirs.close()
            if not _is_ready(ours):
                process.kill()
                ended.wait(_START_SECONDS)
                raise OSError(f"the inspector's server does not start: {_end_of(errors)}")
        failing.pop_all()
    return Running(process, ours, ended, threading.Lock())


def _is_ready(ours: socket.socket) -> bool:
    """Wait for the first sign of life."""
    ours.settimeout(_START_SECONDS)
    try:
        return ours.recv(len(READY)) == READY
    except OSError:
        return False
    finally:
        ours.settimeout(None)


def _kept(
    command: list[str], theirs: socket.socket, errors: IO[bytes]
) -> tuple[subprocess.Popen[bytes], threading.Event]:
    """Start the process from a thread that lives as long as it does: the kernel ends it when that thread ends."""
    started: queue.SimpleQueue[subprocess.Popen[bytes] | OSError] = queue.SimpleQueue()
    ended = threading.Event()

    def keep() -> None:
        try:
            process = _process(command, theirs, errors)
        except OSError as error:
            started.put(error)
            return
        started.put(process)
        process.wait()
        ended.set()

    threading.Thread(target=keep, daemon=True, name="inspector").start()
    found = started.get()
    if isinstance(found, OSError):
        raise found
    return found, ended


def _process(command: list[str], theirs: socket.socket, errors: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start the process with an environment that knows no secret, and no open file of ours."""
    return subprocess.Popen(
        command, cwd=cage.BACKEND, env=cage.ENVIRONMENT, stdin=theirs.fileno(), stdout=subprocess.DEVNULL, stderr=errors
    )


def _end_of(errors: IO[bytes]) -> str:
    errors.seek(0)
    return errors.read()[-_SHOWN_BYTES:].decode(errors="replace").strip() or "no word"
