"""Which fault points there are, and what can happen at each: its name tells."""

import ast
from pathlib import Path

import app

APP = Path(app.__file__).parent
# What a point's name ends with when a deed of the disk or of the line comes next; every other name is a moment between.
WRITES = frozenset({"open", "mkdir", "write", "fsync", "rename"})
REFUSED_TO_MANY = frozenset({"rename", "unlink"})  # what a share refuses while a slicer or a scanner has the file
DEEDS = WRITES | REFUSED_TO_MANY | {"rmdir", "read"}
ON_THE_LINE = frozenset({"connect", "send"})  # what another machine takes part in, and hangs up
KINDS = ("kill", "EIO", "ENOSPC", "EACCES", "ECONNRESET", "hang")


def can_happen(kind: str, point: str) -> bool:
    """Say whether this kind of fault makes sense at a point."""
    at = {"EIO": DEEDS, "ENOSPC": WRITES, "EACCES": REFUSED_TO_MANY, "ECONNRESET": ON_THE_LINE}.get(kind)
    return at is None or point.rpartition(".")[2] in at


def all_points() -> set[str]:
    """Read the names of all fault points from the source."""
    return {name for path in APP.rglob("*.py") for name in _named_in(ast.parse(path.read_text()))}


def _named_in(tree: ast.Module) -> list[str]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [ast.literal_eval(call.args[0]) for call in calls if ast.unparse(call.func) == "fault_point"]
