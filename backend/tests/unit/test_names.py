"""Names on the storage are ours: whatever people type, they are short, plain and unique."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.services import names

SAFE = re.compile(r"[A-Za-z0-9_]+")
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{name}{i}" for name in ("COM", "LPT") for i in range(10))}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Mira Holm", "MiraHolm"), ("Zoë de Wit", "ZoeDeWit"), ("???", ""), ("O'Neill-Smith", "ONeillSmith"),
        ("Дмитрий Пупкин", "DmitriyPupkin"), ("  a  b ", "AB"), ("../../etc/passwd", "EtcPasswd"), ("\0", ""),
        ("Μαρία", "Maria"), ("Ångström", "Angstrom"), ("Straße", "Strasse"), ("李小龍", "LiXiaoLong"),
    ],
)  # fmt: skip
def test_any_script_stays_readable_in_ascii(typed: str, written: str) -> None:
    assert names.words(typed, 80).lower() == written.lower()
    assert not re.search(r"[^A-Za-z0-9]", names.words(typed, 80))


def test_a_folder_is_named_after_who_what_and_which() -> None:
    assert names.folder_name("Mira Holm", "Filament", "True Red", 42) == "MiraHolm_Filament_TrueRed_42"


@pytest.mark.parametrize("student", ["", "...", "////", "\0\0"])
def test_a_student_without_a_letter_still_gets_a_folder(student: str) -> None:
    assert names.folder_name(student, "Resin", "Black", 7) == "Student_Resin_Black_7"


@pytest.mark.parametrize("device", sorted(DEVICES))
def test_no_folder_and_no_file_is_a_device_of_windows(device: str) -> None:
    """Windows looks at what stands before the first dot."""
    folder = names.folder_name(device, "Filament", "Blue", 1)
    assert f"{folder}.stl".partition(".")[0].upper() not in DEVICES


@given(some.text(max_size=200), some.text(max_size=40), some.text(max_size=60), some.integers(1, 10**9))
def test_a_folder_name_is_always_plain_and_short(student: str, method: str, color: str, number: int) -> None:
    folder = names.folder_name(student, method, color, number)
    assert SAFE.fullmatch(folder)
    assert len(f"{folder}.stl") <= names.LONGEST
    assert folder.endswith(f"_{number}")


@given(some.text(max_size=80), some.text(max_size=80), some.integers(1, 10**6), some.integers(1, 10**6))
def test_two_numbers_never_share_a_folder(one: str, other: str, first: int, second: int) -> None:
    made = {names.folder_name(one, "Filament", "Blue", first), names.folder_name(other, "Filament", "Blue", second)}
    assert first == second or len(made) == 2


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("part.stl", "part.stl"), ("C:\\Users\\me\\part.stl", "part.stl"), ("/etc/../part.stl", "part.stl"),
        ("..", ".."), ("", "model"), (None, "model"), ("a\0b.stl", "ab.stl"), ("x\n\r.stl", "x.stl"),
        ("花.stl", "花.stl"), ("n" * 400 + ".stl", "n" * 251 + ".stl"), ("dir/", "model"), ("\ud800.stl", ".stl"),
    ],
)  # fmt: skip
def test_a_file_name_is_shown_without_its_path(sent: str | None, shown: str) -> None:
    assert names.shown_filename(sent) == shown


@given(some.text(some.characters(), max_size=600))
def test_a_shown_name_fits_the_database(sent: str) -> None:
    shown = names.shown_filename(sent)
    assert 0 < len(shown) <= 255
    assert "\0" not in shown
    assert "/" not in shown
    shown.encode()


@pytest.mark.parametrize(
    ("filename", "extension"),
    [("a.STL", "stl"), ("a.b.3mf", "3mf"), ("stl", ""), ("..", ""), (".obj", "obj"), ("a.stl.exe", "exe")],
)
def test_the_extension_is_the_last_one(filename: str, extension: str) -> None:
    assert names.extension(filename) == extension
