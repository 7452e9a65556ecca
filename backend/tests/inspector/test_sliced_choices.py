"""What counts when a file says a number twice, in part, or not at all; and which files are sliced ones."""

from pathlib import Path

import pytest

import inspector
from inspector import Report
from inspector.report import SlicedFacts
from inspector.sliced import read_sliced, sliced_format
from tests.inspector import gcodes, slices
from tests.inspector.conftest import codes
from tests.inspector.shapes import package, threemf_of_cube, written


def _report(folder: Path, content: bytes, file_format: str) -> Report:
    return inspector.run(written(folder, "saved", content), folder, file_format)


def _sliced(folder: Path, content: bytes, file_format: str) -> SlicedFacts:
    sliced = _report(folder, content, file_format)["sliced"]
    assert sliced is not None
    return sliced


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("; filament used [g] = 0.10, 0.20\n", 0.3),
        ("; filament used [g] = 5.00\n; total filament used [g] = 5.01\n", 5.01),
        ("; filament used [g] = 5.00\n; total filament used [g] = 0.00\n", None),
        ("; filament used [g] = 5.00, ?\n", None),
        ("; filament used [g] = nan\n", None),
        ("; total filament used [g] = -3\n", None),
        ("", None),
    ],
)
def test_the_total_of_the_slicer_counts(tmp_path: Path, numbers: str, expected: float | None) -> None:
    sliced = _sliced(tmp_path, gcodes.prusa_gcode(numbers), "gcode")
    assert sliced["weight_g"] == expected


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (gcodes.prusa_gcode(""), "how much the print weighs."),
        (gcodes.prusa_gcode(time="soon"), "how long the print takes."),
        (b"G28\nG1 X1\n", "how much the print weighs and how long it takes."),
        (gcodes.cura_gcode(time="6666"), "how much the print weighs."),
        (b";FLAVOR:Marlin\n;TIME:6666\nG28\n", "how much the print weighs and how long it takes."),
    ],
)
def test_what_is_to_be_entered_by_hand(tmp_path: Path, content: bytes, words: str) -> None:
    report = _report(tmp_path, content, "gcode")
    assert codes(report) == ["enter_by_hand"]
    assert words in report["warnings"][0]["text"]


@pytest.mark.parametrize(
    ("content", "length_mm", "volume_mm3"),
    [
        (gcodes.cura_gcode("4615.03mm3"), None, 4_615.03),
        (gcodes.cura_gcode("0m"), None, None),
        (gcodes.cura_gcode("1.5e-03m"), 1.5, None),
        (gcodes.cura_gcode("1m, 2mm3"), None, None),
        (b";FLAVOR:UltiGCode\n;TIME:346\n;MATERIAL:43616\n;MATERIAL2:9\n", None, 43_625),
        (b";FLAVOR:UltiGCode\n;TIME:346\n;MATERIAL:6666\n;MATERIAL2:0\n", None, None),
    ],
)  # fmt: skip
def test_filament_of_cura(tmp_path: Path, content: bytes, length_mm: float | None, volume_mm3: float | None) -> None:
    sliced = _sliced(tmp_path, content, "gcode")
    assert (sliced["filament_mm"], sliced["filament_mm3"], sliced["weight_g"]) == (length_mm, volume_mm3, None)


@pytest.mark.parametrize(
    ("content", "time_s"),
    [
        (gcodes.cura_gcode(time="6666"), 8_236),
        (gcodes.cura_gcode(time="6666", more=";TIME_ELAPSED:9000\r\n;TIME_ELAPSED:9001.2\r\n"), 9_001),
        (gcodes.cura_gcode(time="6666", more=";TIME_ELAPSED:soon\n"), None),
        (b";FLAVOR:Marlin\n;Filament used: 1m\n" + b"G1 X1\n" * 300_000 + b";TIME_ELAPSED:77\n;End\n", 77),
    ],
    ids=["header without a time", "the last one", "no number", "far behind the header"],
)
def test_a_time_that_stands_at_the_end_of_cura_s_file(tmp_path: Path, content: bytes, time_s: int | None) -> None:
    assert _sliced(tmp_path, content, "gcode")["time_s"] == time_s


@pytest.mark.parametrize("packing", [0, 1])
@pytest.mark.parametrize("has_checksum", [True, False])
def test_binary_gcode_in_all_ways(tmp_path: Path, packing: int, has_checksum: bool) -> None:
    sliced = _sliced(tmp_path, slices.bgcode(packing, has_checksum), "bgcode")
    assert (sliced["weight_g"], sliced["time_s"]) == (6.17, 1_198)


def test_binary_and_plain_gcode_may_bear_the_name_of_the_other(tmp_path: Path) -> None:
    assert _sliced(tmp_path, slices.bgcode(), "gcode")["time_s"] == 1_198
    assert _sliced(tmp_path, gcodes.prusa_gcode(), "bgcode")["time_s"] == 93_784


@pytest.mark.parametrize(
    ("plates", "weight_g", "time_s"),
    [
        (slices.plate_xml(None, filaments=slices.filament_xml("0.1") + slices.filament_xml("0.2")), 0.3, 1_095),
        (slices.plate_xml() + slices.plate_xml("0.00"), None, 2_190),
        (slices.plate_xml() + slices.plate_xml(time=""), 5.66, None),
        (slices.plate_xml("NaN", "-1"), None, None),
    ],
)
def test_plates(tmp_path: Path, plates: str, weight_g: float | None, time_s: int | None) -> None:
    sliced = _sliced(tmp_path, slices.bambu_3mf(plates), "gcode.3mf")
    assert (sliced["weight_g"], sliced["time_s"]) == (weight_g, time_s)


def test_gcode_in_a_3mf_that_says_nothing_of_plates(tmp_path: Path) -> None:
    report = _report(tmp_path, package({"Metadata/plate_1.gcode": "G28"}), "gcode.3mf")
    assert report["sliced"] is not None
    assert report["sliced"]["weight_g"] is None
    assert codes(report) == ["enter_by_hand"]


@pytest.mark.parametrize("content", [slices.bambu_3mf(), slices.prusa_project(), threemf_of_cube()])
def test_projects_ask_for_the_gcode(tmp_path: Path, content: bytes) -> None:
    report = _report(tmp_path, content, "gcode.3mf")
    assert report["sliced"] is None
    assert codes(report) == ["not_sliced"]


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"", "part.gcode", "gcode"), (b"", "PART.BGCODE", "bgcode"), (b"", "part.gcode.3mf", "gcode.3mf"),
        (b"", "part.ufp", "ufp"), (b"", "part.sl1", "sl1"), (b"", "part.SL1S", "sl1s"), (b"", "part.form", "form"),
        (slices.sliced_3mf(), "part.3mf", "gcode.3mf"), (slices.prusa_project(), "part.3mf", "gcode.3mf"),
        (threemf_of_cube(), "part.3mf", None), (b"PK\3\4", "part.3mf", "gcode.3mf"), (b"", "part.stl", None),
        (b"", "gcode", None), (b"", "part.gcode.txt", None),
    ],
)  # fmt: skip
def test_recognition(tmp_path: Path, content: bytes, name: str, expected: str | None) -> None:
    path = written(tmp_path, "saved", content)
    assert sliced_format(path, name) == expected


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        sliced_format(tmp_path / "gone.3mf", "gone.3mf")
    for file_format in ("gcode", "ufp", "form"):
        with pytest.raises(OSError, match="No such file"):
            read_sliced(tmp_path / "gone", file_format)
