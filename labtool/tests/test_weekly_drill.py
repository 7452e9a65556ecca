"""When the weekly drill is due."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from labtool import backup_notes
from labtool.weekly_drill import is_due

NIGHT = datetime(2026, 11, 22, 3, 30, tzinfo=UTC)
NOON = NIGHT.replace(hour=12)
A_WEEK = timedelta(days=7)


@pytest.mark.parametrize(
    ("now", "trusted_since", "last_try", "due"),
    [
        (NIGHT, None, None, False),  # no backup
        (NIGHT, NIGHT - A_WEEK, NIGHT - A_WEEK, True),
        (NIGHT, NIGHT - timedelta(days=6), NIGHT - timedelta(days=6), False),
        (NIGHT.replace(hour=2), NIGHT - A_WEEK, None, False),  # while the backup is being made
        (NIGHT.replace(hour=6), NIGHT - A_WEEK, None, True),
        (NIGHT.replace(hour=7), NIGHT - A_WEEK, None, False),
        (NOON, NOON - A_WEEK, None, False),
        (NOON, NOON - timedelta(days=8), None, True),  # the computer is off at night
        (NIGHT, NIGHT - 2 * A_WEEK, NIGHT - timedelta(hours=1), False),  # it failed just now
        (NIGHT, NIGHT - 2 * A_WEEK, NIGHT - timedelta(days=1), True),
    ],
)
def test_it_is_due_after_a_week_at_night(
    now: datetime, trusted_since: datetime | None, last_try: datetime | None, due: bool
) -> None:
    assert is_due(now, 2, trusted_since, last_try) is due


def test_the_hours_of_the_night_go_past_midnight() -> None:
    assert is_due(NIGHT.replace(hour=0), 23, NIGHT - A_WEEK, None)
    assert not is_due(NIGHT.replace(hour=23), 23, NIGHT.replace(hour=23) - A_WEEK, None)


def test_without_a_folder_of_backups_nothing_is_known(folder: Path) -> None:
    assert backup_notes.moments(folder / "none") == []
    assert backup_notes.noted(folder / "none", "last_drill") is None
