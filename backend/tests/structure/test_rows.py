"""Every row of the lifecycle has what it names: what it does, its body, its mail, its events, its route."""

import inspect
import re

import pytest
from flask import Flask
from pydantic import BaseModel

from app.models import ACTIONS, EVENT_TYPES, MAIL_KINDS, STATUSES, Actor, Status
from app.models.lifecycle import Action
from app.routes.actions import actions, admin_actions
from app.schemas import actions as bodies
from app.schemas.base import Input, StaffBody
from app.services import candidate_files, job_effects
from app.services.mail_rendering import SUBJECTS, TEMPLATES

ROWS = [row for row in ACTIONS.values() if row.name != "submit"]
each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)


@each_row
def test_a_row_says_what_it_does(row: Action) -> None:
    apply = job_effects.APPLY[row.name]
    parameters = list(inspect.signature(apply).parameters.values())
    assert len(parameters) == 4
    assert row.events
    assert set(row.events) <= EVENT_TYPES


def test_nothing_is_done_that_no_row_names() -> None:
    assert set(job_effects.APPLY) == {row.name for row in ROWS}
    assert set(job_effects.PREPARE) <= set(job_effects.APPLY)


@each_row
def test_a_row_has_its_body(row: Action) -> None:
    for name in filter(None, (row.body, row.student_body)):
        model = getattr(bodies, name)
        assert issubclass(model, Input)
        assert all(field.annotation is not None for field in model.model_fields.values())
    is_staff = bool(row.actors & {Actor.STAFF, Actor.ADMIN})
    assert issubclass(getattr(bodies, row.body), StaffBody) == is_staff
    if row.stays_if:
        assert getattr(bodies, row.body).model_fields[row.stays_if].annotation is bool


@each_row
def test_the_body_of_a_row_is_what_its_effect_reads(row: Action) -> None:
    """An effect may read only members that the body has."""
    source = inspect.getsource(job_effects.APPLY[row.name])
    read = set(re.findall(r"\bbody\.(\w+)", source))
    models: list[type[BaseModel]] = [getattr(bodies, name) for name in filter(None, (row.body, row.student_body))]
    for model in models:
        assert read <= set(model.model_fields)


@pytest.mark.parametrize("kind", sorted(MAIL_KINDS))
def test_every_mail_has_its_subject_and_both_its_templates(kind: str) -> None:
    assert kind in SUBJECTS
    for form in ("html", "txt"):
        assert TEMPLATES.get_template(f"{kind}.{form}")
    assert set(SUBJECTS) == MAIL_KINDS


@each_row
def test_a_row_of_staff_or_admins_has_its_route(app: Flask, row: Action) -> None:
    rules = {rule.endpoint: rule for rule in app.url_map.iter_rules()}
    name = row.name.replace("-", "_")
    if not row.is_job_action:
        assert rules[f"retention.post_{name}"].rule == f"/api/v1/admin/{row.name}"
        return
    for actor, blueprint, path in ((Actor.STAFF, actions, ""), (Actor.ADMIN, admin_actions, "/admin")):
        rule = rules.get(f"{blueprint.name}.{name}")
        assert (rule is not None) == (actor in row.actors)
        if rule is not None:
            wanted = "" if row.removes else f"/{row.name}"
            assert rule.rule == f"/api/v1/jobs/<uuid:job_id>{path}{wanted}"
            assert ("DELETE" if row.removes else "POST") in (rule.methods or set())


def test_statuses_have_folders_of_their_own() -> None:
    folders = [row.folder for row in STATUSES.values()]
    assert len(set(folders)) == len(folders) == len(Status)
    assert all(re.fullmatch(r"[A-Za-z]+", folder) for folder in folders)
    assert all(name.startswith(".") for name in candidate_files.PRINTABLE)
