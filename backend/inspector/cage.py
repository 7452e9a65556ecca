"""Where the reading happens: with bubblewrap a cage without network, storage or other processes; else in the open.

The cage sees the system's programs, Python and this package, read-only; its own processes; an empty folder ``/tmp``.
``python -m inspector.cage`` tells as JSON what holds on this machine.
"""

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from inspector.caps import MIB
from inspector.landlock import version

BACKEND = Path(__file__).resolve().parents[1]
ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1",
}  # fmt: skip
_SYSTEM = (Path("/lib"), Path("/lib64"), Path("/bin"))  # links into /usr nowadays
_DEVICES = (Path("/dev/null"), Path("/dev/urandom"))
_SCRATCH = "/tmp"  # noqa: S108 - in the cage a folder of its own; first, as a clone may lie beneath it
_SCRATCH_BYTES = 64 * MIB
_TRY_SECONDS = 10
_NOT_INSTALLED = "bubblewrap (bwrap) is not installed"


def python(*arguments: str) -> list[str]:
    """Return the command that runs Python without the cage; its folder is BACKEND."""
    return [sys.executable, "-s", *arguments]


def caged(*arguments: str) -> list[str]:
    """Return the command that runs Python inside the cage."""
    return [
        shutil.which("bwrap") or "bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
        "--size", str(_SCRATCH_BYTES), "--tmpfs", _SCRATCH, *_seen(), *_kept(), "--proc", "/proc", "--remount-ro", "/",
        "--chdir", str(BACKEND), "--", *python(*arguments),
    ]  # fmt: skip


def places() -> list[Path]:
    """Return what reading needs to see: the system's libraries, Python, its packages, and ours."""
    pythons = [Path(sys.base_prefix), Path(sys.prefix)]
    system = [Path("/usr"), *(each for each in _SYSTEM if not each.is_symlink())]
    others = [each for each in pythons if not any(each.is_relative_to(seen) for seen in system)]
    return [*system, *others, BACKEND / "inspector", Path("/etc/ld.so.cache"), *_DEVICES]


def _seen() -> list[str]:
    """Return the words that show those places at their own paths, read-only, and the links that lead to them."""
    words = [word for each in places() for word in (_bind(each), str(each), str(each))]
    for link in (each for each in _SYSTEM if each.is_symlink()):
        words += ["--symlink", str(link.readlink()), str(link)]
    return words


def _kept() -> list[str]:
    """Return the words that let the server keep what it compiles; Landlock keeps its children away from that."""
    place = BACKEND / "inspector" / "compiled" / "__pycache__"
    if not version() or not os.access(place, os.W_OK):
        return []
    return ["--bind", str(place), str(place)]


def _bind(place: Path) -> str:
    return "--dev-bind" if place in _DEVICES else "--ro-bind-try"


@cache
def hindrance() -> str | None:
    """Try the cage once and return what is in its way; None when it works."""
    if shutil.which("bwrap") is None:
        return _NOT_INSTALLED
    try:
        tried = subprocess.run(
            caged("-S", "-c", ""), env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=_TRY_SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"bubblewrap does not start: {error}"
    if tried.returncode:
        return tried.stderr.strip() or f"bubblewrap ended with {tried.returncode}"
    return None


if __name__ == "__main__":
    sys.stdout.write(json.dumps({"bubblewrap": hindrance() or "works", "landlock": version()}) + "\n")
