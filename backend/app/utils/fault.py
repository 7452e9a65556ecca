"""Fault points: named moments at which a test lets this process die, be refused by the disk, or wait.

In operation a point costs one look at a variable. A name says what was just done (`move.copied`), or what comes next,
by one of the disk's deeds (`original.rename`); docs/how-it-is-tested.md tells how the tests use them.
"""

from collections.abc import Callable

# What happens at every point that this process reaches; only tests set it.
strike: Callable[[str], None] | None = None


def fault_point(name: str) -> None:
    """Mark a moment. Raises OSError when a test has the disk refuse what comes next; never otherwise."""
    if strike is not None:
        strike(name)
