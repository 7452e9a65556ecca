"""Kernels compiled by numba: the same answers as the plain numpy ways, several times as fast.

``warm()`` alone loads them, once, in a process that then forks a child for each file. Where nobody called it, or numba
is not installed, everything is done in plain numpy, which the tests hold equal.
"""

import importlib

_KERNELS = ("edges", "faces", "pixels", "rays", "runs", "shades", "welding")
_MODULES = (*(f"inspector.compiled.{name}" for name in _KERNELS), "inspector.readers.runs", "inspector.welder")
_loaded: set[str] = set()


def warm() -> bool:
    """Load the kernels from numba's cache, or compile them first; return whether they are there.

    Loading takes about a second, compiling some ten; both are meant for the start of a server, never for a request.
    The cache lies in NUMBA_CACHE_DIR if that is set, else beside the code, else in the user's cache folder; where none
    of them can be written, every start compiles. Takes about 100 MB, which forked children share.
    """
    try:
        for name in _MODULES:
            importlib.import_module(name)
    except ImportError:
        return False
    _loaded.update(_MODULES)
    return True


def cool() -> None:
    """Go back to plain numpy; the kernels stay in memory."""
    _loaded.clear()


def is_warm() -> bool:
    """Tell whether the kernels may be used in this process."""
    return bool(_loaded)
