"""Which files get an estimate, and which had better not."""

import json
from pathlib import Path

import pytest

from inspector import Printer, cli, launch
from inspector.report import Report
from tests.inspector import shapes
from tests.inspector.conftest import Inspect

SHOP: list[Printer] = [
    {"name": "Large", "volume_mm": [300, 300, 600]},
    {"name": "Dense", "volume_mm": [300, 300, 300], "coefficients": {"density_g_cm3": 2.48}},
    {"name": "Vat", "volume_mm": [145, 145, 175], "process": "resin", "coefficients": {"density_g_cm3": 1.2}},
]
CUBE = shapes.cube(20)


def _grams(report: Report) -> dict[str, float | None]:
    return {name: found and found["grams"] for name, found in report["estimates"].items()}


def test_each_printer_has_its_own(inspect: Inspect) -> None:
    report = inspect(shapes.binary_stl(CUBE), printers=SHOP)
    assert _grams(report) == pytest.approx({"Large": 3.78, "Dense": 7.56, "Vat": 9.6}, rel=0.01)
    assert report["estimate"] == report["estimates"]["Large"]
    assert (report["side_cm2"], report["level_cm2"], report["overhang_cm2"]) == (16, 8, 0)


def test_no_printer_no_estimate(inspect: Inspect) -> None:
    report = inspect(shapes.binary_stl(CUBE))
    assert (report["estimate"], report["estimates"]) == (None, {})


def test_supports_are_likely_under_a_large_overhang(inspect: Inspect) -> None:
    table = CUBE + shapes.cube(60, at=(-20, -20, 20))
    found = inspect(shapes.binary_stl(table), printers=SHOP)
    assert found["overhang_cm2"] == 36
    assert found["estimate"] is not None
    assert found["estimate"]["supports_likely"]


@pytest.mark.parametrize(
    "solid",
    [
        pytest.param([((0, 0, 0), (20, 0, 0), (0, 20, 0))], id="flat"),
        pytest.param(shapes.cube(700), id="larger than any printer"),
        pytest.param(shapes.cube(0.5), id="drawn in inches"),
        pytest.param(CUBE[:6], id="half of its surface is missing"),
        pytest.param([*CUBE[:1], *((c, b, a) for a, b, c in CUBE[:1])], id="no inside"),
    ],
)
def test_no_figure_rather_than_nonsense(inspect: Inspect, solid: list[shapes.Triangle]) -> None:
    report = inspect(shapes.binary_stl(solid), printers=SHOP)
    assert report["estimate"] is None
    assert report["estimates"] == {"Large": None, "Dense": None, "Vat": None}


def test_a_closed_model_is_the_same_inside_out(inspect: Inspect) -> None:
    """A slicer turns it round."""
    turned = inspect(shapes.binary_stl([(c, b, a) for a, b, c in CUBE]), printers=SHOP)
    assert turned["estimates"] == inspect(shapes.binary_stl(CUBE), printers=SHOP)["estimates"]


def test_none_for_a_printer_that_it_does_not_fit(inspect: Inspect) -> None:
    report = inspect(shapes.binary_stl(shapes.cube(200)), printers=SHOP)
    assert [found is not None for found in report["estimates"].values()] == [True, True, False]


@pytest.mark.parametrize(
    "solid",
    [pytest.param(CUBE[:-1], id="open"), pytest.param([CUBE[0][::-1], *CUBE[1:]], id="turned")],
)
def test_an_approximate_volume_widens_the_range(inspect: Inspect, solid: list[shapes.Triangle]) -> None:
    sound = inspect(shapes.binary_stl(CUBE), printers=SHOP)["estimate"]
    found = inspect(shapes.binary_stl(solid), printers=SHOP)["estimate"]
    assert sound is not None
    assert found is not None
    assert found["grams_low"] < sound["grams_low"] < sound["grams_high"] < found["grams_high"] * 1.1
    assert found["grams_high"] / found["grams"] > sound["grams_high"] / sound["grams"]


def test_printers_reach_the_child_whole(tmp_path: Path) -> None:
    path = shapes.written(tmp_path, "original", shapes.binary_stl(CUBE))
    report = launch.inspect(path, tmp_path / "out", "stl", SHOP)
    assert _grams(report) == pytest.approx({"Large": 3.78, "Dense": 7.56, "Vat": 9.6}, rel=0.01)


@pytest.mark.parametrize("coefficients", [{"infill": -1}, {"speed_mm_h": 3}, {"infill": "much"}, ["infill"]])
def test_coefficients_that_are_none(tmp_path: Path, capsys: pytest.CaptureFixture[str], coefficients: object) -> None:
    printers = json.dumps([{"name": "A", "volume_mm": [1, 2, 3], "coefficients": coefficients}])
    with pytest.raises(SystemExit) as ended:
        cli.main(["a.stl", "--out", str(tmp_path), "--printers", printers])
    assert ended.value.code == 2
    assert "--printers" in capsys.readouterr().err
