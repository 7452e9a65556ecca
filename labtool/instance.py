"""Open an installation in the background for as long as a test needs it."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

from labtool.installation import Installation
from labtool.paths import ROOT
from labtool.ports import free_port
from labtool.spawn import spawn, stop, wait_until

_OPEN_TIMEOUT_S = 600


@dataclass(frozen=True)
class Running:
    """Hold an open installation: its URL, data folder, first workstation's password and launcher."""

    url: str
    data: Path
    password: str
    launcher: "Popen[bytes]"


@contextmanager
def start_installation(data: Path, port: int | None = None, *options: str) -> Iterator[Running]:
    """Run `./lab up` on this data folder, yield when the shop is open, close it afterwards.

    Options are those of `./lab up`. RuntimeError carries the end of the launcher's output.
    """
    installation = Installation(data.absolute())
    data.mkdir(parents=True, exist_ok=True)
    output = data / "lab-up.log"
    command = [sys.executable, str(ROOT / "lab"), "up", "--quiet", "--data", str(data.absolute())]
    command += ["--port", str(port or free_port()), *options]
    with output.open("ab") as log:
        launcher = spawn(command, output=log)
    try:
        try:
            wait_until(lambda: _is_open(installation, launcher.pid), launcher, _OPEN_TIMEOUT_S, "./lab up")
        except RuntimeError as error:
            raise RuntimeError(f"{error}\n{output.read_text(errors='replace')[-4000:]}") from None
        yield Running(installation.state()["url"], data, _password(installation), launcher)
    finally:
        stop(launcher, ((signal.SIGTERM, 120),))


def _is_open(installation: Installation, launcher: int) -> bool:
    """Tell whether this launcher, not a killed one before it, says that the shop is open."""
    state = installation.state()
    return bool(state.get("open")) and state["launcher"] == launcher


def _password(installation: Installation) -> str:
    lines = installation.credentials_file.read_text().splitlines()
    return next(line.partition(":")[2].strip() for line in lines if line.startswith("password:"))
