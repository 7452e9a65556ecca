"""The log: a line for every request, with time, decision, slicer and link, a tab between them."""

import logging
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

LARGEST_BYTES = 1_000_000
KEPT_FILES = 5
_LONGEST_LINK = 2_100


def record(file: Path, decision: str, link: str, slicer: str = "-") -> bool:
    """Write a line; the link in ASCII, so that nothing in it can pass for another line.

    Returns False where the log cannot be written: the file is opened all the same, and the self-test says so.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    line = "\t".join((now, decision, ascii(slicer)[1:-1], ascii(link[:_LONGEST_LINK])))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=LARGEST_BYTES, backupCount=KEPT_FILES, encoding="ascii")
    except OSError:
        return False
    handler.emit(logging.makeLogRecord({"msg": line}))
    handler.close()
    return True
