"""List which names lie under each status. No database here."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.models import STATUSES
from app.services import share
from app.services.audit import tree

PLACES = tuple(row.folder for row in STATUSES.values())
FEW = 20


@dataclass(frozen=True)
class Entries:
    """The names under the statuses: of folders, and of everything else."""

    folders: dict[str, list[str]]
    others: dict[str, list[str]]

    def names(self) -> set[str]:
        return self.folders.keys() | self.others.keys()


def entries(names: Iterable[str] | None = None) -> Entries:
    """List what lies directly under each status, or of it just `names`: a name -> its statuses."""
    wanted = None if names is None else set(names)
    found = Entries({}, {})
    for place in PLACES:
        for name, is_folder in tree.patiently(partial(_listed, share.root() / place, wanted)):
            (found.folders if is_folder else found.others).setdefault(name, []).append(place)
    return found


def _listed(folder: Path, wanted: set[str] | None) -> list[tuple[str, bool]]:
    return list(_list(folder, wanted))


def _list(folder: Path, wanted: set[str] | None) -> Iterator[tuple[str, bool]]:
    """List a folder, or ask for each of a few names: on a share, a long listing takes seconds."""
    if wanted is not None and len(wanted) <= FEW and not any("\\" in name for name in wanted):
        there = (folder / name for name in wanted if os.path.lexists(folder / name))
        yield from ((each.name, each.is_dir() and not each.is_symlink()) for each in there)
        return
    try:
        with os.scandir(folder) as found:
            for each in found:
                name = tree.readable(each.name)
                if wanted is None or name in wanted:
                    yield name, name == each.name and each.is_dir(follow_symlinks=False)
    except FileNotFoundError:
        return
