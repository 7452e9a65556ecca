"""3MF: units, transforms, components, parts in other files of the package."""

import zipfile

import pytest

from inspector import Caps
from tests.inspector import shapes
from tests.inspector.conftest import PRINTERS, Inspect, codes
from tests.inspector.shapes import cube, mesh_xml, model_xml, object_xml, threemf

CUBE = object_xml(1, mesh_xml(cube(20)))
ITEM = '<item objectid="1"/>'


@pytest.mark.parametrize(
    ("unit", "mm"),
    [("micron", 0.001), ("millimeter", 1), ("centimeter", 10), ("inch", 25.4), ("foot", 304.8), ("meter", 1000)],
)
def test_units(inspect: Inspect, unit: str, mm: float) -> None:
    model = model_xml(object_xml(1, mesh_xml(cube(10 / mm))), ITEM, unit)
    assert inspect(threemf(model), "3mf")["size_mm"] == pytest.approx([10, 10, 10], rel=1e-4)


def test_inches_with_components_and_transforms(inspect: Inspect) -> None:
    pair = (
        '<components><component objectid="1" transform="1 0 0 0 1 0 0 0 1 3 0 0"/>'
        '<component objectid="1" transform="0 2 0 -1 0 0 0 0 1 0 0 0"/></components>'
    )
    model = model_xml(
        object_xml(1, mesh_xml(cube(1))) + object_xml(2, pair),
        '<item objectid="2" transform="1 0 0 0 1 0 0 0 2 10 10 0"/>',
        "inch",
    )
    report = inspect(threemf(model), "3mf")
    assert report["size_mm"] == pytest.approx([5 * 25.4, 2 * 25.4, 2 * 25.4], rel=1e-6)
    assert report["volume_cm3"] == pytest.approx((2 + 4) * 2.54**3, rel=1e-5)
    assert (report["triangles"], report["bodies"], report["open_edges"]) == (24, 2, 0)


def test_mirrored_parts_keep_their_outside(inspect: Inspect) -> None:
    report = inspect(threemf(model_xml(CUBE, '<item objectid="1" transform="-1 0 0 0 1 0 0 0 1 0 0 0"/>')), "3mf")
    assert report["volume_cm3"] == pytest.approx(8)
    assert report["warnings"] == []


def test_parts_in_other_files(inspect: Inspect) -> None:
    inner = '<components><component p:path="/3D/Objects/Part_1.model" objectid="7"/></components>'
    other = model_xml(object_xml(7, mesh_xml(cube(2))), "", "centimeter")
    content = threemf(model_xml(object_xml(1, inner), ITEM), **{"3D/Objects/part_1.MODEL": other})
    assert inspect(content, "3mf")["size_mm"] == pytest.approx([20, 20, 20])


def test_build_item_in_another_file(inspect: Inspect) -> None:
    content = threemf(model_xml("", '<item p:path="/3D/a.model" objectid="1"/>'), **{"3D/a.model": model_xml(CUBE, "")})
    assert inspect(content, "3mf")["volume_cm3"] == pytest.approx(8)


def test_parts_that_touch_stay_apart(inspect: Inspect) -> None:
    items = ITEM + '<item objectid="1" transform="1 0 0 0 1 0 0 0 1 20 0 0"/>'
    report = inspect(threemf(model_xml(CUBE, items)), "3mf")
    assert (report["bodies"], report["nonmanifold_edges"]) == (2, 0)


def test_items_are_placed_one_by_one(inspect: Inspect) -> None:
    items = ITEM + '<item objectid="1" transform="1 0 0 0 1 0 0 0 1 2000 0 0"/>'
    report = inspect(threemf(model_xml(CUBE, items)), "3mf", printers=PRINTERS)
    assert report["fits"] == {"Large": True, "Small": True}
    assert codes(report) == ["several_bodies"]


def test_attributes_in_any_order(inspect: Inspect) -> None:
    model = model_xml(CUBE, ITEM)
    for old, new in (('x="0" y="0" z="0"', 'z="0" x="0" y="0"'), ('<vertex x="0"', '<vertex id="9" x="0"')):
        assert old in model
        assert inspect(threemf(model.replace(old, new)), "3mf")["volume_cm3"] == pytest.approx(8)


@pytest.mark.parametrize(
    "parts",
    [
        {"3D/3dmodel.model": model_xml(CUBE, ITEM)},
        {"other/thing.model": model_xml(CUBE, ITEM)},
        {"_rels/.rels": "<Relationships/>", "3D/3dmodel.model": model_xml(CUBE, ITEM)},
    ],
)
def test_packages_that_name_no_model(inspect: Inspect, parts: dict[str, str]) -> None:
    assert inspect(shapes.package(dict(parts)), "3mf")["volume_cm3"] == pytest.approx(8)


def test_stored_without_compression(inspect: Inspect) -> None:
    content = shapes.package({"3D/3dmodel.model": model_xml(CUBE, ITEM)}, zipfile.ZIP_STORED)
    assert inspect(content, "3mf")["volume_cm3"] == pytest.approx(8)


def test_what_is_not_printed_is_left_out(inspect: Inspect) -> None:
    objects = CUBE + object_xml(2, mesh_xml(cube(90)), "support")
    items = ITEM + '<item objectid="2"/><item objectid="1" printable="0" transform="1 0 0 0 1 0 0 0 1 99 0 0"/>'
    assert inspect(threemf(model_xml(objects, items)), "3mf")["size_mm"] == [20, 20, 20]


@pytest.mark.parametrize("items", ["", '<item objectid="1" printable="0"/>'])
def test_empty_plate(inspect: Inspect, items: str) -> None:
    report = inspect(threemf(model_xml(CUBE, items)), "3mf")
    assert "build plate" in report["warnings"][0]["text"]


def test_sliced_file_asks_for_the_model(inspect: Inspect) -> None:
    report = inspect(threemf(model_xml("", ""), **{"Metadata/plate_1.gcode": "G1"}), "3mf")
    assert codes(report) == ["unreadable"]
    assert "already sliced" in report["warnings"][0]["text"]


def test_triangles_that_refer_to_nothing_are_left_out(inspect: Inspect) -> None:
    model = model_xml(CUBE.replace("</triangles>", '<triangle v1="0" v2="1" v3="99"/></triangles>'), ITEM)
    report = inspect(threemf(model), "3mf")
    assert codes(report) == ["skipped_faces"]
    assert report["triangles"] == 12


@pytest.mark.parametrize(
    "model",
    [
        model_xml(CUBE, ITEM, unit="furlong"),
        model_xml(CUBE, '<item objectid="9"/>'),
        model_xml(CUBE, '<item objectid="1" p:path="/nowhere.model"/>'),
        model_xml(CUBE, '<item objectid="1" transform="1 2 3"/>'),
        model_xml(CUBE, '<item objectid="1" transform="a b c d e f g h i j k l"/>'),
        model_xml(CUBE.replace('x="0"', 'x="zero"'), ITEM),
        model_xml(CUBE.replace('x="0"', 'q="0"'), ITEM),
        model_xml(CUBE.replace('v1="0"', 'v1="0.5"'), ITEM),
        model_xml(CUBE.replace('v1="0"', 'v1="99999999999999999999"'), ITEM),
        model_xml(CUBE, ITEM)[:-9],
        model_xml(CUBE, ITEM) + "<again/>",
        model_xml(CUBE, ITEM).replace("UTF-8", "zlib"),
        model_xml(CUBE, ITEM).replace("UTF-8", "UTF-80"),
        "no xml at all",
        "",
    ],
)
def test_broken_models(inspect: Inspect, model: str) -> None:
    report = inspect(threemf(model), "3mf")
    assert codes(report) == ["unreadable"]
    assert report["refused"] is None


@pytest.mark.parametrize("scale", ["nan", "1e300", "inf"])
def test_absurd_transforms(inspect: Inspect, scale: str) -> None:
    report = inspect(threemf(model_xml(CUBE, f'<item objectid="1" transform="{scale} 0 0 0 1 0 0 0 1 0 0 0"/>')), "3mf")
    assert "bad_numbers" in codes(report)


def test_caps_on_triangles(inspect: Inspect) -> None:
    assert codes(inspect(threemf(model_xml(CUBE, ITEM)), "3mf", caps=Caps(triangles=11))) == ["too_complex"]
    assert codes(inspect(threemf(model_xml(CUBE, ITEM * 2)), "3mf", caps=Caps(triangles=20))) == ["too_complex"]
