"""Change a file a little: bytes, numbers, words and whole pieces; in a zip also what is packed inside."""

import io
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

MOST_BYTES = 60_000
NUMBER = re.compile(rb"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
NUMBERS = (
    b"0", b"-1", b"1", b"255", b"65536", b"2147483647", b"-2147483648", b"4294967296", b"9223372036854775808", b"1e38",
    b"-1e38", b"1e309", b"nan", b"inf", b"-0.0", b"1e-45", b"0,5", b"0x1p3", b"1_0", b"9" * 400, b"",
    b"1.#QNAN", b"\xd9\xa3",
)  # fmt: skip
BYTES = (
    b"\0", b"\xff", b"\xff\xff\xff\xff", b"\0\0\0\x80", b"\0\0\xc0\x7f", b"\0\0\x80\x7f", b"\xff\xff\x7f\x7f", b"\r",
    b"\n", b"\\\n", b'"', b"<", b">", b"&", b"'", b"]]>", b"<!--", b"<!DOCTYPE a>", b"&a;", b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
)  # fmt: skip
WORDS = (
    b"solid", b"facet", b"loop", b"vertex ", b"endloop", b"endsolid", b"\nv ", b"\nf ", b"/", b"\\\n", b"# ",
    b"<triangle ", b'v1="', b"<component ", b'objectid="', b"<item ", b'transform="', b'p:path="', b'type="support"',
    b'unit="inch"', b"<object ", b"<metadata ", b"post_process = ", b"filament used [g] = ",
    b"; estimated printing time = ",
    b";TIME:", b"GCDE", b"PK\1\2", b"PK\3\4", b"PK\5\6", b"PK\6\6", b'"post_process": [', b"\\ud800", b"1d 2h 3m 4s",
)  # fmt: skip
Change = Callable[[bytearray, bytes, random.Random], None]


def mutated(content: bytes, other: bytes, chance: random.Random) -> bytes:
    """Return the content with one to four changes; some take a piece of the other."""
    if content.startswith(b"PK") and chance.random() < 0.7:
        return _repacked(content, other, chance)
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4))):
        chance.choice(_CHANGES)(changed, other, chance)
    return bytes(changed[:MOST_BYTES])


def counted(content: bytes) -> bytes:
    """Return a binary STL whose count is true, or it would be turned away at the door; anything else as it is."""
    if content.lstrip()[:5].lower() == b"solid" or len(content) < 84:
        return content
    return content[:80] + struct.pack("<I", (len(content) - 84) // 50) + content[84:]


def _repacked(content: bytes, other: bytes, chance: random.Random) -> bytes:
    """Change one entry of a zip, its name or its content, and pack it again."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [(each.filename, archive.read(each)[:MOST_BYTES]) for each in archive.infolist()[:50]]
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return content[: chance.randrange(len(content))]
    if not entries:
        return content + other[:100]
    place = chance.randrange(len(entries))
    name, inside = entries[place]
    if chance.random() < 0.1:
        name = chance.choice((chance.choice(entries)[0], f"../{name}", name.upper(), name + "x"))
    entries[place] = (name, mutated(inside or b"x", other, chance))
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for each, unpacked in entries:
            with archive.open(zipfile.ZipInfo(each), "w") as file:
                file.write(unpacked)
    return memory.getvalue()


def _flip(changed: bytearray, _other: bytes, chance: random.Random) -> None:
    if changed:
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)


def _overwrite(changed: bytearray, _other: bytes, chance: random.Random) -> None:
    place, piece = chance.randint(0, len(changed)), chance.choice(BYTES)
    changed[place : place + len(piece)] = piece


def _insert(changed: bytearray, _other: bytes, chance: random.Random) -> None:
    place = chance.randint(0, len(changed))
    changed[place:place] = chance.choice(WORDS + BYTES) * chance.choice((1, 1, 1, 2, 300))


def _delete(changed: bytearray, _other: bytes, chance: random.Random) -> None:
    place = chance.randint(0, len(changed))
    del changed[place : place + chance.choice((1, 2, 8, 50, 1000))]


def _cut(changed: bytearray, _other: bytes, chance: random.Random) -> None:
    del changed[chance.randint(0, len(changed)) :]


def _repeat(changed: bytearray, _other: bytes, chance: random.Random) -> None:
    place = chance.randint(0, len(changed))
    piece = changed[place : place + chance.choice((1, 8, 50, 400))]
    changed[place:place] = piece * chance.choice((1, 2, 30))


def _splice(changed: bytearray, other: bytes, chance: random.Random) -> None:
    place, start = chance.randint(0, len(changed)), chance.randint(0, len(other))
    changed[place : place + chance.choice((0, 50, 500))] = other[start : start + chance.choice((8, 100, 2000))]


def _renumber(changed: bytearray, _other: bytes, chance: random.Random) -> None:
    start = chance.randint(0, len(changed))
    if found := NUMBER.search(changed, start):
        changed[found.start() : found.end()] = chance.choice(NUMBERS)


_CHANGES: tuple[Change, ...] = (_flip, _overwrite, _insert, _delete, _cut, _repeat, _splice, _renumber, _renumber)
