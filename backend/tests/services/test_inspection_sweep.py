"""The sweep of unread files: whoever waits longest first, and a report that came late is never lost."""

from datetime import timedelta

import pytest
from flask import Flask

from app.extensions import db
from app.models import Original
from app.services import inspection_service, originals
from app.utils import clock
from tests import story
from tests.factories import make_original

LONG_AGO = timedelta(minutes=5)


def left_behind(attempts: int = 0) -> Original:
    """Keep a file long ago that the worker began to read `attempts` times and never finished."""
    content = story.cube_stl()
    original = make_original(content)
    place = originals.path(original.sha256)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    original.created_at, original.inspect_attempts = clock.now() - LONG_AGO, attempts
    db.session.commit()
    return original


def triangles(original: Original) -> int | None:
    """Read what is known of a file by now."""
    db.session.rollback()
    db.session.refresh(original)
    return inspection_service.view(original).triangles


def test_giving_up_never_overwrites_a_report_that_came_meanwhile(app: Flask) -> None:
    original = left_behind(inspection_service.MOST_ATTEMPTS - 1)
    inspection_service.inspect(original.sha256)
    inspection_service.give_up(original.sha256)
    assert triangles(original) == 12


def test_the_last_try_is_still_a_try(app: Flask) -> None:
    original = left_behind(inspection_service.MOST_ATTEMPTS - 1)
    assert inspection_service.sweep() == 1
    assert triangles(original) == 12


def test_a_failing_disk_is_no_attempt_at_the_model(app: Flask) -> None:
    original = left_behind()
    pictures = originals.thumbnail_path("").parent
    pictures.write_text("a file where the folder should be")
    for _ in range(inspection_service.MOST_ATTEMPTS + 1):
        with pytest.raises(OSError, match="thumbnails"):
            inspection_service.inspect(original.sha256)
    pictures.unlink()
    assert inspection_service.sweep() == 1
    assert triangles(original) == 12


def test_what_has_waited_longest_is_read_first(app: Flask) -> None:
    waiting = [left_behind() for _ in range(6)]
    waiting[5].created_at -= LONG_AGO
    db.session.commit()
    assert inspection_service.sweep() == 5
    assert [triangles(each) for each in waiting] == [12, 12, 12, 12, None, 12]


def test_nothing_but_the_picture_and_the_preview_stays_in_the_folder_of_pictures(app: Flask) -> None:
    original = left_behind()
    inspection_service.inspect(original.sha256)
    inspection_service.inspect(original.sha256)
    kept = {each.name for each in originals.thumbnail_path("").parent.iterdir()}
    assert kept == {f"{original.sha256}.png", f"{original.sha256}.mesh"}
