"""Which backups stay: those of the last 24 hours, and the newest of each of 14 days, 8 weeks and 12 months."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from app.services import backup_manifest, copying

RECENT = timedelta(hours=24)
REMOVING = ".removing-"
PERIODS: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (14, lambda moment: moment.date()),
    (8, lambda moment: moment.isocalendar()[:2]),
    (12, lambda moment: (moment.year, moment.month)),
)


def kept(moments: Iterable[datetime]) -> set[datetime]:
    """Choose the moments that stay. Days, weeks and months without a backup do not count."""
    newest_first = sorted(moments, reverse=True)
    stay = {moment for moment in newest_first if newest_first[0] - moment < RECENT}
    for number, period in PERIODS:
        newest_of: dict[object, datetime] = {}
        for moment in newest_first:
            newest_of.setdefault(period(moment), moment)
        stay.update(list(newest_of.values())[:number])
    return stay


def prune() -> list[str]:
    """Remove the backups that need not stay, each as a whole, and return their names."""
    found = {each: backup_manifest.made_at(each) for each in backup_manifest.whole()}
    stay = kept(found.values())
    gone = [each for each, moment in found.items() if moment not in stay]
    for backup in gone:
        leaving = backup.with_name(f"{REMOVING}{backup.name}")
        backup.rename(leaving)
        copying.remove_tree(leaving)
    return [backup.name for backup in gone]
