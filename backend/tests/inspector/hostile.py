"""Models that mean harm, or look as if they did; each is made when it is asked for."""

import random
from collections.abc import Callable

from tests.inspector import hostile_meshes, hostile_parts, hostile_zips

MIB = 1024 * 1024
RANDOM = random.Random(7)
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    **hostile_zips.HOSTILE,
    **hostile_parts.HOSTILE,
    **hostile_meshes.HOSTILE,
}
# Read as if nothing were wrong: only the numbers of the zip lie, and what is in it is whole.
HARMLESS = {"zip64 entry of 2^63 bytes", "entry that says it is larger", "a comment that is cut"}
REFUSED: dict[str, str] = {
    name: code
    for code, names in {
        "unsafe": (
            "bomb", "bomb in the relationships", "bomb that says it is not packed",
            "the same bytes five hundred times", "many entries", "dtd",
            "entity bomb", "outside entity", "outside dtd", "parameter entity", "dtd in rels", "cycle of one",
            "cycle of two", "cycle of files", "product of meshes", "product of nothing", "product of files",
            "long chain", "many items", "many objects", "many components",
        ),
        "not_a_model": (
            "very many entries", "an end alone", "a program in front", "a zip of something else", "utf-16, stl",
            "utf-32, stl", "zeros in the text, stl", "noise, obj", "utf-16, obj", "zeros in the text, obj",
            "a 3MF named STL", "an STL named 3MF", "an OBJ named STL", "a picture", "a program of Windows",
            "a program of Linux", "a web page", "a PDF", "an archive", "packed twice",
        ),
        "truncated": (
            "directory that holds the file", "more entries than there are", "zip64 of 2^63 entries",
            "zip64 directory before the file", "zip64 entry cut short", "a name that is no UTF-8", "no end",
            "utf-16 without a mark, stl", "no end, stl", "no end, and half a triangle, stl", "a name of 10 MB, stl",
            "100,000 solids of nothing, stl", "header alone, stl", "4 billion triangles, stl",
            "one triangle more, it says, stl", "half a triangle at the end, stl", "a script",
        ),
        "empty": ("nothing",),
    }.items()
    for name in names
}  # fmt: skip
