"""Which slicer opens a file, and what the user wants to be remembered about it."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from opener.errors import OpenerError
from opener.slicers import Slicer


@dataclass(frozen=True)
class Choice:
    """What the user chose for one extension: the slicer's name, and whether to ask no more."""

    slicer: str
    is_always: bool


def fitting(slicers: Sequence[Slicer], kind: str, config: Path) -> list[Slicer]:
    """Return the slicers that open this extension, in the order of the settings. Raises OpenerError when none does."""
    found = [slicer for slicer in slicers if kind in slicer.extensions]
    if not found:
        raise OpenerError("no_slicer", kind=kind, config=str(config))
    return found


def settled(slicers: Sequence[Slicer], last: Choice | None) -> Slicer | None:
    """Return the slicer when there is no need to ask: only one fits, or the user said always."""
    if len(slicers) == 1:
        return slicers[0]
    wanted = last.slicer if last and last.is_always else None
    return next((slicer for slicer in slicers if slicer.name == wanted), None)


def remembered(memory: Path) -> dict[str, Choice]:
    """Read the choices by extension; a file that is missing or spoilt counts as none."""
    try:
        stored = json.loads(memory.read_text(encoding="utf-8"))
        return {kind: Choice(str(each["slicer"]), each["is_always"] is True) for kind, each in stored.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def remember(memory: Path, choices: Mapping[str, Choice]) -> None:
    """Keep the choices, whole or not at all; where nothing can be kept, the user is asked again."""
    incoming = memory.with_name(f"{memory.name}.{os.getpid()}.incoming")
    try:
        memory.parent.mkdir(parents=True, exist_ok=True)
        incoming.write_text(json.dumps({kind: asdict(each) for kind, each in choices.items()}), encoding="utf-8")
        incoming.replace(memory)
    except OSError:
        incoming.unlink(missing_ok=True)
