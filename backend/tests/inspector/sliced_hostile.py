"""Sliced files that mean harm, or look as if they did; each is made when it is asked for."""

import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.inspector.gcodes import MOVES, PNG, cura_gcode, prusa_gcode
from tests.inspector.hostile import MIB, RANDOM
from tests.inspector.shapes import package
from tests.inspector.slices import bambu_3mf, bgcode, block, filament_xml, plate_xml, sealed, sl1, sliced_3mf, ufp

START = b"GCDE" + struct.pack("<IH", 1, 1)
PLATES = "Metadata/slice_info.config"


def _claims(kind: int, unpacked: int, stored: int, packing: int = 1) -> bytes:
    """Return binary G-code whose one block claims to be of these sizes."""
    return START + struct.pack("<HHIIH", kind, packing, unpacked, stored, 0) + bytes(500)


def _swollen(unpacked: int) -> bytes:
    return START + block(4, b"total filament used [g]=1\n" + b" " * unpacked, 1)


def _zip(name: str, content: bytes | str) -> bytes:
    return package({name: content})


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("gcode", lambda: b""),
    "noise": ("gcode", lambda: RANDOM.randbytes(200_000)),
    "one line of 50 MB": ("gcode", lambda: b"; total filament used [g] = " + b"1" * 50 * MIB),
    "one line of 50 MB that ends well": ("gcode", lambda: b";" * 50 * MIB + b"\n" + prusa_gcode()),
    "only line ends": ("gcode", lambda: b"\n" * 3_000_000),
    "only semicolons": ("gcode", lambda: b"\n;" * 1_500_000),
    "blanks before nothing": ("gcode", lambda: (b"\n;" + b" " * 999) * 3_000),
    "times without end": ("gcode", lambda: b"\n; model printing time: " * 100_000),
    "utf-16": ("gcode", lambda: prusa_gcode().decode().encode("utf-16")),
    "zeros": ("gcode", lambda: bytes(2_000_000)),
    "zeros at the end": ("gcode", lambda: prusa_gcode() + bytes(100)),
    "huge numbers": ("gcode", lambda: prusa_gcode(f"; total filament used [g] = {'9' * 4000}\n", "9" * 4000 + "d")),
    "negative numbers": ("gcode", lambda: prusa_gcode("; total filament used [g] = -5\n", "-1h -2m")),
    "no numbers": ("gcode", lambda: prusa_gcode("; total filament used [g] = nan\n", "inf")),
    "large exponents": ("gcode", lambda: prusa_gcode("; filament used [g] = 1e+99, 1e-99\n", "1e9s")),
    "many filaments": ("gcode", lambda: prusa_gcode(f"; filament used [g] = {'1,' * 500_000}1\n")),
    "huge times of Cura": ("gcode", lambda: cura_gcode("9e+99m", "9" * 4000)),
    "magic alone": ("bgcode", lambda: b"GCDE"),
    "another version": ("bgcode", lambda: bgcode(head=b"GCDE" + struct.pack("<IH", 2, 1))),
    "another checksum": ("bgcode", lambda: bgcode(head=b"GCDE" + struct.pack("<IH", 1, 7))),
    "block of 10^9 bytes": ("bgcode", lambda: _claims(4, 10**9, 10**9)),
    "block that becomes 10^9 bytes": ("bgcode", lambda: _claims(4, 10**9, 100)),
    "block that becomes 4 GB": ("bgcode", lambda: _claims(4, 2**32 - 1, 2**32 - 1, 0)),
    "blocks without end": ("bgcode", lambda: START + block(9, b"") * 100_000),
    "block that swells": ("bgcode", lambda: _swollen(100 * MIB)),
    "block of 5 MB": ("bgcode", lambda: START + block(4, b" " * 5 * MIB)),
    "block that is larger than it says": ("bgcode", lambda: START + sealed(4, 1, 10, zlib.compress(b" " * MIB))),
    "block that is smaller than it says": ("bgcode", lambda: START + sealed(4, 1, 999, zlib.compress(b" "))),
    "block that is not packed": ("bgcode", lambda: START + sealed(4, 1, 9, b"a=1\nb=2\n")),
    "block that is damaged": ("bgcode", lambda: bgcode(0).replace(b"6.17", b"0.17")),
    "heatshrink": ("bgcode", lambda: START + block(4, b"total filament used [g]=1\n", 2)),
    "no zip": ("gcode.3mf", lambda: b"PK\3\4" + RANDOM.randbytes(5_000)),
    "cut zip": ("gcode.3mf", lambda: sliced_3mf()[:-300]),
    "bomb of plates": ("gcode.3mf", lambda: _zip(PLATES, b" " * 100 * MIB)),
    "bomb of settings": (
        "gcode.3mf",
        lambda: bambu_3mf(others={"Metadata/process_settings_1.config": b" " * 100 * MIB}),
    ),
    "bomb of a model": ("gcode.3mf", lambda: _zip("3D/3dmodel.model", b" " * 100 * MIB)),
    "dtd": ("gcode.3mf", lambda: bambu_3mf(plate_xml(), before="<!DOCTYPE config>")),
    "entity": (
        "gcode.3mf",
        lambda: bambu_3mf(plate_xml(), before='<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    ),
    "deep xml": ("gcode.3mf", lambda: _zip(PLATES, "<plate>" * 100_000)),
    "many plates": ("gcode.3mf", lambda: bambu_3mf(plate_xml() * 5_000)),
    "many filaments of a plate": ("gcode.3mf", lambda: bambu_3mf(plate_xml(filaments=filament_xml() * 20_000))),
    "huge weight": ("gcode.3mf", lambda: bambu_3mf(plate_xml("9" * 4000, "9" * 4000))),
    "deep settings": (
        "gcode.3mf",
        lambda: bambu_3mf(others={"Metadata/process_settings_1.config": '{"":' + "[" * 1_000_000}),
    ),
    "long numbers in settings": (
        "gcode.3mf",
        lambda: bambu_3mf(others={"Metadata/project_settings.config": "9" * 9_000}),
    ),
    "half signs in settings": (
        "gcode.3mf",
        lambda: bambu_3mf(plate_xml(), others={"Metadata/process_settings_1.config": r'{"post_process": "\ud800 x"}'}),
    ),
    "many entries": ("gcode.3mf", lambda: package({f"Metadata/{n}": "" for n in range(1_500)})),
    "names that climb": ("gcode.3mf", lambda: package({"../../Metadata/slice_info.config": "<a/>", "C:/CON": ""})),
    "unusual packing": ("gcode.3mf", lambda: package({PLATES: plate_xml()}, zipfile.ZIP_LZMA)),
    "no gcode": ("ufp", lambda: _zip("3D/other.gcode", MOVES)),
    "many entries, ufp": ("ufp", lambda: package({f"x{n}": "" for n in range(1_500)})),
    "bomb of gcode": ("ufp", lambda: ufp(b";" * 100 * MIB)),
    "noise of gcode": ("ufp", lambda: ufp(RANDOM.randbytes(99_999))),
    "no settings": ("sl1", lambda: _zip("part00000.png", PNG)),
    "bomb of settings, sl1": ("sl1", lambda: _zip("config.ini", b"a=1\n" * 25 * MIB)),
    "huge numbers, sl1": ("sl1", lambda: sl1("9" * 4000, "1e+99")),
    "no numbers, sl1s": ("sl1s", lambda: sl1("nan", "-3")),
}
