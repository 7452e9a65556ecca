"""The one way that a kernel is compiled."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias, TypeVar, cast

import numpy as np
import numpy.typing as npt
from numba import njit

Reals: TypeAlias = npt.NDArray[np.floating]
Indices: TypeAlias = npt.NDArray[np.int32]
Words: TypeAlias = npt.NDArray[np.unsignedinteger]

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def kernel(*signatures: str) -> Callable[[Kernel], Kernel]:
    """Compile for these argument types at once.

    Division by zero gives infinity or NaN as in numpy. Nothing is reordered: results are those of plain numpy.
    """

    def compiled(function: Kernel) -> Kernel:
        is_inner = function.__name__.startswith("_")  # called by other kernels alone
        build = partial(njit, list(signatures), error_model="numpy", no_cfunc_wrapper=True, no_cpython_wrapper=is_inner)
        try:
            return cast(Kernel, build(cache=True)(function))
        except RuntimeError:  # no folder for the cache can be written
            return cast(Kernel, build()(function))

    return compiled
