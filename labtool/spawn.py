"""Start child processes that never outlive us, as ourselves or without root's rights."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from labtool.errors import LabError
from labtool.processes import kill_session

_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
_PR_SET_PDEATHSIG = 1
_CLONE_NEWUSER = 0x10000000
_UID_IN_NAMESPACE = 1000


@dataclass(frozen=True)
class Identity:
    """Say who a child is: ourselves (all None), another account, or ourselves seen as no root."""

    uid: int | None = None
    gid: int | None = None
    user_namespace: bool = False

    @property
    def owner(self) -> tuple[int, int]:
        """Return uid and gid that must own the child's files."""
        return (os.geteuid() if self.uid is None else self.uid, os.getegid() if self.gid is None else self.gid)


OURSELVES = Identity()


def spawn(
    argv: Sequence[str | Path],
    *,
    identity: Identity = OURSELVES,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    stdin: int | IO[bytes] = subprocess.DEVNULL,
    output: int | IO[bytes] = subprocess.DEVNULL,
    death_signal: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a child in its own session; the kernel sends it death_signal if we die first.

    Call it from a thread that lives as long as the child should: Linux ties the signal to the thread.
    """
    return subprocess.Popen(
        [str(part) for part in argv],
        stdin=stdin,
        stdout=output,
        stderr=subprocess.STDOUT,
        env=None if env is None else dict(env),
        cwd=cwd,
        start_new_session=True,
        user=identity.uid,
        group=identity.gid,
        extra_groups=None if identity.uid is None else [],
        # safe beside our threads: it takes no lock they could hold
        preexec_fn=_tie_to_parent(identity, death_signal, os.getpid()),  # noqa: PLW1509 - see above
    )


def text_as_input(text: str) -> IO[bytes]:
    """Return an open, unnamed file that holds the text, ready to be a child's standard input; close it."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller's with statement closes it
    file.write(text.encode())
    file.seek(0)
    return file


def run(argv: Sequence[str | Path], *, identity: Identity = OURSELVES, cwd: Path | None = None) -> str:
    """Run a command to its end and return its output; raise LabError with that output if it fails."""
    child = spawn(argv, identity=identity, cwd=cwd, output=subprocess.PIPE)
    output = child.communicate()[0].decode(errors="replace")
    if child.returncode != 0:
        raise LabError(f"{Path(argv[0]).name} failed with {child.returncode}:\n{output}")
    return output


def stop(
    child: subprocess.Popen[bytes], signals: Sequence[tuple[signal.Signals, float]], already_told: bool = False
) -> None:
    """Send each signal once and wait its seconds for the child to end; SIGKILL to what is left of its session.

    already_told leaves out sending the first signal: the child has it and a second one may mean another thing.
    """
    for number, (signal_number, patience_s) in enumerate(signals):
        if child.poll() is not None:
            break
        if number > 0 or not already_told:
            child.send_signal(signal_number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(patience_s)
    kill_session(child.pid)
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(1)


def wait_until(condition: Callable[[], bool], child: subprocess.Popen[bytes], timeout_s: float, what: str) -> None:
    """Wait for a condition while the child lives; raise RuntimeError if it ends or time runs out."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        if child.poll() is not None:
            raise RuntimeError(f"{what} ended with {child.returncode} before it was ready")
        if time.monotonic() > deadline:
            raise RuntimeError(f"{what} was not ready after {timeout_s:.0f} s")
        time.sleep(0.02)


def _tie_to_parent(identity: Identity, death_signal: signal.Signals, parent: int) -> Callable[[], None]:
    def prepare() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell has what it starts in the background ignore it
        if identity.user_namespace:
            _enter_user_namespace()
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
            if os.getppid() != parent:  # the parent died before the line above
                os._exit(1)

    return prepare


def _enter_user_namespace() -> None:
    """Stay the owner of root's files and yet be seen as an ordinary user, which PostgreSQL insists on."""
    uid, gid = os.geteuid(), os.getegid()
    if _LIBC is None or _LIBC.unshare(_CLONE_NEWUSER) != 0:
        raise OSError("user namespaces are not allowed here")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{_UID_IN_NAMESPACE} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{_UID_IN_NAMESPACE} {gid} 1")
