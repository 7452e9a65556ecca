"""Words of slicers turned into numbers: exactly, or not at all."""

from decimal import Decimal

import pytest

from inspector.sliced.scripts import shown, written_in_line
from inspector.sliced.words import MOST_G, amount, cleaned, seconds, total, types_used, whole_seconds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1d 2h 3m 4s", 93_784), ("4s", 4), ("20m 3s", 1_203), ("2h 0m 0s", 7_200), ("1d 0h 0m 0s", 86_400),
        (" 48s ", 48), ("1h30m", 5_400), ("366d", 31_622_400),
        ("0s", None), ("", None), (None, None), ("90", None), ("-5m", None), ("1.5h", None), ("5m 2h", None),
        ("5m x", None), ("367d", None), ("9999999999s", None), ("٣m", None), ("1m\n2s", None), ("nan", None),
    ],
)  # fmt: skip
def test_durations(text: str | None, expected: int | None) -> None:
    assert seconds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6.17", "6.17"), (" 0.1 ", "0.1"), ("100000", "100000"), ("1.5e-03", "0.0015"),
        ("0.00", None), ("-1", None), ("nan", None), ("inf", None), ("1e999999999", None), ("1e+09", None),
        ("100000.1", None), ("1,5", None), ("1_000", None), ("", None), (None, None), ("9" * 5_000, None), ("٣", None),
    ],
)  # fmt: skip
def test_amounts(text: str | None, expected: str | None) -> None:
    assert amount(text, MOST_G) == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["0.1", "0.2"], "0.3"), (["6.17", " 0.00", "0.00"], "6.17"), (["0", "0"], None), ([], None), ([""], None),
        (["6.17", "?"], None), (["99999", "2"], None),
    ],
)  # fmt: skip
def test_totals_are_exact(texts: list[str], expected: str | None) -> None:
    assert total(texts, MOST_G) == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(("text", "expected"), [("4562.4", 4_562), ("1095", 1_095), ("0.2", None), ("1d", None)])
def test_seconds_are_whole(text: str, expected: int | None) -> None:
    assert whole_seconds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  MK4S \t x ", "MK4S x"), ("a\0b\x1b[31mc", "a b [31mc"), ("\ud800x", "x"), ("", None), (None, None),
        ("\u202e", None), ("y" * 500, "y" * 100),
    ],
)  # fmt: skip
def test_texts_are_printable_and_short(text: str | None, expected: str | None) -> None:
    assert cleaned(text) == expected


@pytest.mark.parametrize(
    ("types", "used_g", "expected"),
    [
        (["PLA", "PETG"], ["6.1", "0.00"], "PLA"), (["PLA", "PETG"], ["6.1", "2"], "PLA, PETG"),
        (["PLA", "PLA"], [], "PLA"), (["PLA", "ABS"], ["0", "0"], "PLA, ABS"), ([""], [""], None),
    ],
)  # fmt: skip
def test_materials_that_are_used(types: list[str], used_g: list[str], expected: str | None) -> None:
    assert types_used(types, used_g) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", []), ('""', []), ("/usr/bin/fix.py", ["/usr/bin/fix.py"]), ("a;b", ["a", "b"]),
        (r'"C:\\Python\\python.exe C:\\x.py;"', [r"C:\Python\python.exe C:\x.py;"]),
        (r'"say \"hi\"";b', ['say "hi"', "b"]), (r'"one\ntwo\rthree"', ["one", "two", "three"]), ('"open', ['"open']),
        ("a;a", ["a"]), ("x" * 1_900, ["x" * 1_000 + "…"]), ('";"', [";"]), (";" * 20_000 + "x", ["x"]),
        (";".join(map(str, range(50))), [*(str(n) for n in range(20)), "…"]),
    ],
)  # fmt: skip
def test_scripts_in_a_line(value: str, expected: list[str]) -> None:
    assert shown(written_in_line(value)) == expected


@pytest.mark.parametrize("hidden", [" " * 20_000 + "x", "\1" * 20_000, "\u200b"])
def test_scripts_that_cannot_be_shown_leave_a_sign(hidden: str) -> None:
    assert shown([hidden]) == ["…"]


def test_scripts_without_end_take_no_time() -> None:
    assert shown(["same\n" * 3_000_000] * 3_000) == ["same", "…"]
