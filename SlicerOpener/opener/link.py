"""Read a link, word by word. Nothing here touches the computer: no file, no network, no setting.

Links come from any web page, so what is allowed is listed and everything else is refused. The server makes
`threedprint://open?path=` and the path below the storage folder, percent-encoded (docs/adr/0001).
"""

import re
import unicodedata
from urllib.parse import unquote_to_bytes

from opener.errors import RefusedError

MODELS = ("stl", "obj", "3mf", "form")
SLICED = ("gcode", "bgcode", "sl1", "sl1s", "ufp")
EXTENSIONS = MODELS + SLICED

LONGEST_LINK = 2000
LONGEST_PATH = 400
LONGEST_PART = 200
MOST_PARTS = 8

_LINK = re.compile(r"(?:threedprint|3dprint)://open/?\?path=(?P<path>[^?#&]*)", re.ASCII | re.IGNORECASE)
_ENCODED = re.compile(r"(?:[A-Za-z0-9._~!'(),;=@/-]|%[0-9A-Fa-f]{2})+", re.ASCII)
_MARKS = frozenset(
    " !#&'()+,-.;=@[]_{}~°²³·\N{MULTIPLICATION SIGN}\N{EN DASH}\N{EM DASH}\N{RIGHT SINGLE QUOTATION MARK}"
)
_SHORT_NAME = re.compile(r"~[0-9]")
_DEVICE = re.compile(r"(?:CON|PRN|AUX|NUL|(?:COM|LPT)[0-9])", re.ASCII | re.IGNORECASE)
_PLAIN = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Nd"))  # letters, their marks, digits


def parse_link(link: str) -> str:
    """Return the path below the storage folder that a link asks for, as check_path lets it through.

    Raises RefusedError, a ValueError, for everything that is not exactly a link of ours.
    """
    if len(link) > LONGEST_LINK:
        raise RefusedError("link_too_long")
    found = _LINK.fullmatch(link)
    if found is None:
        raise RefusedError("not_our_link")
    return check_path(_decoded(found["path"]))


def _decoded(encoded: str) -> str:
    """Undo the percent-encoding once; what is still encoded then is refused as a character."""
    if not _ENCODED.fullmatch(encoded):
        raise RefusedError("not_our_link")
    try:
        return unquote_to_bytes(encoded).decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError("not_our_link") from error


def check_path(path: str) -> str:
    """Return the path when each part of it is a plain name and its end one of EXTENSIONS. Raises RefusedError."""
    parts = path.split("/")
    if not path or len(path) > LONGEST_PATH or len(parts) > MOST_PARTS:
        raise RefusedError("path_not_allowed")
    for part in parts:
        _check_part(part)
    if extension(path) not in EXTENSIONS:
        raise RefusedError("kind_not_allowed", kinds=", ".join(EXTENSIONS))
    return path


def extension(path: str) -> str:
    """Return what follows the last dot, in lower case; empty when there is none."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


def _check_part(part: str) -> None:
    """Refuse what a file system or a slicer could read as anything but a plain name."""
    if not part or part[0] in ".- " or part[-1] in ". " or len(part) > LONGEST_PART:
        raise RefusedError("path_not_allowed")
    strange = sorted({character for character in part if not _is_plain(character)})
    if strange:
        raise RefusedError("character_not_allowed", character=shown(strange[0]))
    folded = unicodedata.normalize("NFKC", part)  # COM² is a device to Windows as COM2 is
    if _SHORT_NAME.search(folded) or _DEVICE.fullmatch(folded.partition(".")[0].rstrip()):
        raise RefusedError("path_not_allowed")


def _is_plain(character: str) -> bool:
    return character in _MARKS or unicodedata.category(character) in _PLAIN


def shown(character: str) -> str:
    """Write a character so that it can be seen in a dialog: itself, or its number when it does not print."""
    return character if character.isprintable() and not character.isspace() else f"U+{ord(character):04X}"
