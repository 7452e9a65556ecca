"""The picture that a slicer put into its file, as it is: bytes from a stranger, not decoded, not checked."""

import base64
import binascii
import re
from pathlib import Path
from typing import BinaryIO

from inspector.archive import DAMAGED, Archive
from inspector.caps import CAPS, Caps
from inspector.errors import Stop
from inspector.sliced.bgcode import THUMBNAIL, blocks, is_binary
from inspector.sliced.entries import whole

_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_BEGIN = re.compile(rb"\n; thumbnail(?:_JPG)? begin [^\n]{1,60}\n")
_END = re.compile(rb"\n; thumbnail(?:_JPG)? end")
_MARKS = re.compile(rb"[;\s]+")
_IN_ZIP = re.compile(r"metadata/(?:plate_\d{1,4}|thumbnail)\.png|thumbnail/[a-z0-9_]{1,60}\.png", re.ASCII)
_MOST_ENTRIES = 20


def picture(path: Path, file_format: str, caps: Caps = CAPS) -> bytes | None:
    """Return the largest PNG or JPG inside, at most ``caps.sliced_entry_bytes``, or None. Raises OSError."""
    with path.open("rb") as file:
        try:
            found = _in_gcode(file, caps) if file_format in ("gcode", "bgcode") else _in_zip(path, caps)
        except (Stop, MemoryError, *DAMAGED):
            return None
    pictures = [each for each in found if each.startswith(_STARTS) and len(each) <= caps.sliced_entry_bytes]
    return max(pictures, key=len, default=None)


def _in_gcode(file: BinaryIO, caps: Caps) -> list[bytes]:
    if is_binary(file):
        return [block.data for block in blocks(file, (THUMBNAIL,), caps)]
    head = file.read(caps.gcode_head_bytes).replace(b"\r\n", b"\n")
    found, at = [], 0
    while (begin := _BEGIN.search(head, at)) and (end := _END.search(head, begin.end() - 1)):
        found.append(_decoded(_MARKS.sub(b"", head[begin.end() : end.start()])))
        at = end.end()
    return found


def _decoded(text: bytes) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return b""


def _in_zip(path: Path, caps: Caps) -> list[bytes]:
    with Archive(path, caps) as archive:
        names = [name for name in archive.names if _IN_ZIP.fullmatch(name)][:_MOST_ENTRIES]
        return [whole(archive, name, caps) for name in names]
