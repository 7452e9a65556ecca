"""The warm server: it has loaded what reading needs, and forks a child for every file. It opens no file itself.

    python -m inspector.warm_server     its standard input is the socket of the process that asks

A question is the length of a JSON object in four bytes, then the object; with it come the open files of FILES. The
server answers each on that question's own socket: that the reading has begun, then in text how the child ended. A
question without files says that models will come. It ends when the asking side is gone.
"""

import gc
import importlib
import json
import os
import selectors
import shutil
import signal
import socket
import struct
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from inspector import compiled
from inspector.handed import MADE
from inspector.report import SLICED_FORMATS
from inspector.warm_child import end_with_parent, read_and_end

FILES = ("model", "report", "errors", *MADE, "answer")
READY = BEGUN = b"."
# What reading a model takes; the last two would come at their first use only.
_LOADED = ("inspector.inspection", "numpy.ma", "PIL.PngImagePlugin")
_KERNELS_FROM = 2
LENGTH = struct.Struct("!I")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A child at work: who waits for it, and where it may write."""

    answer: socket.socket
    scratch: Path


class WarmServer:
    """Serve one asking process."""

    def __init__(self, asking: socket.socket) -> None:
        self._asking = asking
        self._readings: dict[int, _Reading] = {}
        self._selector = selectors.DefaultSelector()
        self._models = 0

    def serve(self) -> None:
        """Answer until the asking side closes its socket; whoever still reads is killed then."""
        ended = self._notice_ends()
        self._selector.register(self._asking, selectors.EVENT_READ)
        self._selector.register(ended, selectors.EVENT_READ)
        self._asking.sendall(READY)
        try:
            while True:
                for key, _ in self._selector.select():
                    if key.fileobj is self._asking:
                        self._take_question()
                    elif key.fileobj is ended:
                        self._bury(ended)
                    else:
                        self._give_up(key.data)
        except EOFError:
            for child, reading in self._readings.items():
                _kill_group(child)
                shutil.rmtree(reading.scratch, ignore_errors=True)

    def _notice_ends(self) -> socket.socket:
        """Return a socket on which every end of a child makes itself heard."""
        ours, theirs = socket.socketpair()
        for each in (ours, theirs):
            each.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(theirs.detach(), warn_on_full_buffer=False)
        return ours

    def _take_question(self) -> None:
        head, files, _, _ = socket.recv_fds(self._asking, LENGTH.size, len(FILES))
        if len(head) < LENGTH.size or 0 < len(files) < len(FILES):
            raise EOFError
        question = json.loads(_exactly(self._asking, LENGTH.unpack(head)[0]))
        if not files:
            self._models = _KERNELS_FROM
            self._load()
            return
        handed = dict(zip(FILES, files, strict=True))
        answer = socket.socket(fileno=handed.pop("answer"))
        self._warm_up(question["format"])
        scratch = _scratch(question["out"])
        child = os.fork()
        if child == 0:
            read_and_end(question, handed, scratch)
        for each in handed.values():
            os.close(each)
        with suppress(OSError):
            answer.sendall(BEGUN)
        self._readings[child] = _Reading(answer, scratch)
        self._selector.register(answer, selectors.EVENT_READ, child)

    def _warm_up(self, file_format: str) -> None:
        """Load once what reading models takes, so that no child has to; sliced files take next to nothing.

        The compiled kernels take a second, so they come with the second model: most processes never see one.
        """
        if file_format in SLICED_FORMATS:
            return
        self._models += 1
        if self._models <= _KERNELS_FROM:
            self._load()

    def _load(self) -> None:
        with suppress(Exception):  # what is broken, the child meets again, and tells
            for name in _LOADED:
                importlib.import_module(name)
            if self._models == _KERNELS_FROM:
                compiled.warm()
        gc.collect()
        gc.freeze()  # the children share these pages as long as nobody counts references anew

    def _give_up(self, child: int) -> None:
        """Kill a child for whose report nobody waits any more; it is buried when it has ended."""
        if child in self._readings:
            self._selector.unregister(self._readings[child].answer)
            _kill_group(child)

    def _bury(self, ended: socket.socket) -> None:
        """Answer for every child that has ended."""
        with suppress(BlockingIOError):
            ended.recv(1024)
        while self._readings:
            child, status = os.waitpid(-1, os.WNOHANG)
            if child == 0:
                return
            _kill_group(child)
            self._answer(self._readings.pop(child), status)

    def _answer(self, reading: _Reading, status: int) -> None:
        shutil.rmtree(reading.scratch, ignore_errors=True)
        with suppress(KeyError):
            self._selector.unregister(reading.answer)
        with reading.answer, suppress(OSError):
            reading.answer.sendall(str(os.waitstatus_to_exitcode(status)).encode())


def _scratch(out: str) -> Path:
    """Make a folder for one child: where the asking side clears up in any case, or within the cage's own memory."""
    return Path(tempfile.mkdtemp(prefix=".inspector-", dir=out if Path(out).is_dir() else None))


def _exactly(source: socket.socket, length: int) -> bytes:
    """Read so many bytes. Raises EOFError when there are fewer."""
    read = b""
    while len(read) < length:
        piece = source.recv(length - len(read))
        if not piece:
            raise EOFError
        read += piece
    return read


def _kill_group(child: int) -> None:
    """End a child and whatever it started; its group bears its number as long as anyone is in it."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)


def main() -> None:
    """Serve whoever holds the other end of standard input."""
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the asking side, and that ends us
    WarmServer(socket.socket(fileno=os.dup(0))).serve()


if __name__ == "__main__":
    main()
