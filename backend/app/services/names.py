"""Names of folders and files on the storage. We make them all; nothing that a student typed becomes a path."""

import re

from anyascii import anyascii

LONGEST = 80
_OTHER = re.compile(r"[^A-Za-z0-9]+")
_UNSAFE_IN_FILENAME = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def words(text: str, longest: int) -> str:
    """Write `text` in ASCII letters and digits, words run together with capitals: 'Zoë de Wit' -> 'ZoeDeWit'."""
    parts = _OTHER.split(anyascii(text))
    return "".join(part[:1].upper() + part[1:] for part in parts)[:longest]


def folder_name(student_name: str, method: str, color: str, number: int) -> str:
    """Name a job's folder: FirstLast_Method_Color_42, at most 80 characters less an extension, unique by its number."""
    tail = f"_{words(method, 16)}_{words(color, 20)}_{number}"
    return (words(student_name, LONGEST - 5 - len(tail)) or "Student") + tail


def shown_filename(sent: str | None) -> str:
    """Keep the last part of a file name as the student knows it, for people to read; it never becomes a path."""
    bare = re.split(r"[\\/]", sent or "")[-1]
    clean = _UNSAFE_IN_FILENAME.sub("", bare).strip()
    return clean[-255:] or "model"


def extension(filename: str) -> str:
    """Return the extension without its dot, in lower case; empty when there is none."""
    return filename.rpartition(".")[2].lower() if "." in filename else ""
