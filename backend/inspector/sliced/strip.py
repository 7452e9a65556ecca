"""Write a copy of a slicer's file, or of a 3MF model, without the scripts in its settings; all else stays as it is."""

import errno
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, TypeAlias
from zipfile import ZipFile, ZipInfo

from inspector.archive import DAMAGED, Archive
from inspector.caps import Caps
from inspector.errors import OutOfMemory, Refused, Unreadable
from inspector.messages import refusal_text
from inspector.notes import Notes
from inspector.report import COPY, Refusal, Report
from inspector.sliced import bgcode
from inspector.sliced.configs import config_without, gcode_without
from inspector.sliced.entries import short
from inspector.sliced.threemf import is_config
from inspector.sliced.zipped import SL1_SETTINGS, UFP_GCODE

_PIECE_BYTES = 64 * 1024
_ZIPPED = ("3mf", "gcode.3mf", "ufp", "sl1", "sl1s")
Without: TypeAlias = Callable[[Iterator[bytes], Caps], Iterable[bytes]]


def write_copy(path: Path, out: Path, file_format: str, caps: Caps) -> Report:
    """Write the copy into ``out``; the report names it, or says why there is none. The file raises nothing."""
    notes = Notes()
    report: Report = {"format": file_format, "warnings": [], "thumbnail": None, "copy": None, "refused": None}
    try:
        _write(path, out / COPY, file_format, caps)
        report["copy"] = COPY
    except Refused:
        report["refused"] = notes.refuse(Refusal("unsafe", refusal_text("unsafe_sliced")))
    except Unreadable as error:
        notes.add("not_copied", why=str(error))
    except MemoryError:
        notes.add("not_copied", why=str(OutOfMemory()))
    except DAMAGED as error:
        is_full = isinstance(error, OSError) and error.errno in (errno.EFBIG, errno.ENOSPC)
        notes.add("not_copied", why="It is too large." if is_full else "It is cut off or damaged.")
    report["warnings"] = notes.listed()
    return report


def _write(path: Path, target: Path, file_format: str, caps: Caps) -> None:
    if file_format in _ZIPPED:
        _write_zip(path, target, caps)
        return
    with path.open("rb") as file, target.open("wb") as copy:
        if bgcode.is_binary(file):
            _write_bgcode(file, copy, caps)
        else:
            copy.writelines(gcode_without(iter(lambda: file.read(_PIECE_BYTES), b"")))


def _write_zip(path: Path, target: Path, caps: Caps) -> None:
    """Write entry by entry, each unpacked within the caps. Raises Unreadable for two entries of one name."""
    with Archive(path, caps) as archive, ZipFile(target, "w") as copy:
        if len(archive.names) != len(archive.entries):
            raise Unreadable("Two of the parts inside share a name.")
        for name, entry in archive.entries:
            fresh = ZipInfo(entry.filename, entry.date_time)
            fresh.compress_type, fresh.external_attr = entry.compress_type, entry.external_attr
            with copy.open(fresh, "w") as written:
                for piece in _without(name)(archive.pieces_of(entry), caps):
                    written.write(piece)


def _without(name: str) -> Without:
    """Return what takes the scripts out of the entry of this name."""
    if is_config(name) or name == SL1_SETTINGS:
        return lambda pieces, caps: [config_without(b"".join(short(pieces, caps)))]
    if name == UFP_GCODE:
        return lambda pieces, _caps: gcode_without(pieces)
    return lambda pieces, _caps: pieces


def _write_bgcode(file: BinaryIO, copy: BinaryIO, caps: Caps) -> None:
    """Write the blocks that hold scripts anew, and copy what lies between them."""
    changed = [(each, text) for each in bgcode.texts(file, caps) if (text := _changed(each, caps)) is not None]
    file.seek(0)
    for block, text in changed:
        copy.write(file.read(block.start - file.tell()))
        copy.write(block.of(text))
        file.seek(block.end)
    shutil.copyfileobj(file, copy)


def _changed(block: bgcode.Block, caps: Caps) -> bytes | None:
    text = bgcode.unpacked(block, caps)
    without = config_without(text)
    return None if without == text else without
