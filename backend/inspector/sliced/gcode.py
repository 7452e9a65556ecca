"""Read G-code as text: the comments at its two ends."""

import os
import re
from dataclasses import replace
from typing import BinaryIO

from inspector.caps import Caps
from inspector.errors import Unreadable
from inspector.sliced import settings
from inspector.sliced.configs import scripts_in_lines
from inspector.sliced.cura import is_cura, read_cura
from inspector.sliced.facts import Sliced

_COMMAND = re.compile(rb"\n[ \t]{0,9}[GM]\d")


def read_gcode(file: BinaryIO, caps: Caps) -> Sliced:
    """Read the beginning and the end of an open file, whatever lies between them."""
    head = file.read(caps.gcode_head_bytes)
    rest_bytes = os.fstat(file.fileno()).st_size - len(head)
    if rest_bytes <= 0:
        return read_text(head, head[-caps.gcode_tail_bytes :])
    file.seek(-min(rest_bytes, caps.gcode_tail_bytes), os.SEEK_END)
    return read_text(head, file.read(caps.gcode_tail_bytes))


def read_text(head: bytes, tail: bytes = b"") -> Sliced:
    """Read what both ends of a G-code say; what stands last at its end counts most."""
    if b"\0" in head or b"\0" in tail:
        raise Unreadable("It is not the text that G-code is, or it is damaged.")
    head, tail = _plain(head.removeprefix(b"\xef\xbb\xbf")), _plain(tail)
    values = dict(reversed(settings.in_gcode(head))) | dict(settings.in_gcode(tail))
    scripts = scripts_in_lines(head) + scripts_in_lines(tail)
    found = settings.sliced(values, scripts, settings.written_by(head))
    if is_cura(head):
        return replace(read_cura(head, tail), scripts=found.scripts)
    if not values and found.slicer is None and not _COMMAND.search(b"\n" + head):
        raise Unreadable("It holds no G-code.")
    return found


def _plain(text: bytes) -> bytes:
    return text.replace(b"\r\n", b"\n") if b"\r" in text else text
