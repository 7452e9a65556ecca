"""Start the slicer with the file, and let go of it."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from opener.errors import OpenerError
from opener.slicers import Slicer

WATCHED_S = 1.5
_DETACHED = 0x00000008 | 0x00000200  # DETACHED_PROCESS, CREATE_NEW_PROCESS_GROUP
_PACKED = ("TCL_LIBRARY", "TK_LIBRARY", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


def command(slicer: Slicer, file: Path) -> list[str]:
    """Return the arguments: the program, its options, the file. Both paths are absolute, so neither is an option."""
    if not slicer.program.is_absolute() or not file.is_absolute():
        raise ValueError(f"not absolute: {slicer.program} {file}")
    return [str(slicer.program), *slicer.options, str(file)]


def environment(ours: Mapping[str, str]) -> dict[str, str]:
    """Return the environment as the user has it: a packed program has its own libraries in front, a slicer must not."""
    kept = {name: value for name, value in ours.items() if name not in _PACKED and not name.startswith("_PYI_")}
    return kept | {name: ours[f"{name}_ORIG"] for name in _PACKED if f"{name}_ORIG" in ours}


def start(slicer: Slicer, file: Path, ours: Mapping[str, str], system: str, config: Path) -> None:
    """Start the slicer in a session of its own and watch it for WATCHED_S seconds.

    It starts in its own folder: on Windows a library beside the file would otherwise be loaded from the share.
    Raises OpenerError when it is missing, cannot be started, or ends at once with an error.
    """
    try:
        process = subprocess.Popen(
            command(slicer, file),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=slicer.program.parent,
            env=environment(ours),
            start_new_session=True,
            creationflags=_DETACHED if system == "Windows" else 0,
        )
    except (FileNotFoundError, NotADirectoryError) as error:
        raise OpenerError(
            "slicer_missing", slicer=slicer.name, program=str(slicer.program), config=str(config)
        ) from error
    except OSError as error:
        answer = error.strerror or str(error)
        raise OpenerError("slicer_refused", slicer=slicer.name, answer=answer, config=str(config)) from error
    _watch(process, slicer)


def _watch(process: "subprocess.Popen[bytes]", slicer: Slicer) -> None:
    try:
        code = process.wait(WATCHED_S)
    except subprocess.TimeoutExpired:
        process.returncode = 0  # it runs and is no longer ours to wait for
        return
    if code != 0:
        raise OpenerError("slicer_ended", slicer=slicer.name, code=str(code))
