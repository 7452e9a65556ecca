"""Copies without scripts: none is left, and nothing else is changed."""

import zipfile
from pathlib import Path

import pytest

import inspector
from inspector import launch
from inspector.caps import MIB
from inspector.errors import Stop
from inspector.picture import thumbnail
from inspector.report import COPY
from inspector.sliced import read_sliced
from tests.inspector import gcodes, shapes, slices
from tests.inspector.conftest import codes
from tests.inspector.sliced_hostile import HOSTILE
from tests.inspector.test_sliced_scripts import CARRIERS, HIDDEN, SCRIPTS, WRITTEN

CUBE = shapes.model_xml(shapes.object_xml(1, shapes.mesh_xml(shapes.cube(20))), '<item objectid="1"/>')
FACTS = ("size_mm", "triangles", "volume_cm3", "area_cm2", "bodies", "open_edges", "estimate", "fits")


def stripped(folder: Path, content: bytes, file_format: str) -> Path:
    """Strip bytes in this process and return the copy."""
    report = inspector.strip(shapes.written(folder, "saved", content), folder, file_format)
    assert (report["copy"], report["warnings"]) == (COPY, [])
    return folder / COPY


@pytest.mark.parametrize("carrier", CARRIERS)
def test_nothing_is_left_and_the_facts_stay(tmp_path: Path, carrier: str) -> None:
    file_format, content = CARRIERS[carrier]
    copy = stripped(tmp_path, content, file_format)
    before, after = read_sliced(tmp_path / "saved", file_format), read_sliced(copy, file_format)
    assert (before.scripts, after.scripts) == (SCRIPTS, [])
    assert after.report() == before.report()


@pytest.mark.parametrize("way", [*HIDDEN])
def test_hidden_scripts_are_taken_out_too(tmp_path: Path, way: str) -> None:
    content = shapes.package({"3D/3dmodel.model": "<model/>", **HIDDEN[way]})
    assert read_sliced(stripped(tmp_path, content, "gcode.3mf"), "gcode.3mf").scripts == []


@pytest.mark.parametrize("style", slices.STYLES)
def test_files_without_scripts_stay_the_same(tmp_path: Path, style: str) -> None:
    file_format, make = slices.STYLES[style]
    copy = stripped(tmp_path, make(), file_format)
    if zipfile.is_zipfile(copy):
        assert unpacked(copy) == unpacked(tmp_path / "saved")
    else:
        assert copy.read_bytes() == make()


def unpacked(path: Path) -> list[tuple[str, int, bytes]]:
    """Return names, packing and content of all entries in their order."""
    with zipfile.ZipFile(path) as archive:
        return [(entry.filename, entry.compress_type, archive.read(entry)) for entry in archive.infolist()]


def test_a_model_has_the_same_facts_and_no_other_byte_is_changed(
    tmp_path: Path, picture_side: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thumbnail, "SIDE", picture_side)
    settings = f"; layer_height = 0.2\r\n; post_process = {WRITTEN}\r\n; printer_model = MK4S\r\n"
    content = shapes.threemf(CUBE, **{"Metadata/Slic3r_PE.config": settings, "Metadata/notes.txt": settings})
    copy = stripped(tmp_path, content, "3mf")
    reports = [inspector.run(path, tmp_path, "3mf") for path in (tmp_path / "saved", copy)]
    assert [report["scripts"] for report in reports] == [SCRIPTS, []]
    assert [reports[0].get(name) for name in FACTS] == [reports[1].get(name) for name in FACTS]
    assert unpacked(copy) == [
        (name, packing, data.replace(WRITTEN.encode(), b"") if name == "Metadata/Slic3r_PE.config" else data)
        for name, packing, data in unpacked(tmp_path / "saved")
    ]


def test_only_the_value_leaves_a_json(tmp_path: Path) -> None:
    text = '\ufeff{ "a" : [1, 2.50],\n "post_process": ["x",\n "y"] , "post_process":"z", "b": "post_process"} \n'
    content = shapes.package({"Metadata/project_settings.config": text})
    assert unpacked(stripped(tmp_path, content, "gcode.3mf"))[0][2].decode() == (
        '\ufeff{ "a" : [1, 2.50],\n "post_process": [] , "post_process":"", "b": "post_process"} \n'
    )


def test_scripts_anywhere_in_long_gcode_are_taken_out(tmp_path: Path) -> None:
    line = b"; post_process = /bin/evil"
    text = b"\r\n".join([line, gcodes.MOVES.encode() * 5_000, line, gcodes.MOVES.encode() * 5_000, line])
    copy = stripped(tmp_path, text, "gcode")
    assert copy.read_bytes() == text.replace(b"/bin/evil", b"")


def test_two_parts_of_one_name_get_no_copy(tmp_path: Path) -> None:
    path = shapes.written(tmp_path, "saved", slices.prusa_project("x"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("metadata/SLIC3R_PE.config", "")
    report = inspector.strip(path, tmp_path, "gcode.3mf")
    assert (report["copy"], codes(report)) == (None, ["not_copied"])
    assert "share a name" in report["warnings"][0]["text"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_in_a_copy_without_scripts_or_in_a_plain_word(tmp_path: Path, name: str) -> None:
    file_format, make = HOSTILE[name]
    report = inspector.strip(shapes.written(tmp_path, "saved", make()), tmp_path, file_format)
    if report["copy"] is None:
        assert set(codes(report)) <= {"not_copied", "unsafe"}
        return
    try:
        assert read_sliced(tmp_path / COPY, file_format).scripts == []
    except Stop:
        return


def test_a_file_beyond_what_a_child_may_write(tmp_path: Path) -> None:
    path = shapes.written(tmp_path, "saved", b"\n" * (launch.COPY_LIMITS.file_mb * MIB + 1))
    report = launch.strip(path, tmp_path / "out", "gcode")
    assert report["copy"] is None
    assert "too large" in report["warnings"][0]["text"]


def test_a_copy_made_in_a_child(tmp_path: Path) -> None:
    path = shapes.written(tmp_path, "saved", slices.prusa_project(WRITTEN))
    report = launch.strip(path, tmp_path / "out", "gcode.3mf")
    assert report["copy"] == COPY
    assert read_sliced(tmp_path / "out" / COPY, "gcode.3mf").scripts == []
    bad = launch.strip(shapes.written(tmp_path, "saved", b"PK"), tmp_path / "out", "gcode.3mf")
    assert (bad["copy"], codes(bad)) == (None, ["not_copied"])
