"""Plays series of cells in two processes, each in a world of its own."""

import gc
import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.queues import SimpleQueue
from typing import NamedTuple
from zlib import crc32

from app.config import Settings
from tests.faults.cell import Cell, play
from tests.faults.points import can_happen
from tests.faults.world import World, opened

PROCESSES = 2
# What the points begin with that few workflows come to: a kill there is in every part of the matrix.
RARE = {
    "addition", "aside", "incoming", "inspection", "leftover", "mail", "original", "preview", "stray", "submit",
    "sweep", "thumbnail", "upload", "uploads",
}  # fmt: skip
_here: list[World] = []


class Series(NamedTuple):
    """The cells of one workflow for some kinds of fault; about every `step`-th of them is played."""

    workflow: str
    kinds: tuple[str, ...]
    step: int


def play_all(wanted: Iterable[Series], worlds: list[Settings]) -> list[Cell]:
    """Play all series in fresh processes, one for each world."""
    context = multiprocessing.get_context("spawn")
    waiting: SimpleQueue[Settings] = context.SimpleQueue()
    for each in worlds:
        waiting.put(each)
    with ProcessPoolExecutor(len(worlds), context, _open, (waiting,)) as pool:
        return [cell for cells in pool.map(_play_series, wanted) for cell in cells]


def _open(worlds: "SimpleQueue[Settings]") -> None:
    _here.append(opened(worlds.get()))
    gc.freeze()  # the many processes that are forked from here need not copy what is there already


def _play_series(series: Series) -> list[Cell]:
    cells = _all_cells(series) if series.step == 1 else _some_cells(series)
    return [*_missed(series, cells), *cells] if "kill" in series.kinds else cells


def _all_cells(series: Series) -> list[Cell]:
    return [cell for kind in series.kinds for cell in _every_hit(series.workflow, kind)]


def _some_cells(series: Series) -> list[Cell]:
    undisturbed = play(_here[0], series.workflow, "kill", 0)
    hits = [(kind, hit) for kind in series.kinds for hit in _some_hits(series, kind, undisturbed.passed)]
    return [undisturbed, *(play(_here[0], series.workflow, kind, hit) for kind, hit in hits)]


def _missed(series: Series, cells: list[Cell]) -> Iterator[Cell]:
    """Kill at the rare points that were not struck: a thread of its own waits for the disk, so points change places."""
    passed = next(cell.passed for cell in cells if not cell.struck)
    struck = {cell.struck for cell in cells}
    for usual, point in enumerate(passed, 1):
        for hit in sorted(range(1, len(passed) + 1), key=lambda hit: abs(hit - usual)):
            if not _is_rare(point) or point in struck:
                break
            cell = play(_here[0], series.workflow, "kill", hit)
            struck.add(cell.struck)
            yield cell


def _is_rare(point: str) -> bool:
    return point.partition(".")[0] in RARE


def _every_hit(workflow: str, kind: str) -> Iterator[Cell]:
    """Strike at the first point, the second and so on, until the workflow ends before it is struck."""
    hit, is_struck = 0, True
    while is_struck:
        hit += 1
        cell = play(_here[0], workflow, kind, hit)
        is_struck = bool(cell.struck)
        yield cell


def _some_hits(series: Series, kind: str, passed: tuple[str, ...]) -> list[int]:
    """Choose hits, others for each workflow and kind, so that together they come to every point."""
    first = crc32(f"{series.workflow}/{kind}".encode())
    points = [point for point in passed if can_happen(kind, point)]
    rare = {hit for hit, point in enumerate(points, 1) if kind == "kill" and _is_rare(point)}
    return [hit for hit in range(1, len(points) + 1) if (hit + first) % series.step == 0 or hit in rare]
