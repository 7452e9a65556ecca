"""Runs of plain elements are read past the XML parser: nothing else may change by that."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
import pytest

from inspector import compiled
from inspector.caps import CAPS
from inspector.errors import Stop
from inspector.readers.threemf_part import read_part
from tests.inspector import shapes

VERTEX = '<vertex x="{}" y="{}" z="{}"/>'
TRIANGLE = '<triangle v1="0" v2="1" v3="2"/>'
SPACED = "\n      "

# Each stands between plain vertices.
ODD_VERTICES = {
    "none": "",
    "spaces": '<vertex\tx="1"\n  y="2"   z="3"\n />',
    "one blank line": "\n\n",
    "another order": '<vertex y="1" x="2" z="3"/>',
    "single quotes": "<vertex x='1' y='2' z='3'/>",
    "one more attribute": '<vertex x="1" y="2" z="3" hint="a>b"/>',
    "a tag in an attribute": '<vertex x="1" y="2" z="3" hint="/><vertex x=4/>"/>',
    "an open element": '<vertex x="1" y="2" z="3"></vertex>',
    "twice the same attribute": '<vertex x="1" x="2" y="2" z="3"/>',
    "an attribute missing": '<vertex x="1" y="2"/>',
    "a comment": '<!-- <vertex x="7" y="7" z="7"/> -->',
    "a comment over elements": '<!-- > <vertex x="7" y="7" z="7"/>\n<vertex x="7" y="7" z="7"/> -->',
    "characters": '<![CDATA[<vertex x="7" y="7" z="7"/>]]>',
    "another namespace": '<vertex xmlns="urn:other" x="7" y="7" z="7"/>',
    "an instruction": '<?note <vertex x="7" y="7" z="7"/>?>',
    "a reference": '<vertex x="&#49;" y="2" z="3"/>',
    "an unknown entity": '<vertex x="&one;" y="2" z="3"/>',
    "numbers of all kinds": "".join(
        VERTEX.format(*words)
        for words in (
            ("1e3", "-2.5E-2", "+.5"), ("1.", "0.1", "-0"), ("123456789.123456789", "0.30000000000000004", "1e-30"),
            ("9007199254740993", "12345678901234567890123", "1e400"), ("nan", "inf", "-INF"), ("1_0", " 2 ", "3"),
        )
    ),
    "text": VERTEX.format("1", "two", "3"),
    "a comma": VERTEX.format("1", "2,5", "3"),
    "nothing": VERTEX.format("1", "", "3"),
    "half an exponent": VERTEX.format("1", "2e", "3"),
    "another element": '<other a="1"/>',
    "too deep": "<a>" * 80,
    "a wrong end": "</triangles>",
    "a bare bracket": "<",
    "a bad character": "\x01",
}  # fmt: skip
ODD_TRIANGLES = {
    "none": "",
    "painted": '<triangle v1="0" v2="1" v3="2" paint_color="8C"/>' * 40,
    "painted twice": '<triangle v1="0" v2="1" v3="2" paint_color="8" paint_seam="4"/>' * 300,
    "painted the same twice": '<triangle v1="0" v2="1" v3="2" paint_color="8" paint_color="4"/>',
    "paint without value": '<triangle v1="0" v2="1" v3="2" paint_color/>',
    "unbound prefix": '<triangle v1="0" v2="1" v3="2" paint_a:b="4"/>',
    "properties": '<triangle v1="0" v2="1" v3="2" pid="1" p1="0"/>',
    "below zero": '<triangle v1="0" v2="-1" v3="2"/>',
    "very large": '<triangle v1="0" v2="999999999999" v3="2147483648"/>',
    "too large for anything": '<triangle v1="0" v2="99999999999999999999999" v3="2"/>',
    "a fraction": '<triangle v1="0" v2="1.5" v3="2"/>',
    "leading zeros": '<triangle v1="0" v2="0000000000000001" v3="2"/>',
}


@pytest.fixture(scope="module", autouse=True)
def _warmed() -> Iterator[None]:
    assert compiled.warm()
    yield
    compiled.cool()


def _model(vertices: str = "", triangles: str = "", unit: str = "inch") -> bytes:
    plain = [VERTEX.format(i / 8, -i, i * 1e-3) for i in range(60)]
    lists = (
        f"<vertices>{SPACED.join(plain[:30])}{vertices}{SPACED.join(plain[30:])}</vertices>"
        f"<triangles>{SPACED.join([TRIANGLE] * 20)}{triangles}{SPACED.join([TRIANGLE] * 20)}</triangles>"
    )
    return shapes.model_xml(shapes.object_xml(1, f"<mesh>{lists}</mesh>"), '<item objectid="1"/>', unit).encode()


def _found(text: bytes, cuts: list[int]) -> object:
    """Return what is read, or what is said, of a text that comes in pieces."""
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    try:
        things = read_part(pieces, CAPS).things.values()
    except Stop as stop:
        return type(stop), str(stop)
    empty = np.empty((0, 3))
    return [
        (np.concatenate([empty, *thing.points]).tobytes(), np.concatenate([empty, *thing.triangles]).tobytes())
        for thing in things
    ]


def _check(text: bytes, seed: int) -> None:
    chance = random.Random(seed)
    compiled.cool()
    plain = _found(text, [])
    compiled.warm()
    assert _found(text, []) == plain
    for count in (1, 3, 40):
        assert _found(text, sorted(chance.randrange(len(text)) for _ in range(count))) == plain


@pytest.mark.parametrize("name", ODD_VERTICES)
def test_odd_vertices(name: str) -> None:
    _check(_model(vertices=ODD_VERTICES[name]), 1)


@pytest.mark.parametrize("name", ODD_TRIANGLES)
def test_odd_triangles(name: str) -> None:
    _check(_model(triangles=ODD_TRIANGLES[name]), 2)


@pytest.mark.parametrize("change", ["utf-16", "other namespace", "prefix", "in a comment", "cut off", "lists twice"])
def test_odd_documents(change: str) -> None:
    text = _model().decode()
    changed = {
        "utf-16": text.replace("UTF-8", "UTF-16").encode("utf-16"),
        "other namespace": text.replace("<mesh>", '<mesh xmlns="urn:other">').encode(),
        "prefix": text.replace("<vertices>", f'<c:vertices xmlns:c="{shapes.CORE}">')
        .replace("</vertices>", "</c:vertices>").encode(),
        "in a comment": text.replace("<vertices>", "<!-- <vertices>")
        .replace("</vertices>", "</vertices> -->").encode(),
        "cut off": text[: len(text) // 2].encode(),
        "lists twice": text.replace("<triangles>", "<vertices></vertices><vertices>").encode(),
    }[change]  # fmt: skip
    _check(changed, 3)


def test_the_kernels_read_what_is_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the tests above compare the parser with itself."""
    from inspector.readers.runs import Runs

    fed: list[bytes] = []
    cut = Runs.cut

    def overheard(self: Runs, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for text in cut(self, pieces):
            fed.append(text)
            yield text

    monkeypatch.setattr(Runs, "cut", overheard)
    read_part([_model(vertices=ODD_VERTICES["a comment"])], CAPS)
    assert b"".join(fed).count(b"<vertex ") == 32  # the first, the one in the comment, and all behind it
    assert b"".join(fed).count(b"<triangle ") == 1


def test_too_many_triangles_are_still_refused() -> None:
    few = replace(CAPS, triangles=39)
    with pytest.raises(Stop, match="more than 39 triangles"):
        read_part([_model()], few)
