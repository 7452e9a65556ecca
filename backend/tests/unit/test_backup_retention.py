"""Which backups stay."""

from datetime import UTC, datetime, timedelta

from app.services.backup_retention import kept

NEWEST = datetime(2026, 11, 22, 2, tzinfo=UTC)


def test_two_years_of_nights_leave_days_weeks_and_months() -> None:
    nights = [NEWEST - timedelta(days=each) for each in range(730)]
    stay = kept(nights)
    assert {night for night in stay if NEWEST - night < timedelta(days=14)} == set(nights[:14])
    weekly = {night.isocalendar()[:2] for night in stay}
    assert {night.isocalendar()[:2] for night in nights[:50]} <= weekly  # eight weeks without a gap
    assert {(night.year, night.month) for night in stay} == {(2026, month) for month in range(1, 12)} | {(2025, 12)}
    assert len(stay) == 14 + 6 + 11


def test_what_stays_goes_on_to_stay_night_after_night() -> None:
    """Pruning every night keeps as much as pruning once."""
    pruned: set[datetime] = set()
    for day in range(400):
        pruned = kept(pruned | {NEWEST + timedelta(days=day)})
    assert pruned == kept(NEWEST + timedelta(days=day) for day in range(400))


def test_a_pause_costs_nothing_and_the_last_hours_stay() -> None:
    old = [NEWEST - timedelta(days=900 + each) for each in range(3)]
    today = [NEWEST - timedelta(hours=each) for each in range(3)]
    assert kept([*old, *today]) == {*old, *today}
    assert kept([]) == set()
