"""Hold what the engines share: who runs them, where their files lie, start, readiness, stop."""

import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, ClassVar, Self

from labtool.ports import free_port, is_free
from labtool.spawn import OURSELVES, Identity, spawn, stop, text_as_input, wait_until
from labtool.unprivileged import choose_identity, give, relocate_folder, relocate_tree


class Engine:
    """Run one server process on 127.0.0.1; a context manager around start() and stop().

    The steps stand alone, as the launcher supervises the process itself: prepare(), command(), is_ready().
    """

    name: ClassVar[str]
    death_signal: ClassVar[signal.Signals] = signal.SIGTERM
    stop_signals: ClassVar[Sequence[tuple[signal.Signals, float]]] = ((signal.SIGTERM, 30),)
    start_timeout_s: ClassVar[float] = 60

    def __init__(self, data_dir: Path, port: int | None, programs: Path, program: str) -> None:
        """Take the engine's own data folder (need not exist), a port (None: a free one), and its program."""
        self.data_dir = data_dir.absolute()
        self.port = port or free_port()
        self._port_is_ours = port is None
        self.identity: Identity = OURSELVES
        self.child: subprocess.Popen[bytes] | None = None
        self.programs = programs
        self._program = program
        self.log_path = self.data_dir.with_name(f"{self.data_dir.name}.log")

    @property
    def program(self) -> Path:
        """Return the server's executable."""
        return self.programs / self._program

    def command(self) -> list[str]:
        """Return the command line of the server."""
        raise NotImplementedError

    def configuration(self) -> str:
        """Return what the server reads on standard input."""
        return ""

    def initialize(self) -> None:
        """Fill a new data folder; called by prepare() when there is none."""
        raise NotImplementedError

    def is_ready(self, pid: int) -> bool:
        """Tell whether the server with this process id answers."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Choose the identity, make the data folder its own, and initialize it when it is new."""
        self.data_dir.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
        self.identity, must_move = choose_identity(self.program, self.data_dir)
        if must_move:
            self.programs = self.relocate_programs()
            self.data_dir = relocate_folder(self.data_dir)
        if not self.data_dir.exists():
            self.initialize()
        give(self.data_dir, self.identity)

    def spawn(self, output: int | IO[bytes]) -> subprocess.Popen[bytes]:
        """Start the server process of a prepared engine."""
        with text_as_input(self.configuration()) as stdin:
            return spawn(
                self.command(),
                identity=self.identity,
                cwd=Path("/"),
                stdin=stdin,
                output=output,
                death_signal=self.death_signal,
            )

    def start(self) -> Self:
        """Prepare, start the server and wait until it answers; RuntimeError carries its log's end."""
        self.prepare()
        try:
            self._start_prepared()
        except RuntimeError:
            if not self._port_is_ours or is_free(self.port):
                raise
            self.port = free_port()  # somebody took the port between our probe and the server's bind
            self._start_prepared()
        return self

    def _start_prepared(self) -> None:
        with self.log_path.open("ab") as log:
            self.child = child = self.spawn(log)
        try:
            wait_until(lambda: self.is_ready(child.pid), child, self.start_timeout_s, self.name)
        except RuntimeError as error:
            self.stop()
            tail = "\n".join(self.log_path.read_text(errors="replace").splitlines()[-15:])
            raise RuntimeError(f"{error}\n{tail}") from None

    def stop(self) -> None:
        """Stop the server cleanly; do nothing when it does not run."""
        if self.child is not None:
            stop(self.child, self.stop_signals)
            self.child = None

    def __enter__(self) -> Self:
        """Start the server."""
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the server."""
        self.stop()

    def relocate_programs(self) -> Path:
        """Copy the programs to where `nobody` reaches them, and return that folder."""
        return relocate_tree(self.programs)
