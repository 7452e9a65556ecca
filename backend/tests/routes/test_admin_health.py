"""Health on the admin page: what is wrong, since when, what to do, and the facts behind it."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from app.config import Settings
from app.extensions import db
from app.models import LearntEstimate, Workstation
from app.services import alert_service, backup_service, backup_state, email_service, health_service
from app.services.alert_mail import PARTS
from app.utils import clock
from labtool.paths import postgres_bin
from tests import acts
from tests.factories import make_job

HEALTH = "/api/v1/admin/health"


def report(desk: FlaskClient) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the parts by component, and the facts."""
    found = desk.get(HEALTH).get_json()
    assert found is not None
    return {part["component"]: part for part in found["parts"]}, found["facts"]


def test_what_is_well_says_nothing_more(admin_desk: FlaskClient) -> None:
    for process in ("worker", "scheduler"):
        health_service.beat(process)
    parts, facts = report(admin_desk)
    assert set(parts) == {"database", *PARTS}
    assert {part["state"] for part in parts.values()} == {"ok"}
    assert {part[name] for part in parts.values() for name in ("since", "means", "advice")} == {None}
    assert facts["worker_seen_at"] and facts["scheduler_seen_at"]
    assert 0 < facts["free_bytes"] <= facts["total_bytes"]
    assert (facts["waiting_mails"], facts["oldest_mail_at"], facts["last_backup_at"]) == (0, None, None)


def test_what_is_ill_says_since_when_and_what_to_do(admin_desk: FlaskClient) -> None:
    with acts.away():
        alert_service.look()
        storage = report(admin_desk)[0]["storage"]
    assert storage["state"] == "down"
    assert storage["since"] is not None
    assert [storage["means"], storage["advice"]] == list(PARTS["storage"][1:])
    assert report(admin_desk)[0]["storage"]["since"] is None


def test_backups_and_mails_show_their_age(
    admin_desk: FlaskClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(postgres_bin()), prepend=":")
    email_service.queue("received", make_job())
    db.session.commit()
    backup_service.create()
    backup_state.note(last_drill=clock.now().isoformat())
    db.session.execute(update(Workstation).values(created_at=clock.now() - timedelta(days=30)))
    db.session.commit()
    parts, facts = report(admin_desk)
    assert parts["backup"]["state"] == "ok"
    assert facts["last_backup_at"] and facts["last_drill_at"] and facts["oldest_mail_at"]
    assert facts["waiting_mails"] == 1
    backup_state.note(drill_failure="drill of then: 1 files did not come back", drill_failed_at=clock.now().isoformat())
    parts, facts = report(admin_desk)
    assert parts["backup"]["state"] == "drill failed"
    assert facts["backup_failure"].startswith("drill of then")


def test_it_is_for_admins(desk: FlaskClient) -> None:
    assert desk.get(HEALTH).status_code == 403


def test_what_the_estimates_rest_on(admin_desk: FlaskClient) -> None:
    errors = {"grams_error_before": 0.2, "grams_error": 0.1, "hours_error_before": 0.3, "hours_error": 0.08}
    db.session.add(LearntEstimate(method="Filament", printer="Prusa XL", jobs=43, coefficients={}, **errors))
    db.session.commit()
    found = admin_desk.get("/api/v1/admin/estimates").get_json()
    assert found is not None
    assert found["jobs_needed"] == 20
    printers = {each["printer"]: each["learnt"] for each in found["printers"]}
    assert printers.pop("Prusa XL").items() >= ({"jobs": 43} | errors).items()
    assert set(printers) == {"Prusa MK4S", "Raise3D Pro 2 Plus", "Formlabs Form 3"}
    assert set(printers.values()) == {None}
