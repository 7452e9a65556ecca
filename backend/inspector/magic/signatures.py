"""What other kinds of file begin with."""

from inspector.magic.sample import Sample
from inspector.messages import refusal_text
from inspector.report import Refusal

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"8BPS", "a Photoshop picture"),
    (b"BLENDER", "a Blender project"),
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a text document"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a Linux program"),
    (b"\xfe\xed\xfa", "a macOS program"),
    (b"\xcf\xfa\xed\xfe", "a macOS program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"#!", "a script"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed folder"),
    (b"Rar!", "a compressed folder"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"\x28\xb5\x2f\xfd", "a compressed file"),
    (b"GCDE", "a sliced file (G-code)"),
    (b"ISO-10303-21", "a STEP file"),
    (b"\xd0\xcf\x11\xe0", "an Office document or a SolidWorks part"),
    (b"AC10", "an AutoCAD drawing"),
    (b"Kaydara FBX", "an FBX file"),
    (b"glTF", "a glTF file"),
    (b"ply\n", "a PLY file"),
    (b"ply\r", "a PLY file"),
    (b"3D Geometry File Format", "a Rhino file"),
    (b"SQLite format", "a database"),
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xff\xfe", "a text file in UTF-16"),
    (b"\xfe\xff", "a text file in UTF-16"),
)
_TEXT_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"<", "a web page or XML file"),
    (b"{", "a data file"),
    (b"%!", "a PostScript file"),
)


def foreign(sample: Sample) -> Refusal | None:
    """Return the refusal for a file that begins like another well-known kind."""
    what = next((what for start, what in _SIGNATURES if sample.head.startswith(start)), None)
    if what is None and sample.is_text:
        what = next((what for start, what in _TEXT_SIGNATURES if sample.text.startswith(start)), None)
    if what is None:
        return None
    return Refusal("not_a_model", refusal_text("foreign", what=what))


def renamed(what: str, extension: str, right: str) -> Refusal:
    """Return the refusal for one of our own formats under the wrong name."""
    return Refusal("not_a_model", refusal_text("renamed", what=what, extension=extension, right=right))


def unknown(what: str) -> Refusal:
    """Return the refusal for a file that is nothing we know."""
    return Refusal("not_a_model", refusal_text("unknown", what=what))
