"""Remove what ./lab made in a data folder, and nothing else; backups stay."""

import shutil

from labtool.installation import ENTRIES, Installation
from labtool.unprivileged import relocated_place


def remove(installation: Installation) -> None:
    """Remove every entry of a closed installation, also where the engines' files lie elsewhere."""
    for name in ENTRIES:
        entry = installation.data / name
        if entry.is_symlink() or entry.is_file():
            entry.unlink()
        elif entry.is_dir():
            shutil.rmtree(entry)
        moved = relocated_place(entry)
        if moved.is_dir():
            shutil.rmtree(moved.parent)
