"""The picture that a slicer has put into its file. It may show anything, so it is read with care and drawn anew."""

import base64
import binascii
import re
import struct
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from inspector.archive import DAMAGED, Archive
from inspector.caps import Caps
from inspector.errors import Stop
from inspector.report import THUMBNAIL, Report
from inspector.sliced import bgcode
from inspector.sliced.entries import whole

SIDE = 512
_MOST_PIXELS = 4_000_000
_IN_GCODE = re.compile(
    rb"\n; thumbnail(?:_JPG)? begin (\d{1,4})[x ](\d{1,4}) \d{1,8}\n((?:; [A-Za-z0-9+/=]{1,200}\n)+); thumbnail"
)
_IN_ZIP = re.compile(r"metadata/plate_\d{1,3}\.png|metadata/thumbnail\.png|thumbnail/thumbnail\d{1,4}x\d{1,4}\.png")
_SIZE = struct.Struct("<HHH")  # format, width, height in pixels
_PNG, _JPG = 0, 1
_BROKEN = (*DAMAGED, Stop, SyntaxError, struct.error, binascii.Error)


def find_picture(path: Path, file_format: str, caps: Caps) -> bytes | None:
    """Return the largest picture of a sliced file as it is stored; None when there is none that can be found."""
    try:
        if file_format in ("gcode.3mf", "ufp", "sl1", "sl1s"):
            return _in_zip(path, caps)
        with path.open("rb") as file:
            if bgcode.is_binary(file):
                return _in_blocks(file, caps)
            return _in_text(file.read(caps.gcode_head_bytes))
    except _BROKEN:
        return None


def draw_picture(path: Path, out: Path, file_format: str, caps: Caps) -> Report:
    """Write the picture anew into ``out``; the report names it. What the file holds raises nothing."""
    found = find_picture(path, file_format, caps)
    is_drawn = found is not None and _draw(found, out / THUMBNAIL)
    return {
        "format": file_format, "warnings": [], "thumbnail": THUMBNAIL if is_drawn else None, "refused": None,
    }  # fmt: skip


def _in_text(head: bytes) -> bytes | None:
    found = _IN_GCODE.findall(b"\n" + head.replace(b"\r\n", b"\n"))
    pictures = {int(width) * int(height): lines for width, height, lines in found}
    return base64.b64decode(pictures[max(pictures)].replace(b"; ", b"")) if pictures else None


def _in_zip(path: Path, caps: Caps) -> bytes | None:
    """Return the picture of the first plate, or the largest one."""
    with Archive(path, caps) as archive:
        names = [name for name in archive.names if _IN_ZIP.fullmatch(name)]
        plates = sorted((name for name in names if "plate" in name), key=lambda name: (len(name), name))
        name = (plates or sorted(names, key=lambda name: (len(name), name), reverse=True) or [""])[0]
        return whole(archive, name, caps) or None


def _in_blocks(file: BinaryIO, caps: Caps) -> bytes | None:
    pictures = {}
    for block in bgcode.blocks(file, caps, (bgcode.THUMBNAIL,)):
        kind, width, height = _SIZE.unpack(block.parameters)
        if kind in (_PNG, _JPG):
            pictures[width * height] = block.data
    return pictures[max(pictures)] if pictures else None


def _draw(found: bytes, path: Path) -> bool:
    from PIL import Image  # loads only where a picture is really drawn

    try:
        with Image.open(BytesIO(found), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return False
            drawn = picture.convert("RGBA")
            drawn.thumbnail((SIDE, SIDE))
            drawn.save(path, "PNG")
        return True
    except (*_BROKEN, Image.DecompressionBombError):
        path.unlink(missing_ok=True)
        return False
