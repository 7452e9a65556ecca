from datetime import UTC, datetime

import pytest

from app.services.mail_rendering import greeting, moment, number, one_line
from app.utils import money


@pytest.mark.parametrize(
    ("cents", "currency", "shown"),
    [
        (0, "USD", "$0.00"), (5, "USD", "$0.05"), (425, "USD", "$4.25"), (-300, "USD", "-$3.00"),
        (123456789, "USD", "$1,234,567.89"), (425, "EUR", "€4.25"), (425, "CHF", "CHF 4.25"),
    ],
)  # fmt: skip
def test_money(cents: int, currency: str, shown: str) -> None:
    assert money.shown(cents, currency) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(42.5, "42.5"), (42.0, "42"), (0.25, "0.25"), (1234.0, "1,234"), (100.0, "100")]
)
def test_numbers(value: float, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\r\nBcc: b", "a Bcc: b"),
        ("  a\t b ", "a b"),
        ("a\x00\x1b\u202eb", "ab"),
        ("a\u2028b\x85c", "a b c"),
        ("李小龍", "李小龍"),
    ],
)
def test_one_line(text: str, shown: str) -> None:
    assert one_line(text) == shown


@pytest.mark.parametrize("name", ["Ann O'Neil-Smith", "Zoë", "Dr. Ann Lee", "J. R. Lee", "李小龍"])
def test_greets_names(name: str) -> None:
    assert greeting(name) == f"Hello {name}"


@pytest.mark.parametrize("name", ["http://x.example", "Go to www.x", "evil.example now", "a@b.example"])
def test_does_not_greet_links(name: str) -> None:
    assert greeting(name) == "Hello"


def test_moments_are_in_the_time_of_the_lab(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        assert moment(datetime(2026, 11, 10, 19, 5, tzinfo=UTC)) == "Tuesday, November 10, 2026, 2:05 pm EST"
        assert moment(datetime(2026, 7, 1, 4, 0, tzinfo=UTC)) == "Wednesday, July 1, 2026, 12:00 am EDT"
    finally:
        monkeypatch.undo()
        time.tzset()
