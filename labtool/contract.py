"""Make the files that are derived from the backend, and tell whether the committed ones are fresh."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from labtool.command import capture, tool_environment
from labtool.errors import LabError
from labtool.paths import BACKEND, FRONTEND, ROOT, VENV_PYTHON, node


@dataclass(frozen=True)
class Derived:
    """Tie generated files to the command that makes them; printed means that the command prints the one file."""

    files: tuple[Path, ...]
    command: tuple[str, ...]
    folder: Path
    printed: bool = True


def derived_files() -> list[Derived]:
    """Return all generated and committed files, in an order in which each finds its own sources fresh."""
    types, generated = FRONTEND / "types", ROOT / "docs" / "generated"
    typescript = (types / "api.d.ts", types / "form-rules.json")
    return [
        _printed(generated / "openapi.json", "openapi"),
        _printed(generated / "settings.md", "settings-page"),
        _printed(generated / "lifecycle.md", "lifecycle-page"),
        _printed(ROOT / ".env.example", "env-example"),
        _printed(types / "lifecycle.json", "lifecycle"),
        Derived(typescript, (str(node()), "scripts/types.mjs"), FRONTEND, printed=False),
    ]


def _printed(file: Path, command: str) -> Derived:
    """Return a file that one of the backend's commands prints."""
    return Derived((file,), (str(VENV_PYTHON), "-m", "app.cli", command), BACKEND)


def stale_files(keep: bool) -> list[Path]:
    """Make every derived file anew and return those that differ; keep=False puts the committed ones back."""
    environment = tool_environment()
    before = {file: _content(file) for derived in derived_files() for file in derived.files}
    try:
        for derived in derived_files():
            _make(derived, environment)
        return [file for file, content in before.items() if _content(file) != content]
    finally:
        if not keep:
            for file, content in before.items():
                _put_back(file, content)


def _make(derived: Derived, environment: Mapping[str, str]) -> None:
    code, output = capture(derived.command, derived.folder, environment)
    if code != 0:
        raise LabError(f"{output}\n{' '.join(derived.command[1:])} failed")
    if derived.printed:
        derived.files[0].parent.mkdir(parents=True, exist_ok=True)
        derived.files[0].write_text(output + "\n")


def _content(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


def _put_back(file: Path, content: bytes | None) -> None:
    if content is None:
        file.unlink(missing_ok=True)
    elif _content(file) != content:
        file.write_bytes(content)
