"""Read a sliced file of any format; every file ends in facts or in a plain word."""

from pathlib import Path

from inspector.archive import DAMAGED
from inspector.caps import CAPS, Caps
from inspector.errors import OutOfMemory, Refused, Stop, Unreadable
from inspector.messages import SLICE_AGAIN, refusal_text
from inspector.report import Refusal
from inspector.sliced.bgcode import is_binary, read_bgcode
from inspector.sliced.facts import Sliced
from inspector.sliced.gcode import read_gcode
from inspector.sliced.threemf import read_threemf
from inspector.sliced.zipped import read_sl1, read_ufp

_ZIPPED = {"gcode.3mf": read_threemf, "ufp": read_ufp, "sl1": read_sl1, "sl1s": read_sl1}


def read_sliced(path: Path, file_format: str, caps: Caps = CAPS) -> Sliced:
    """Return what a file of one of the SLICED_FORMATS says.

    Raises Unreadable or Refused with a text for staff, and OSError when the file cannot be opened.
    """
    with path.open("rb") as file:
        try:
            if file_format == "form":
                return Sliced(is_sliced=False)
            if file_format in _ZIPPED:
                return _ZIPPED[file_format](path, caps)
            return read_bgcode(file, caps) if is_binary(file) else read_gcode(file, caps)
        except (Stop, MemoryError, *DAMAGED) as error:
            raise _stop(error) from None


def _stop(error: BaseException) -> Stop:
    """Return the plain word for what went wrong, with advice for somebody who slices."""
    if isinstance(error, Refused):
        return Refused(Refusal("unsafe", refusal_text("unsafe_sliced")))
    if isinstance(error, Unreadable):
        return Unreadable(str(error), SLICE_AGAIN)
    if isinstance(error, MemoryError):
        return Unreadable(str(OutOfMemory()), SLICE_AGAIN)
    return Unreadable("It is cut off or damaged.", SLICE_AGAIN)
