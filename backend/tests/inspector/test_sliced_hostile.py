"""Hostile and damaged sliced files end in facts or in a plain word, soon."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import inspector
from inspector.errors import Stop
from inspector.report import SLICED_FORMATS
from inspector.sliced import read_sliced, sliced_format
from tests.inspector import shapes, slices
from tests.inspector.conftest import codes
from tests.inspector.sliced_hostile import HOSTILE

UNSAFE = {"dtd", "entity", "many entries", "many entries, ufp"}
STILL_READ = {
    "one line of 50 MB", "one line of 50 MB that ends well", "huge numbers", "negative numbers", "no numbers",
    "large exponents", "many filaments", "huge times of Cura", "many filaments of a plate", "huge weight",
    "half signs in settings", "huge numbers, sl1", "no numbers, sl1s", "bomb of a model", "names that climb",
    "long numbers in settings",
}  # fmt: skip
WITH_CHECKSUMS = {".bgcode": 6.17, "Bambu .gcode.3mf": 12.93}
SAMPLES = {style: make() for style, (_, make) in slices.STYLES.items()}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_in_a_plain_word(tmp_path: Path, name: str) -> None:
    file_format, make = HOSTILE[name]
    path = shapes.written(tmp_path, "saved", make())
    start = time.process_time()
    report = inspector.run(path, tmp_path, file_format)
    assert time.process_time() - start < 2
    if name in STILL_READ:
        assert not {"unreadable", "unsafe"} & set(codes(report))
    else:
        assert codes(report) == ["unsafe" if name in UNSAFE else "unreadable"]
        assert report["sliced"] is None
        assert "by hand" in report["warnings"][0]["text"]
        assert "{" not in report["warnings"][0]["text"]


def test_numbers_beyond_all_sense_are_left_out(tmp_path: Path) -> None:
    for name in (
        "huge numbers",
        "negative numbers",
        "no numbers",
        "large exponents",
        "huge times of Cura",
        "huge weight",
    ):
        file_format, make = HOSTILE[name]
        sliced = inspector.run(shapes.written(tmp_path, "saved", make()), tmp_path, file_format)["sliced"]
        assert sliced is not None
        assert [sliced[key] for key in ("weight_g", "time_s", "filament_mm", "volume_ml")] == [None] * 4


def _try_everything(folder: Path, content: bytes, file_format: str) -> float | None:
    """Read the file in every way and return its weight; only the plain stops may come."""
    path = shapes.written(folder, "saved", content)
    sliced_format(path, "saved.3mf")
    try:
        weight_g = read_sliced(path, file_format).weight_g
    except Stop:
        return None
    assert weight_g is None or 0 < weight_g < 10**8
    return weight_g


@settings(max_examples=300, deadline=None)
@given(
    content=st.binary(max_size=400), start=st.sampled_from([b"", b"GCDE\1\0\0\0\1\0", b"PK\3\4", b";FLAVOR:\n;TIME:"])
)
@pytest.mark.parametrize("file_format", SLICED_FORMATS)
def test_arbitrary_bytes(
    tmp_path_factory: pytest.TempPathFactory, file_format: str, content: bytes, start: bytes
) -> None:
    _try_everything(tmp_path_factory.getbasetemp(), start + content, file_format)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("style", slices.STYLES)
def test_damaged_samples(tmp_path_factory: pytest.TempPathFactory, style: str, data: st.DataObject) -> None:
    content = bytearray(SAMPLES[style])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content)))
        piece = data.draw(st.binary(max_size=8))
        content[place : place + data.draw(st.integers(0, 40))] = piece
    weight_g = _try_everything(tmp_path_factory.getbasetemp(), bytes(content), slices.STYLES[style][0])
    if style in WITH_CHECKSUMS:
        assert weight_g in (None, WITH_CHECKSUMS[style])


@pytest.mark.parametrize("style", slices.STYLES)
def test_samples_cut_anywhere(tmp_path: Path, style: str) -> None:
    content = SAMPLES[style]
    for length in range(0, len(content), max(1, len(content) // 200)):
        _try_everything(tmp_path, content[:length], slices.STYLES[style][0])
