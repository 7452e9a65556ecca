"""Install the Python packages of the clone into .venv: uv when it is found, else pip, hashes checked."""

import shutil
import subprocess
import sys
from pathlib import Path

from labtool.clone import alone_in_clone, hash_files, is_stamped
from labtool.command import run_step
from labtool.errors import LabError
from labtool.paths import BACKEND, VENV, VENV_PYTHON
from labtool.progress import step

RUNTIME = ("requirements.txt", "requirements-embedded.txt")
ALL = (*RUNTIME, "requirements-dev.txt")


def install(names: tuple[str, ...] = RUNTIME) -> None:
    """Bring .venv to these lists of requirements; nothing happens when the stamp says it is there."""
    with alone_in_clone():
        files = [BACKEND / name for name in names]
        wanted = hash_files(files, sys.version)
        stamp = VENV / f".stamp-{names[-1]}"
        if is_stamped(stamp, wanted) and _works():
            return
        log = VENV / "lab" / "install.log"
        if not _works():
            with step("Python environment"):
                _make_environment()
        with step("Python packages"):
            run_step([*_installer(), "--require-hashes", *_as_options(files)], log, BACKEND)
        stamp.write_text(wanted)


def _works() -> bool:
    if not VENV_PYTHON.exists():
        return False
    check = "import sys; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([VENV_PYTHON, "-c", check], capture_output=True, check=False).returncode == 0


def _uv() -> str | None:
    beside = VENV / "bin" / "uv"
    return shutil.which("uv") or (str(beside) if beside.is_file() else None)


def _make_environment() -> None:
    uv = _uv()
    command = [uv, "venv", "--clear", "--python", sys.executable, VENV] if uv else _stdlib_venv()
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise LabError(
            f"{done.stdout}{done.stderr}\nThe Python environment could not be made. On Debian and Ubuntu: "
            "apt-get install python3-venv; then run ./lab again."
        )


def _stdlib_venv() -> list[str | Path]:
    return [sys.executable, "-m", "venv", "--clear", VENV]


def _installer() -> list[str]:
    uv = _uv()
    if uv:
        return [uv, "pip", "install", "--python", str(VENV_PYTHON)]
    return [str(VENV_PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]


def _as_options(files: list[Path]) -> list[str]:
    return [part for file in files for part in ("-r", file.name)]
