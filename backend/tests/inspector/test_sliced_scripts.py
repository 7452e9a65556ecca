"""Scripts in settings are shown."""

from pathlib import Path
from zipfile import ZipFile

import pytest

import inspector
from inspector.errors import Stop
from inspector.sliced import read_sliced, sliced_format
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


LINE = b"; post_process = /bin/evil"
HIDDEN: dict[str, dict[str, bytes]] = {
    "behind an entry that is no JSON": {"Metadata/a.config": b"{", "Metadata/Slic3r_PE.config": LINE},
    "in front of what is no JSON": {"Metadata/project_settings.config": b'{"post_process": ["/bin/evil"]} \xff'},
    "behind a mark of the bytes' order": {"Metadata/x.config": b'\xef\xbb\xbf{"post_process": "/bin/evil"}'},
    "under a name in other letters": {"METADATA\\slic3r_pe.CONFIG": LINE},
    "in lines that end as of old": {"Metadata/Slic3r_PE.config": b"; a = 1\r" + LINE + b"\r; b = 2"},
    "behind many blanks": {"Metadata/Slic3r_PE.config": LINE.replace(b" ", b" \t" * 20)},
    "in lines that begin like JSON": {"Metadata/Slic3r_PE.config": b"{\n" + LINE},
    "with a key in other signs": {"Metadata/project_settings.config": rb'{"post\u005fprocess": ["/bin/evil"]}'},
    "said twice": {"Metadata/project_settings.config": b'{"post_process": ["/bin/evil"], "post_process": []}'},
    "in the last of many settings": {f"Metadata/process_settings_{n}.config": b"{}" for n in range(99)}
    | {"Metadata/process_settings_99.config": b'{"post_process": ["/bin/evil"]}'},
}  # fmt: skip


@pytest.mark.parametrize("way", HIDDEN)
def test_scripts_cannot_hide_where_a_slicer_finds_them(tmp_path: Path, way: str) -> None:
    path = shapes.written(tmp_path, "part.3mf", shapes.package({"3D/3dmodel.model": "<model/>", **HIDDEN[way]}))
    assert sliced_format(path, "part.3mf") == "gcode.3mf"
    assert read_sliced(path, "gcode.3mf").scripts == ["/bin/evil"]


def test_scripts_cannot_hide_behind_an_entry_of_the_same_name(tmp_path: Path) -> None:
    path = shapes.written(tmp_path, "part.3mf", shapes.package({"Metadata/Slic3r_PE.config": LINE}))
    with ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("Metadata/Slic3r_PE.config", "")
    assert read_sliced(path, "gcode.3mf").scripts == ["/bin/evil"]


@pytest.mark.parametrize(
    "settings",
    [
        {"Metadata/project_settings.config": '{"deep": ' + "[" * 100_000 + "]" * 100_000 + ', "post_process": ["x"]}'},
        {"Metadata/project_settings.config": " " * 5_000_000},
        {f"Metadata/{n}.config": "" for n in range(201)},
    ],
    ids=["nested", "long", "many"],
)  # fmt: skip
def test_settings_that_we_cannot_read_through_are_said_so(tmp_path: Path, settings: dict[str, str | bytes]) -> None:
    path = shapes.written(tmp_path, "part.3mf", shapes.package(settings))
    with pytest.raises(Stop):
        read_sliced(path, "gcode.3mf")


@pytest.mark.parametrize("kinds", [["?"], [1, None, ["x"]], {"a": 1}, 7, None])
def test_settings_of_another_shape(tmp_path: Path, kinds: object) -> None:
    content = slices.bambu_3mf(slices.plate_xml(), kinds)
    report = inspector.run(shapes.written(tmp_path, "saved", content), tmp_path, "gcode.3mf")
    assert report["scripts"] == (["?"] if kinds == ["?"] else [])
