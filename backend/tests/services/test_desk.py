"""Staff and workstations under contention, their passwords, and the mark on the storage."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from argon2 import extract_parameters
from flask import Flask

from app.config import Settings
from app.extensions import db
from app.models import Event
from app.schemas.desk import WorkstationChange
from app.services import opening_service, share, staff_service, workstation_service
from app.services.event_service import SYSTEM
from app.utils import passwords
from app.utils.errors import Conflict, TooMany
from tests.world import MakeWorkstation


def at_once(app: Flask, *deeds: Callable[[], object]) -> list[str]:
    """Do all deeds in threads of their own, started together; return `ok` or the name of each failure."""
    start, outcomes = threading.Barrier(len(deeds)), [""] * len(deeds)

    def run(place: int, deed: Callable[[], object]) -> None:
        with app.app_context():
            start.wait()
            try:
                deed()
                outcomes[place] = "ok"
            except Conflict as refusal:
                outcomes[place] = type(refusal).__name__

    threads = [threading.Thread(target=run, args=each) for each in enumerate(deeds)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return sorted(outcomes)


def _change(name: str, **wanted: object) -> Callable[[], object]:
    body = WorkstationChange.model_validate({"staff_name": "x", "reason": "a race", **wanted})
    return lambda: workstation_service.change(workstation_service.named(name), body, SYSTEM)


def test_two_admins_cannot_demote_each_other(app: Flask, workstation: MakeWorkstation) -> None:
    for turn in range(5):
        names = [f"left-{turn}", f"right-{turn}"]
        for name in names:
            workstation(name, is_admin=True)
        assert at_once(app, *(_change(name, is_active=False) for name in names)) == ["Conflict", "ok"]
        db.session.rollback()
        for name in names:
            found = workstation_service.named(name)
            db.session.refresh(found)
            found.is_admin = False
        db.session.commit()


def test_one_name_is_taken_by_one_of_many(app: Flask) -> None:
    names = ["Zoe", "ZOE", "zoe", "zOe"]
    deeds = [lambda name=name: staff_service.add(name, SYSTEM, "a race") for name in names]
    assert at_once(app, *deeds) == ["Conflict", "Conflict", "Conflict", "ok"]
    assert db.session.query(Event).filter_by(type="StaffAdded").count() == 1


def test_two_names_cannot_deactivate_each_other(app: Flask, staff: tuple[str, str]) -> None:
    deeds = [
        lambda name=name: staff_service.set_active(staff_service.named(name), False, SYSTEM, "a race") for name in staff
    ]
    assert at_once(app, *deeds) == ["Conflict", "ok"]


def test_passwords_are_argon2id_with_the_fixed_cost() -> None:
    found = extract_parameters(passwords.hashed("a password"))
    assert (found.type.name, found.memory_cost, found.time_cost, found.parallelism) == ("ID", 19 * 1024, 2, 1)


def test_a_third_hash_waits_and_a_flood_is_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "PATIENCE_S", 0.05)
    passwords._decoy()
    with passwords._place(), passwords._place(), pytest.raises(TooMany) as refused:
        passwords.matches(None, "anything")
    assert refused.value.retry_after_s
    assert passwords.matches(None, "anything") is False


def test_made_up_passwords_differ_and_can_be_read_aloud() -> None:
    made = {passwords.made_up() for _ in range(50)}
    assert len(made) == 50
    assert all(len(each) == 23 and not set(each) & set("l1o0") for each in made)


def test_a_fresh_installation_marks_its_storage_and_an_unmounted_share_is_left_alone(
    app: Flask, settings: Settings, tmp_path: Path, workstation: MakeWorkstation
) -> None:
    elsewhere = settings.model_copy(update={"storage_root": tmp_path / "share"})
    app.extensions["settings"] = elsewhere
    try:
        assert opening_service.mark_storage() is True
        (tmp_path / "share" / share.SENTINEL).unlink()
        workstation("desk")
        assert opening_service.mark_storage() is False
        assert not (tmp_path / "share" / share.SENTINEL).exists()
    finally:
        app.extensions["settings"] = settings
