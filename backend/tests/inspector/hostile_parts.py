"""3MF files whose XML means harm: entities, cycles, products, numbers beyond all sense."""

import random
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


def _product_of_files() -> bytes:
    """The same, over a file for each level."""

    def level(number: int) -> str:
        below = f'<component p:path="/3D/{number - 1}.model" objectid="1"/>' * 10
        return model_xml(object_xml(1, f"<components>{below}</components>"), "")

    others = {f"3D/{number}.model": level(number) for number in range(1, 10)}
    root = model_xml(
        '<object id="1"><components><component p:path="/3D/9.model" objectid="1"/></components></object>', ITEM
    )
    return threemf(root, **others, **{"3D/0.model": model_xml(CUBE, "")})


def _chain(length: int) -> bytes:
    levels = "".join(_components(level, [level - 1]) for level in range(2, length))
    return threemf(model_xml(CUBE + levels, f'<item objectid="{length - 1}"/>'))


def _entities() -> str:
    lines = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "ha"}">' for i in range(10))
    return f"<!DOCTYPE model [{lines}]>"


def _before(text: str) -> Callable[[], bytes]:
    return lambda: threemf(model_xml(CUBE, ITEM, before=text))


def _mesh(vertices: str, triangles: str) -> Callable[[], bytes]:
    inner = f"<mesh><vertices>{vertices}</vertices><triangles>{triangles}</triangles></mesh>"
    return lambda: threemf(model_xml(object_xml(1, inner), ITEM))


def _numbers(number: str) -> Callable[[], bytes]:
    """A tetrahedron with one corner like that."""
    corners = [("0", "0", "0"), ("9", "0", "0"), ("0", "9", "0"), ("0", "0", number)]
    vertices = "".join(f'<vertex x="{x}" y="{y}" z="{z}"/>' for x, y, z in corners)
    faces = ((0, 2, 1), (0, 1, 3), (0, 3, 2), (1, 2, 3))
    return _mesh(vertices, "".join(f'<triangle v1="{a}" v2="{b}" v3="{c}"/>' for a, b, c in faces))


def _index(number: str) -> Callable[[], bytes]:
    return _mesh('<vertex x="1" y="2" z="3"/>' * 3, f'<triangle v1="0" v2="1" v3="{number}"/>')


def _placed(transform: str) -> Callable[[], bytes]:
    return lambda: threemf(model_xml(CUBE, f'<item objectid="1" transform="{transform}"/>'))


def _encoded(name: str, codec: str) -> Callable[[], bytes]:
    text = model_xml(CUBE, ITEM).replace("UTF-8", name)
    return lambda: package({"_rels/.rels": shapes.RELATIONSHIPS, "3D/3dmodel.model": text.encode(codec)})


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    name: ("3mf", make)
    for name, make in {
        "dtd": _before("<!DOCTYPE model>"),
        "entity bomb": _before(_entities()),
        "outside entity": _before('<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "outside dtd": _before('<!DOCTYPE m SYSTEM "http://localhost:1/x.dtd">'),
        "parameter entity": _before('<!DOCTYPE m [<!ENTITY % x SYSTEM "http://localhost:1/"> %x;]>'),
        "dtd in rels": lambda: package({"_rels/.rels": "<!DOCTYPE a><a/>", "a.model": ""}),
        "cycle of one": lambda: threemf(model_xml(_components(1, [1]), ITEM)),
        "cycle of two": lambda: threemf(model_xml(_components(1, [2]) + _components(2, [1]), ITEM)),
        "cycle of files": lambda: threemf(
            model_xml(
                '<object id="1"><components><component p:path="/3D/3dmodel.model" objectid="1"/></components></object>',
                ITEM,
            )
        ),
        "product of meshes": lambda: _product(mesh_xml(cube(20))),
        "product of nothing": lambda: _product("<mesh><vertices/><triangles/></mesh>"),
        "product of files": _product_of_files,
        "long chain": lambda: _chain(5000),
        "many items": lambda: threemf(model_xml(CUBE, ITEM * 50_000)),
        "many objects": lambda: threemf(model_xml("".join(f'<object id="{i}"/>' for i in range(101_000)), ITEM)),
        "many components": lambda: threemf(model_xml(_components(1, [2] * 101_000), ITEM)),
        "many attributes": lambda: threemf("<model" + "".join(f" a{i}='1'" for i in range(50_000)) + "/>"),
        "the same attribute twice": lambda: threemf('<model unit="inch" unit="foot"/>'),
        "deep xml": lambda: threemf("<a>" * 1_000_000),
        "endless token": lambda: _stored('<model a="' + RANDOM.randbytes(2 * MIB).hex()),
        "endless comment": lambda: _stored("<model><!--" + RANDOM.randbytes(2 * MIB).hex()),
        "endless text": lambda: _stored("<model>" + RANDOM.randbytes(2 * MIB).hex()),
        "endless namespaces": lambda: threemf("".join(f'<a:b xmlns:a="{i}">' for i in range(200_000))),
        "no xml": lambda: threemf("not at all"),
        "xml with zeros": lambda: threemf("<model>\0</model>"),
        "two roots": lambda: threemf("<model/><model/>"),
        "bytes that are no UTF-8": _encoded("UTF-8", "utf-16-be"),
        "UTF-7": _encoded("UTF-7", "utf-7"),
        "EBCDIC": _encoded("cp037", "ascii"),
        "an encoding with a path": _encoded("../../etc/passwd", "ascii"),
        "not a number": _numbers("nan"),
        "infinite": _numbers("-inf"),
        "1e38": _numbers("1e38"),
        "1e999": _numbers("1e999"),
        "decimal comma": _numbers("1,5"),
        "hexadecimal": _numbers("0x10"),
        "a number of 100,000 digits": _numbers("9" * 100_000),
        "a number of nothing": _numbers(""),
        "no corner of that number": _index("3"),
        "corner below zero": _index("-1"),
        "corner 2^31": _index(str(2**31)),
        "corner 2^64": _index(str(2**64 + 1)),
        "corner of 10,000 digits": _index("9" * 10_000),
        "corner of a word": _index("two"),
        "placed by nothing": _placed("0 0 0 0 0 0 0 0 0 0 0 0"),
        "placed at infinity": _placed("1 0 0 0 1 0 0 0 1 inf 0 0"),
        "placed at 1e300": _placed("1e300 0 0 0 1e300 0 0 0 1e300 1e300 0 0"),
        "placed by eleven numbers": _placed("1 0 0 0 1 0 0 0 1 0 0"),
        "placed by a million numbers": _placed("1 " * 1_000_000),
        "unit that is none": lambda: threemf(model_xml(CUBE, ITEM, unit="parsec")),
        "nothing to build": lambda: threemf(model_xml(CUBE, "")),
        "an object that is not there": lambda: threemf(model_xml(CUBE, '<item objectid="2"/>')),
        "a part that is not there": lambda: threemf(model_xml(CUBE, '<item objectid="1" p:path="/../../etc/passwd"/>')),
        "a part that is no model": lambda: threemf(model_xml(CUBE, '<item objectid="1" p:path="/_rels/.rels"/>')),
    }.items()
}


def _stored(model: str) -> bytes:
    return package({"3D/3dmodel.model": model}, zipfile.ZIP_STORED)
