"""Scripts in settings are shown."""

from pathlib import Path

import pytest

import inspector
from tests.inspector import gcodes, shapes, slices
from tests.inspector.conftest import codes

WRITTEN = r'"C:\\tools\\fix.exe --all";/usr/bin/beep'
SCRIPTS = [r"C:\tools\fix.exe --all", "/usr/bin/beep"]
CARRIERS: dict[str, tuple[str, bytes]] = {
    "gcode": ("gcode", gcodes.prusa_gcode(scripts=WRITTEN)),
    "settings behind Cura's G-code": ("gcode", gcodes.cura_gcode(more=f"; post_process = {WRITTEN}\n")),
    "bgcode": ("bgcode", slices.bgcode(scripts=WRITTEN)),
    "plates": ("gcode.3mf", slices.bambu_3mf(slices.plate_xml(), SCRIPTS)),
    "presets": (
        "gcode.3mf",
        slices.bambu_3mf(
            slices.plate_xml(),
            others={
                "Metadata/process_settings_1.config": r'{"post_process": "C:\\tools\\fix.exe --all\n/usr/bin/beep"}'
            },
        ),
    ),
    "project": ("gcode.3mf", slices.prusa_project(WRITTEN)),
    "ufp": ("ufp", slices.ufp(gcodes.cura_gcode() + f"; post_process = {WRITTEN}\n".encode())),
    "sl1": ("sl1", slices.sl1(scripts=WRITTEN)),
}  # fmt: skip


@pytest.mark.parametrize("carrier", CARRIERS)
def test_scripts_are_shown(tmp_path: Path, carrier: str) -> None:
    file_format, content = CARRIERS[carrier]
    report = inspector.run(shapes.written(tmp_path, "saved", content), tmp_path, file_format)
    assert report["scripts"] == SCRIPTS
    assert "scripts" in codes(report)


def test_scripts_in_a_model(tmp_path: Path) -> None:
    cube = shapes.model_xml(shapes.object_xml(1, shapes.mesh_xml(shapes.cube(20))), '<item objectid="1"/>')
    for settings, expected in ((f"; post_process = {WRITTEN}\n", SCRIPTS), ("; post_process = \n", [])):
        content = shapes.threemf(cube, **{"Metadata/Slic3r_PE.config": settings})
        report = inspector.run(shapes.written(tmp_path, "sent", content), tmp_path, "3mf")
        assert (report["scripts"], report["triangles"]) == (expected, 12)
        assert codes(report) == (["scripts"] if expected else [])


def test_settings_that_cannot_be_read_do_not_stop_a_model(tmp_path: Path) -> None:
    cube = shapes.model_xml(shapes.object_xml(1, shapes.mesh_xml(shapes.cube(20))), '<item objectid="1"/>')
    content = shapes.threemf(cube, **{"Metadata/project_settings.config": "{" * 100_000})
    report = inspector.run(shapes.written(tmp_path, "sent", content), tmp_path, "3mf")
    assert (report["scripts"], report["triangles"]) == ([], 12)


@pytest.mark.parametrize("kinds", [["?"], [1, None, ["x"]], {"a": 1}, 7, None])
def test_settings_of_another_shape(tmp_path: Path, kinds: object) -> None:
    content = slices.bambu_3mf(slices.plate_xml(), kinds)
    report = inspector.run(shapes.written(tmp_path, "saved", content), tmp_path, "gcode.3mf")
    assert report["scripts"] == (["?"] if kinds == ["?"] else [])
