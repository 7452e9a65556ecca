"""Whatever fails, and wherever: nothing that was acknowledged is lost, rows and files agree, nothing is half done.

Each test is a series of cells: one workflow struck by one kind of fault at its first point, its second, and so on until
it ends before it is struck. How to read a failing cell: docs/how-it-is-tested.md.
"""

import pytest

from tests.faults.cell import Cell
from tests.faults.conftest import IS_FULL, PLAYED
from tests.faults.points import KINDS, all_points

pytestmark = pytest.mark.timeout(3600 if IS_FULL else 600)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("workflow", PLAYED)
def test_it_holds(played: list[Cell], workflow: str, kind: str) -> None:
    cells = [cell for cell in played if (cell.workflow, cell.kind) == (workflow, kind)]
    assert [f"{cell.hit}: {cell.struck}: {wrong}" for cell in cells for wrong in cell.wrong] == []
    assert not IS_FULL or cells[-1].struck == ""


def test_every_fault_point_is_struck_by_some_cell(played: list[Cell]) -> None:
    unexplored = all_points() - {cell.struck for cell in played}
    assert unexplored == set()
