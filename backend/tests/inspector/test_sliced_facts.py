"""What each slicer's files say, number by number."""

from pathlib import Path

import pytest

import inspector
from inspector import Report
from inspector.report import PlateFacts, SlicedFacts
from tests.inspector import gcodes, slices
from tests.inspector.conftest import codes
from tests.inspector.shapes import written

NOTHING: SlicedFacts = {
    "slicer": None, "printer": None, "weight_g": None, "volume_ml": None, "time_s": None, "filament_type": None,
    "filament_mm": None, "filament_mm3": None, "plates": [{"weight_g": None, "time_s": None}],
}  # fmt: skip


def _report(folder: Path, content: bytes, file_format: str) -> Report:
    return inspector.run(written(folder, "saved", content), folder, file_format)


def _facts(one: PlateFacts, **others: object) -> dict[str, object]:
    return {**NOTHING, "plates": [one], **one, **others}


EXPECTED: dict[str, dict[str, object] | None] = {
    "PrusaSlicer .gcode": _facts(
        {"weight_g": 18.22, "time_s": 93_784}, slicer="PrusaSlicer 2.9.4", printer="MK4IS", filament_type="PLA, PETG"
    ),
    "Orca .gcode": _facts(
        {"weight_g": 2.83, "time_s": 965}, slicer="OrcaSlicer 2.3.0", printer="Voron 2.4 300", filament_type="PLA"
    ),
    "Bambu .gcode": _facts(
        {"weight_g": 2.86, "time_s": 4_695},
        slicer="BambuStudio 02.04.00.70", printer="Bambu Lab A1 mini", filament_type="PLA",
    ),
    "Cura .gcode": _facts(
        {"weight_g": None, "time_s": 8_235}, slicer="Cura 5.7.1", printer="Creality Ender-3", filament_mm=1_734.56
    ),
    "Griffin .gcode": _facts(
        {"weight_g": None, "time_s": 5_432}, slicer="Cura 5.7.1", printer="UltiMaker S5", filament_mm3=2_920
    ),
    ".bgcode": _facts(
        {"weight_g": 6.17, "time_s": 1_198}, slicer="PrusaSlicer 2.9.4", printer="MK4S", filament_type="PLA"
    ),
    "Bambu .gcode.3mf": {
        **NOTHING, "slicer": "BambuStudio 02.04.00.70", "printer": "Bambu Lab A1 mini", "weight_g": 12.93,
        "time_s": 1_160, "filament_type": "PLA, PETG",
        "plates": [{"weight_g": 2.83, "time_s": 1_095}, {"weight_g": 10.1, "time_s": 65}],
    },
    "PrusaSlicer project": None,
    ".ufp": _facts(
        {"weight_g": None, "time_s": 5_432}, slicer="Cura 5.7.1", printer="UltiMaker S5", filament_mm3=2_920
    ),
    ".sl1": _facts(
        {"weight_g": None, "time_s": 4_562},
        slicer="PrusaSlicer 2.9.4", printer="SL1", filament_type="Grey Tough @0.05", volume_ml=10.5643,
    ),
    ".form": None,
}  # fmt: skip
NOTES = {
    "Cura .gcode": ["enter_by_hand"], "Griffin .gcode": ["enter_by_hand"], ".ufp": ["enter_by_hand"],
    "PrusaSlicer project": ["not_sliced"], ".form": ["closed_format"],
}  # fmt: skip


@pytest.mark.parametrize("style", slices.STYLES)
def test_every_style(tmp_path: Path, style: str) -> None:
    file_format, make = slices.STYLES[style]
    report = _report(tmp_path, make(), file_format)
    assert report["sliced"] == EXPECTED[style]
    assert codes(report) == NOTES.get(style, [])
    assert (report["format"], report["scripts"], report["thumbnail"], report["refused"]) == (
        file_format,
        [],
        None,
        None,
    )


@pytest.mark.parametrize("style", [style for style, made in slices.STYLES.items() if made[0] == "gcode"])
def test_windows_line_ends(tmp_path: Path, style: str) -> None:
    content = b"\xef\xbb\xbf" + slices.STYLES[style][1]().replace(b"\n", b"\r\n")
    assert _report(tmp_path, content, "gcode")["sliced"] == EXPECTED[style]


def test_numbers_at_the_far_end_of_a_long_file(tmp_path: Path) -> None:
    content = gcodes.prusa_gcode(moves=gcodes.MOVES * 2_000)
    assert len(content) > 2_500_000
    assert _report(tmp_path, content, "gcode")["sliced"] == EXPECTED["PrusaSlicer .gcode"]
