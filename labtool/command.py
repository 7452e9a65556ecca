"""Run a step of building to its end, its output kept in a log for when it fails."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from labtool.errors import LabError
from labtool.paths import VENV, node
from labtool.spawn import spawn, stop

_TAIL_LINES = 30


def run_step(argv: Sequence[str | Path], log: Path, cwd: Path, env: Mapping[str, str] | None = None) -> None:
    """Run a command, its output appended to the log; LabError shows the log's end if it fails."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        output.write(f"--- {time.strftime('%F %T')} {' '.join(map(str, argv))}\n".encode())
        output.flush()
        child = spawn(argv, env=env, cwd=cwd, output=output)
        try:
            failed = child.wait() != 0
        finally:
            stop(child, ((signal.SIGTERM, 10),))
    if failed:
        tail = log.read_text(errors="replace").splitlines()[-_TAIL_LINES:]
        raise LabError("\n".join([*tail, "", f"{Path(argv[0]).name} failed; the whole log is {log}"]))


def tool_environment(**more: str) -> dict[str, str]:
    """Return our environment with the clone's Python and the wheel's node first on the PATH."""
    folders = [str(node().parent), str(VENV / "bin"), os.environ.get("PATH", os.defpath)]
    return {**os.environ, "PATH": os.pathsep.join(folders), "NEXT_TELEMETRY_DISABLED": "1", **more}


def capture(argv: Sequence[str | Path], cwd: Path, env: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run a short command and return its exit code and its whole output."""
    child = spawn(argv, env=env, cwd=cwd, output=subprocess.PIPE)
    try:
        output = child.communicate()[0].decode(errors="replace")
    finally:
        stop(child, ((signal.SIGTERM, 10),))
    return child.returncode, output.strip()
