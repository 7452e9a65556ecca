"""SlicerOpener for one workstation: the program, what registers it, and settings that name the workstation's folder."""

import io
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

# Beside `backend` in the repository, at the top of the image.
FOLDER = Path(__file__).parents[3] / "SlicerOpener"
BUILT = FOLDER / "dist" / "SlicerOpener.exe"
CARRIED = {".py", ".bat", ".ini", ".ico", ".png", ".stl", ".md", ".sh", ".desktop", ".plist", ".spec", ".txt"}
LEFT_HERE = {"tests", "dist", "build", "__pycache__", "wine"}
ROOT_LINE = "storage_root ="


def package(storage_root: str | None) -> bytes:
    """Pack everything that a workstation needs; a program that was built for Windows goes with it.

    Raises FileNotFoundError when this installation lacks the folder.
    """
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for file in _files():
            archive.write(file, f"SlicerOpener/{file.relative_to(FOLDER)}")
        if BUILT.is_file():
            archive.write(BUILT, f"SlicerOpener/{BUILT.name}")
        archive.writestr("SlicerOpener/config.ini", settings_for(storage_root))
    return packed.getvalue()


def _files() -> Iterator[Path]:
    for file in sorted(FOLDER.rglob("*")):
        if file.is_file() and file.suffix in CARRIED and not LEFT_HERE.intersection(file.relative_to(FOLDER).parts):
            yield file


def settings_for(storage_root: str | None) -> str:
    """Fill the settings in; the example explains each of them. Without a folder its line stays empty."""
    lines = (FOLDER / "config.example.ini").read_text().splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith(ROOT_LINE))
    lines[at] = f"{ROOT_LINE} {storage_root or ''}".rstrip()
    return "\n".join([*lines, ""])
