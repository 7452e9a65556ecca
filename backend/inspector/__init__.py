"""Read an untrusted 3D file: its facts, its warnings and a picture; of a sliced file, what the slicer says.

The package stands alone (no Flask, no database) and has six doors:

* ``inspector.magic.check`` - a glance before a file is accepted; fast, in the caller's process.
* ``inspector.launch.inspect`` - the whole inspection in a limited child of a warm server; what a worker calls.
* ``inspector.launch.strip`` - in such a child too: a copy without the scripts in its settings.
* ``inspector.launch.picture`` - in such a child too: the picture by the slicer, drawn anew.
* ``inspector.sliced`` - which files a slicer wrote, and what it says in them; fast, in the caller's process.
* ``python -m inspector FILE --out DIR`` - the same by hand, within the limits but without a cage.

``run``, ``strip`` and ``redraw`` are the work itself, without limits: for the child and for tests.
"""

from pathlib import Path

from inspector.caps import CAPS, Caps
from inspector.report import SLICED_FORMATS, Printer, Report

__all__ = ["CAPS", "Caps", "Printer", "Report", "redraw", "run", "strip"]


def run(path: Path, out: Path, file_format: str, printers: list[Printer] | None = None, caps: Caps = CAPS) -> Report:
    """Inspect one file and write ``thumbnail.png`` into ``out``.

    ``file_format`` is one of FORMATS or SLICED_FORMATS; the latter get no thumbnail. Never raises for what
    a file contains: a file that cannot be read comes back with a warning, a file that must not be read
    with ``refused``.
    """
    if file_format in SLICED_FORMATS:
        from inspector.sliced.inspection import inspect_sliced

        return inspect_sliced(path, file_format, caps)
    from inspector.inspection import inspect_file  # numpy loads only where a model is really read

    return inspect_file(path, out, file_format, printers or [], caps)


def strip(path: Path, out: Path, file_format: str, caps: Caps = CAPS) -> Report:
    """Write a copy without scripts into ``out``; the report names it. Never raises for what the file contains."""
    from inspector.sliced.strip import write_copy

    return write_copy(path, out, file_format, caps)


def redraw(path: Path, out: Path, file_format: str, caps: Caps = CAPS) -> Report:
    """Draw the picture by the slicer anew into ``out``; the report names it, where there is one."""
    from inspector.sliced.pictures import draw_picture

    return draw_picture(path, out, file_format, caps)
