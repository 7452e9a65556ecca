"""Install the Python packages of the clone into .venv by uv, or by pip where uv does not get through; hashed."""

import shutil
import subprocess
import sys
from pathlib import Path

from labtool.clone import alone_in_clone, hash_files, is_stamped
from labtool.command import run_step
from labtool.errors import LabError
from labtool.paths import BACKEND, VENV, VENV_PYTHON
from labtool.progress import say, step

INSTALLER = "requirements-installer.txt"
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
            _install([part for file in files for part in ("-r", file.name)], log)
        stamp.write_text(wanted)


def _works() -> bool:
    if not VENV_PYTHON.exists():
        return False
    check = "import sys; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([VENV_PYTHON, "-c", check], capture_output=True, check=False).returncode == 0


def _make_environment() -> None:
    uv = shutil.which("uv")
    command = [uv, "venv", "--clear", "--python", sys.executable, VENV] if uv else _stdlib_venv()
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise LabError(
            f"{done.stdout}{done.stderr}\nThe Python environment could not be made. On Debian and Ubuntu: "
            "apt-get install python3-venv; then run ./lab again."
        )


def _stdlib_venv() -> list[str | Path]:
    return [sys.executable, "-m", "venv", "--clear", VENV]


def _install(lists: list[str], log: Path) -> None:
    """Install by the machine's uv; else by one of our own, which takes a third of pip's time, or at last by pip."""
    if uv := shutil.which("uv"):
        _by_uv(uv, lists, log)
        return
    try:
        _by_pip(["-r", INSTALLER], log)
        _by_uv(str(VENV / "bin" / "uv"), lists, log)
    except LabError:  # pip reads the settings of a guarded network that uv does not know
        say(f"  uv does not get through ({log}), so pip goes on")
        _by_pip(lists, log)


def _by_uv(uv: str, lists: list[str], log: Path) -> None:
    # Not all who run these files may write beside them what they have compiled.
    options = ["--compile-bytecode", "--python", str(VENV_PYTHON), "--require-hashes"]
    run_step([uv, "pip", "install", *options, *lists], log, BACKEND)


def _by_pip(lists: list[str], log: Path) -> None:
    pip = [str(VENV_PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--require-hashes"]
    run_step([*pip, *lists], log, BACKEND)
