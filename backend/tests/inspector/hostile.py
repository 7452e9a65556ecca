"""Files that mean harm, or look as if they did; each is made when it is asked for."""

import io
import random
import struct
import zipfile
from collections.abc import Callable

from tests.inspector import shapes
from tests.inspector.shapes import cube, mesh_xml, model_xml, object_xml, package, threemf

CUBE = object_xml(1, mesh_xml(cube(20)))
ITEM = '<item objectid="1"/>'
MIB = 1024 * 1024
RANDOM = random.Random(7)


def _components(number: int, targets: list[int]) -> str:
    inner = "".join(f'<component objectid="{target}"/>' for target in targets)
    return object_xml(number, f"<components>{inner}</components>")


def _product(mesh: str) -> bytes:
    """Ten parts of ten parts of ...: 10^10 instances in a kilobyte."""
    levels = "".join(_components(level, [level - 1] * 10) for level in range(2, 12))
    return threemf(model_xml(object_xml(1, mesh) + levels, '<item objectid="11"/>'))


def _chain(length: int) -> bytes:
    levels = "".join(_components(level, [level - 1]) for level in range(2, length))
    return threemf(model_xml(CUBE + levels, f'<item objectid="{length - 1}"/>'))


def _bomb(size: int, filler: bytes = b" ") -> bytes:
    """A model part that unpacks to ``size`` bytes of nothing."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", shapes.RELATIONSHIPS)
        with archive.open("3D/3dmodel.model", "w", force_zip64=True) as part:
            part.write(b"<model>")
            for _ in range(size // MIB):
                part.write(filler * MIB)
    return memory.getvalue()


def _lying_size() -> bytes:
    """A bomb whose directory says that it is small."""
    content = bytearray(_bomb(64 * MIB))
    place = content.rfind(b"PK\1\2")
    content[place + 24 : place + 28] = struct.pack("<I", 100)
    return bytes(content)


def _many_entries(count: int) -> bytes:
    return package({"3D/3dmodel.model": model_xml(CUBE, ITEM), **{f"x{i}": "" for i in range(count)}})


def _flipped() -> bytes:
    content = bytearray(shapes.threemf_of_cube())
    start = content.find(b"3D/3dmodel.model") + 40
    for place in range(start, start + 30):
        content[place] ^= 0x55
    return bytes(content)


def _encrypted() -> bytes:
    content = bytearray(shapes.threemf_of_cube())
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(mark, place + 1)
    return bytes(content)


def _crossing() -> bytes:
    """Twenty polygons of a thousand corners at random places."""
    points = "".join(f"v {RANDOM.random()} {RANDOM.random()} 0\n" for _ in range(1000))
    return (points + ("f " + " ".join(map(str, range(1, 1001))) + "\n") * 20).encode()


def _entities() -> str:
    lines = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "ha"}">' for i in range(10))
    return f"<!DOCTYPE model [{lines}]>"


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "dtd": ("3mf", lambda: threemf(model_xml(CUBE, ITEM, before="<!DOCTYPE model>"))),
    "entity bomb": ("3mf", lambda: threemf(model_xml(CUBE, ITEM, before=_entities()))),
    "outside entity": (
        "3mf",
        lambda: threemf(model_xml(CUBE, ITEM, before='<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
    ),
    "dtd in rels": ("3mf", lambda: package({"_rels/.rels": "<!DOCTYPE a><a/>", "a.model": ""})),
    "cycle of one": ("3mf", lambda: threemf(model_xml(_components(1, [1]), ITEM))),
    "cycle of two": ("3mf", lambda: threemf(model_xml(_components(1, [2]) + _components(2, [1]), ITEM))),
    "product of meshes": ("3mf", lambda: _product(mesh_xml(cube(20)))),
    "product of nothing": ("3mf", lambda: _product("<mesh><vertices/><triangles/></mesh>")),
    "long chain": ("3mf", lambda: _chain(5000)),
    "many items": ("3mf", lambda: threemf(model_xml(CUBE, ITEM * 50_000))),
    "many objects": ("3mf", lambda: threemf(model_xml("".join(f'<object id="{i}"/>' for i in range(150_000)), ITEM))),
    "many components": ("3mf", lambda: threemf(model_xml(_components(1, [2] * 150_000), ITEM))),
    "bomb": ("3mf", lambda: _bomb(300 * MIB)),
    "bomb of zeros": ("3mf", lambda: _bomb(300 * MIB, b"\0")),
    "bomb that lies": ("3mf", _lying_size),
    "deep xml": ("3mf", lambda: threemf("<a>" * 1_000_000)),
    "endless token": ("3mf", lambda: threemf('<model a="' + RANDOM.randbytes(8 * MIB).hex())),
    "endless comment": ("3mf", lambda: threemf("<model><!--" + RANDOM.randbytes(8 * MIB).hex())),
    "many entries": ("3mf", lambda: _many_entries(1500)),
    "very many entries": ("3mf", lambda: _many_entries(50_000)),
    "flipped bits": ("3mf", _flipped),
    "encrypted": ("3mf", _encrypted),
    "unusual packing": ("3mf", lambda: package({"a.model": model_xml(CUBE, ITEM)}, zipfile.ZIP_LZMA)),
    "names that climb": ("3mf", lambda: package({"../../x.model": "<a/>", "C:/CON.model": "", "/etc/passwd": "x"})),
    "one line of 50 MB, ascii": ("stl", lambda: b"solid " + b"facet " * 8_700_000 + b"endsolid"),
    "one word of 50 MB, ascii": ("stl", lambda: b"solid facet loop vertex " + b"9" * 50 * MIB + b" endsolid"),
    "one vertex of blanks, ascii": ("stl", lambda: b"solid facet loop vertex" + b" " * 50 * MIB + b"endsolid"),
    "loops without end, ascii": ("stl", lambda: b"solid facet " + b"loop vertex 1 " * 3_500_000 + b"endsolid"),
    "digits, ascii": (
        "stl",
        lambda: b"solid facet " + b"loop vertex 1 2 " + b"3" * 50_000 + b" endloop endsolid",
    ),
    "utf-16, ascii": ("stl", lambda: shapes.ascii_stl(cube(20)).decode().encode("utf-16")),
    "zeros behind a header": ("stl", lambda: b"x" * 80 + bytes(1_000_000)),
    "all ones": ("stl", lambda: bytes(80) + struct.pack("<I", 1000) + b"\xff" * 50_000),
    "noise": ("stl", lambda: bytes(80) + struct.pack("<I", 2000) + RANDOM.randbytes(100_000)),
    "large triangles over and over": (
        "stl",
        lambda: shapes.binary_stl([((0, 0, 0), (99, 0, i / 999), (0, 99, 99)) for i in range(30_000)]),
    ),
    "one line of 50 MB, obj": ("obj", lambda: b"v 1 2 3\nf " + b"1 " * 25_000_000),
    "backslashes, obj": ("obj", lambda: b"v 1 2 3\n" + b"\\\n" * 5_000_000),
    "huge numbers, obj": ("obj", lambda: b"v 1 2 3\nf " + b"9" * 4_000_000 + b" 1 1\n"),
    "long floats, obj": ("obj", lambda: b"v " + b"1" * 3_000_000 + b" 1 1\nf 1 1 1\n"),
    "faces of nothing, obj": ("obj", lambda: b"v 1 2 3\n" + b"f\n" * 1_000_000 + b"f 1 1 1\n"),
    "devices, obj": ("obj", lambda: b"mtllib /dev/zero\ncall /etc/passwd\nv 1 2 3\nf 1 1 1\n"),
    "noise, obj": ("obj", lambda: b"v 1 2 3\n" + RANDOM.randbytes(200_000)),
    "crossing polygons, obj": ("obj", _crossing),
}
