"""Look at what stands around the program that reads students' files."""

import json
import subprocess

from labtool.findings import Finding
from labtool.paths import BACKEND, VENV_PYTHON

_PATIENCE_S = 20
_ALWAYS = "memory, time and size are limited in any case"


def reader() -> Finding:
    """Whether files are read in a cage (bubblewrap), and whether the kernel limits what the reader opens (Landlock)."""
    if not VENV_PYTHON.exists():
        return Finding("What stands around the reader of files is known once the packages are installed.")
    asked = subprocess.run(
        [str(VENV_PYTHON), "-s", "-m", "inspector.cage"],
        cwd=BACKEND, capture_output=True, text=True, timeout=_PATIENCE_S, check=False,
    )  # fmt: skip
    if asked.returncode:
        last_word = asked.stderr.strip().splitlines()[-1:]
        return Finding(
            f"The reader of files does not start: {' '.join(last_word)}", "./lab up installs its packages again."
        )
    return told(json.loads(asked.stdout))


def told(found: dict[str, str | int]) -> Finding:
    """Say in words what was found."""
    opens = "the kernel lets it open its own file alone" if found["landlock"] else "this kernel does not know Landlock"
    if found["bubblewrap"] == "works":
        return Finding(f"Students' files are read in a cage without network and storage; {opens}.")
    text = f"Students' files are read without a cage, as {found['bubblewrap']}; {opens}; {_ALWAYS}."
    if "not installed" in str(found["bubblewrap"]):
        text += " The system's package bubblewrap adds the cage; then ./lab stop and ./lab up."
    return Finding(text)
