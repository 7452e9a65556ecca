"""Landlock: what a process may open and change from now on, for itself and its children. Needs no right to set up.

The numbers are those of Linux' uapi/linux/landlock.h; they are the same on every kind of machine.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_TELL_VERSION = 1
_BENEATH = 1
_NO_NEW_PRIVILEGES = 38
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_WRITE, _REMOVE, _MAKE, _TRUNCATE = 1 << 1, 1 << 5, 1 << 8, 1 << 14
_ALL_FILES = {1: 13, 2: 14, 3: 15, 4: 15}  # how many rights each version knows
_ALL_FILES_NOW = 16
_ALL_TCP = 3
_ALL_SCOPES = 3  # abstract sockets and signals, to whom is outside


def version() -> int:
    """Return the version that this kernel speaks; 0 means none."""
    if sys.platform != "linux":
        return 0
    return max(0, int(_libc().syscall(_CREATE, None, 0, _TELL_VERSION)))


def restrict(readable: Iterable[Path], handed: int, scratch: Path) -> None:
    """Leave this process the reading of ``readable`` and of the open file ``handed``, and small files in ``scratch``.

    Does nothing where the kernel knows no Landlock. Raises OSError when it knows it but refuses.
    """
    known = version()
    if not known:
        return
    libc, files = _libc(), (1 << _ALL_FILES.get(known, _ALL_FILES_NOW)) - 1
    words = [files, _ALL_TCP if known >= 4 else 0, _ALL_SCOPES if known >= 6 else 0]
    rules = _done(libc.syscall(_CREATE, struct.pack("=QQQ", *words), _size(known), 0))
    for each in readable:
        with suppress(FileNotFoundError):
            _allow(rules, each, (_READ_FILE | _READ_FOLDER) if each.is_dir() else _READ_FILE)
    _allow_open(rules, handed, _READ_FILE)
    _allow(rules, scratch, (_READ_FILE | _READ_FOLDER | _WRITE | _REMOVE | _MAKE | _TRUNCATE) & files)
    _done(libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    _done(libc.syscall(_RESTRICT, rules, 0))
    os.close(rules)


def _size(known: int) -> int:
    """Return how many bytes of the list of rights that version takes."""
    if known >= 6:
        return 24
    return 16 if known >= 4 else 8


def _allow(rules: int, path: Path, rights: int) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        _allow_open(rules, place, rights)
    finally:
        os.close(place)


def _allow_open(rules: int, place: int, rights: int) -> None:
    _done(_libc().syscall(_ADD, rules, _BENEATH, struct.pack("=Qi", rights, place), 0))


def _done(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"Landlock: {os.strerror(number)}")
    return result


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
