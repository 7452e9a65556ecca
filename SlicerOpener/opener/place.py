"""Find the file below the storage folder, and make sure that no link leads anywhere else on the way.

The slicer opens the file by its path a moment later. Whoever can put a link there in between can write to the lab's
storage; a web page cannot.
"""

import errno
import os
import stat
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from opener.errors import OpenerError, RefusedError
from opener.link import check_path

_REPARSE_POINT = 0x400  # FILE_ATTRIBUTE_REPARSE_POINT: on Windows a link, a junction, or a file that is kept elsewhere
_DEDUPLICATED = 0x80000013  # IO_REPARSE_TAG_DEDUP: Windows Server's way to keep equal blocks once; leads nowhere
_OPENING = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe answers at once instead of waiting for a writer
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def resolve(root: Path, path: str) -> Path:
    """Return where the file lies, below the storage folder as it was given.

    Raises RefusedError for anything but a plain file reached without links, OpenerError when it cannot be read.
    """
    parts = check_path(path).split("/")
    real_root = _real(root)
    try:
        _check_way(real_root, parts)
        _check_opened(real_root, parts)
    except OSError as error:
        raise _explained(error, root, path) from error
    return root.joinpath(*parts)


def _real(root: Path) -> Path:
    """Follow links to the storage folder itself, which the lab may have set up so."""
    try:
        real = root.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise OpenerError("share_away", root=str(root)) from error
    if not real.is_dir():
        raise OpenerError("share_away", root=str(root))
    return real


def _check_way(real_root: Path, parts: list[str]) -> None:
    """Look at each step from the storage folder to the file: folders, then a file, never a link. Raises OSError."""
    for depth in range(1, len(parts) + 1):
        status = real_root.joinpath(*parts[:depth]).lstat()
        is_kind_wanted = stat.S_ISREG(status.st_mode) if depth == len(parts) else stat.S_ISDIR(status.st_mode)
        if _leads_elsewhere(status):
            raise RefusedError("link_on_the_way", part=parts[depth - 1])
        if not is_kind_wanted:
            raise RefusedError("not_a_file")


def _leads_elsewhere(status: os.stat_result) -> bool:
    is_reparse_point = getattr(status, "st_file_attributes", 0) & _REPARSE_POINT
    is_deduplicated = getattr(status, "st_reparse_tag", 0) == _DEDUPLICATED
    return stat.S_ISLNK(status.st_mode) or bool(is_reparse_point and not is_deduplicated)


def _check_opened(real_root: Path, parts: list[str]) -> None:
    """Open the file without following links, and ask the system where what is open lies. Raises OSError."""
    place = real_root.joinpath(*parts)
    descriptor = os.open(place, _OPENING)
    try:
        final = place.resolve(strict=True)
        is_same = os.path.samestat(os.fstat(descriptor), final.stat())
    finally:
        os.close(descriptor)
    if (
        not is_same
        or not final.is_relative_to(real_root)
        or _folded(final.relative_to(real_root).parts) != _folded(parts)
    ):
        raise RefusedError("link_on_the_way", part=parts[-1])


def _folded(parts: Sequence[str]) -> list[str]:
    """Write names as file systems compare them that care neither for capitals nor for how an accent is composed."""
    return [unicodedata.normalize("NFC", part).casefold() for part in parts]


def _explained(error: OSError, root: Path, path: str) -> OpenerError:
    """Tell a missing file from a missing share and from one that may not be read."""
    if error.errno == errno.ELOOP:
        return RefusedError("link_on_the_way", part=path.rpartition("/")[2])
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return OpenerError("share_away" if _is_empty(root) else "not_found", root=str(root), path=path)
    if isinstance(error, PermissionError):
        return OpenerError("not_readable", path=path)
    return OpenerError("share_away", root=str(root))


def _is_empty(root: Path) -> bool:
    """Say whether nothing lies in the storage folder, as in the folder of a share that is not mounted."""
    try:
        return not any(root.iterdir())
    except OSError:
        return True
