"""3MF files whose zip means harm: bombs, lies, links, names that lead elsewhere."""

import struct
from collections.abc import Callable

from tests.inspector import shapes
from tests.inspector.raw_zip import DEFLATED, STORED, Entry, blown_up, deflated, raw_zip
from tests.inspector.shapes import cube, mesh_xml, model_xml, object_xml

MIB = 1024 * 1024
GOOD = model_xml(object_xml(1, mesh_xml(cube(20))), '<item objectid="1"/>').encode()
_LINK = 0o120777
_ZIP64_END = struct.Struct("<4sQ2H2L4Q")
_ZIP64_PLACE = struct.Struct("<4sLQL")
_TOO_LARGE = 0xFFFFFFFF


def _bomb(piece: bytes, mib: int, size: int | None = None, packed_size: int | None = None) -> bytes:
    """A model part that unpacks to that many MiB; the sizes may lie."""
    packed = blown_up(piece * (MIB // len(piece)), mib)
    return raw_zip([Entry(packed=packed, size=mib * MIB if size is None else size, packed_size=packed_size)])


def _zip64(entries: int, size: int, place: int) -> bytes:
    """A zip whose large end tells these numbers."""
    small = raw_zip([Entry(GOOD)])
    large = _ZIP64_END.pack(b"PK\6\6", 44, 45, 45, 0, 0, entries, entries, size, place)
    at = len(small) - 22
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, _TOO_LARGE, _TOO_LARGE, 0)
    return small[:at] + large + _ZIP64_PLACE.pack(b"PK\6\7", 0, at, 1) + end


def _overlapping() -> bytes:
    """Five hundred parts that are all the same bytes of the file."""
    part = Entry(packed=blown_up(b" " * MIB, 100), size=100 * MIB)
    names = [f"3D/{number}.model".encode() for number in range(500)]
    others = [Entry(packed=part.packed, size=part.size, name=name, offset=0, is_hollow=True) for name in names]
    return raw_zip([part, *others])


def _matryoshka(depth: int) -> bytes:
    content = GOOD
    for _ in range(depth):
        content = raw_zip([Entry(content)])
    return content


def _directory(count: int) -> bytes:
    """A directory of that many entries, of which none is there."""
    one = raw_zip([Entry(name=b"x", is_hollow=True, packed=b"")])[:-22]
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count & 0xFFFF, count & 0xFFFF, len(one) * count, 0, 0)
    return b"PK\3\4" + one * count + end


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "bomb": ("3mf", lambda: _bomb(b" ", 300)),
    "bomb of zeros": ("3mf", lambda: _bomb(b"\0", 300)),
    "bomb of elements": ("3mf", lambda: _bomb(b"<a/>    ", 300)),
    "bomb that says 100 bytes": ("3mf", lambda: _bomb(b" ", 64, size=100)),
    "bomb that says it is not packed": ("3mf", lambda: _bomb(b" ", 300, packed_size=300 * MIB)),
    "bomb in the relationships": (
        "3mf",
        lambda: raw_zip([Entry(name=b"_rels/.rels", packed=blown_up(b" " * MIB, 300), size=300 * MIB), Entry(GOOD)]),
    ),
    "the same bytes five hundred times": ("3mf", _overlapping),
    "zip in zip in zip": ("3mf", lambda: _matryoshka(3)),
    "many entries": ("3mf", lambda: raw_zip([Entry(GOOD), *(Entry(name=b"x%d" % n) for n in range(1_500))])),
    "very many entries": ("3mf", lambda: _directory(60_000)),
    "directory beyond the end": ("3mf", lambda: raw_zip([Entry(GOOD)], directory_at=0xFFFFFF00)),
    "directory that holds the file": ("3mf", lambda: raw_zip([Entry(GOOD)], directory_at=0, directory_size=9**9)),
    "more entries than there are": ("3mf", lambda: raw_zip([Entry(GOOD)], count=60_000, directory_size=10**6)),
    "zip64 of 2^63 entries": ("3mf", lambda: _zip64(2**63, 2**63, 0)),
    "zip64 directory before the file": ("3mf", lambda: _zip64(1, 60, 2**63 - 1)),
    "zip64 entry of 2^63 bytes": (
        "3mf",
        lambda: raw_zip(
            [Entry(GOOD, size=_TOO_LARGE, packed_size=_TOO_LARGE, extra=struct.pack("<2H2Q", 1, 16, 2**63, 2**63))]
        ),
    ),
    "zip64 entry cut short": ("3mf", lambda: raw_zip([Entry(GOOD, size=_TOO_LARGE, extra=struct.pack("<2H", 1, 16))])),
    "entry beyond the end": ("3mf", lambda: raw_zip([Entry(GOOD, offset=10**9)])),
    "entry in the directory": ("3mf", lambda: raw_zip([Entry(GOOD, offset=len(raw_zip([Entry(GOOD)])) - 60)])),
    "entry that says nothing is in it": ("3mf", lambda: raw_zip([Entry(GOOD, size=0, packed_size=0)])),
    "entry longer than the file": ("3mf", lambda: raw_zip([Entry(GOOD, method=STORED, packed_size=10**9, size=10**9)])),
    "entry that says it is larger": ("3mf", lambda: raw_zip([Entry(GOOD, size=10**9)])),
    "another name before the data": ("3mf", lambda: raw_zip([Entry(GOOD, local_name=b"../../etc/passwd")])),
    "encrypted": ("3mf", lambda: raw_zip([Entry(GOOD, flags=1)])),
    "strongly encrypted": ("3mf", lambda: raw_zip([Entry(GOOD, method=99, flags=0x41)])),
    "patched data": ("3mf", lambda: raw_zip([Entry(GOOD, flags=0x20)])),
    "packing of another kind": ("3mf", lambda: raw_zip([Entry(GOOD, method=9)])),
    "packed with lzma": ("3mf", lambda: shapes.package({"a.model": GOOD}, 14)),
    "not packed as it says": ("3mf", lambda: raw_zip([Entry(GOOD, packed=GOOD)])),
    "packed bytes that are damaged": ("3mf", lambda: raw_zip([Entry(GOOD, packed=deflated(GOOD)[:40] + b"U" * 99)])),
    "packed bytes that end early": ("3mf", lambda: raw_zip([Entry(GOOD, packed=deflated(GOOD)[:-40])])),
    "a link to the passwords": ("3mf", lambda: raw_zip([Entry(b"/etc/passwd", mode=_LINK, method=STORED)])),
    "a link, and a part beneath it": (
        "3mf",
        lambda: raw_zip([Entry(b"/tmp", name=b"3D", mode=_LINK), Entry(b"x", name=b"3D/3dmodel.model")]),
    ),
    "names that climb": (
        "3mf",
        lambda: raw_zip([Entry(b"<a/>", name=name) for name in (b"../../x.model", b"C:/CON.model", b"/etc/passwd")]),
    ),
    "names of Windows that climb": ("3mf", lambda: raw_zip([Entry(b"<a/>", name=b"..\\..\\x.model")])),
    "a name with a zero": ("3mf", lambda: raw_zip([Entry(b"<a/>", name=b"a.model\0.txt")])),
    "a name of 65,000 bytes": ("3mf", lambda: raw_zip([Entry(b"<a/>", name=b"a" * 65_000 + b".model")])),
    "a name that is no UTF-8": ("3mf", lambda: raw_zip([Entry(b"<a/>", name=b"\xff\xfe.model", flags=0x800)])),
    "the same name twice": ("3mf", lambda: raw_zip([Entry(GOOD), Entry(b"<a/>")])),
    "the same name in capitals": ("3mf", lambda: raw_zip([Entry(GOOD), Entry(b"<a/>", name=b"3d/3DMODEL.MODEL")])),
    "two ends": ("3mf", lambda: raw_zip([Entry(GOOD)], comment=raw_zip([Entry(b"<a/>")]))),
    "a comment that is cut": ("3mf", lambda: raw_zip([Entry(GOOD)], comment=b"x" * 999)[:-500]),
    "no end": ("3mf", lambda: raw_zip([Entry(GOOD)])[:-22]),
    "an end alone": ("3mf", lambda: raw_zip([])),
    "a program in front": ("3mf", lambda: b"MZ\x90" + bytes(300) + raw_zip([Entry(b"<a/>")])),
    "a zip of something else": ("3mf", lambda: raw_zip([Entry(b"hello", name=b"word/document.xml", method=DEFLATED)])),
}
