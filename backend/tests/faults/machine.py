"""A print desk as a machine for Hypothesis: people do what they may in any order, and processes die under them."""

import uuid
from collections.abc import Callable
from contextlib import ExitStack
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from werkzeug.test import TestResponse

from app.extensions import db
from app.models import ACTIONS, Actor, Job
from app.models.lifecycle import allowed
from app.services import email_service, move_service, share
from tests import acts, story
from tests.faults import history
from tests.faults.cases import Case, Files
from tests.faults.cell import suffer
from tests.faults.points import KINDS
from tests.faults.recovery import recover
from tests.faults.truths import what_is_wrong
from tests.faults.world import World

Deed = Callable[[], TestResponse]
STUDENTS = {"confirm": {"accept": True, "price_cents": 425}, "decline": {}, "cancel": {}}
FAULTS = st.tuples(st.sampled_from(KINDS), st.integers(1, 60))


class PrintDesk(RuleBasedStateMachine):
    """Jobs of one lab. `kept` is what people were told is safe: per job, what lies in its folder, by name."""

    world: ClassVar[World]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[uuid.UUID, Files] = {}
        self._open = ExitStack()

    @initialize()
    def opens(self) -> None:
        self.desk = self._open.enter_context(self.world.afresh())
        self._away = self._open.enter_context(ExitStack())

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.rests()
        self._open.close()

    @rule()
    def submits(self) -> None:
        model = story.cube_stl()
        answer = story.submit(self.desk.app.test_client(), model)
        assert answer.status_code == 201, answer.text
        job = db.session.get_one(Job, uuid.UUID(answer.get_json()["job"]["id"]))
        self.kept[job.id] = {job.file_name: model}

    @precondition(lambda self: self.kept)
    @rule(data=st.data(), fault=st.none() | FAULTS)
    def staff_acts(self, data: st.DataObject, fault: tuple[str, int] | None) -> None:
        job = self._some_job(data)
        names = [action.name for action in allowed(job.status, Actor.STAFF)]
        if names:
            self._do(job.id, self._at_the_desk(job, data.draw(st.sampled_from(names)), data.draw(st.booleans())), fault)

    @precondition(lambda self: self.kept)
    @rule(data=st.data(), fault=st.none() | FAULTS)
    def student_answers(self, data: st.DataObject, fault: tuple[str, int] | None) -> None:
        job = self._some_job(data)
        names = [name for name in STUDENTS if job.status in ACTIONS[name].sources]
        if names:
            self._do(job.id, self._by_link(job, data.draw(st.sampled_from(names))), fault)

    @precondition(lambda self: self.kept)
    @rule(data=st.data())
    def somebody_tries_what_is_not_possible(self, data: st.DataObject) -> None:
        job = self._some_job(data)
        possible = {action.name for action in allowed(job.status, Actor.STAFF)}
        others = [row.name for row in ACTIONS.values() if Actor.STAFF in row.actors and row.name not in possible]
        before = history.of(job.id)
        answer = self._at_the_desk(job, data.draw(st.sampled_from(others)), False)()
        assert answer.status_code == 409, answer.text
        assert history.of(job.id) == before

    @precondition(lambda self: self.kept)
    @rule(data=st.data(), content=st.binary(min_size=1, max_size=8))
    def a_slicer_saves(self, data: st.DataObject, content: bytes) -> None:
        job = self._some_job(data)
        folder = share.root() / (job.path or "")
        if job.path and not self._is_away() and folder.is_dir():
            (folder / "plate.gcode").write_bytes(content)
            self.kept[job.id]["plate.gcode"] = content

    @precondition(lambda self: self.kept)
    @rule(data=st.data(), text=st.text("abc ", max_size=5))
    def somebody_takes_notes(self, data: st.DataObject, text: str) -> None:
        job = self._some_job(data)
        body = {"staff_name": story.STAFF_NAME, "notes": text, "version": job.notes_version}
        answer = self.desk.client().patch(f"/api/v1/jobs/{job.id}/notes", json=body)
        assert answer.status_code == 200, answer.text

    @precondition(lambda self: not self._is_away())
    @rule()
    def the_storage_goes(self) -> None:
        self._away.enter_context(acts.away())

    @rule()
    def the_storage_is_back(self) -> None:
        self._away.close()

    @precondition(lambda self: self.kept)
    @rule()
    def folders_are_swept(self) -> None:
        acts.let_leases_run_out()
        move_service.sweep()

    @precondition(lambda self: self.kept)
    @rule()
    def mails_are_sent(self) -> None:
        email_service.send_due()

    @precondition(lambda self: self.kept)
    @rule()
    def rests(self) -> None:
        """Let all come to rest: then everything is as it must be, and all that was kept is there."""
        self._away.close()
        recover()
        assert what_is_wrong() == []
        for job_id, files in self.kept.items():
            folder = share.root() / str(db.session.get_one(Job, job_id).path)
            assert {name: (folder / name).read_bytes() for name in files} == files
        db.session.rollback()

    @invariant()
    def every_story_is_told_by_its_log(self) -> None:
        for job_id in self.kept:
            assert history.contradictions(job_id) == []

    def _some_job(self, data: st.DataObject) -> Job:
        db.session.rollback()
        return db.session.get_one(Job, data.draw(st.sampled_from(sorted(self.kept))), populate_existing=True)

    def _is_away(self) -> bool:
        return not (share.root() / share.SENTINEL).exists()

    def _at_the_desk(self, job: Job, name: str, is_partial: bool) -> Deed:
        """Return how staff acts on a job, in a dialog that is open."""
        acts.let_locks_run_out()
        token = acts.holding(job.id, self.desk.who).lock_token or ""
        body = {"staff_name": acts.STAFF_NAME} | acts.BODIES.get(name, {})
        body |= {"authoritative_file": job.file_name, "weight_g": 42.5, "time_hours": 3.2} if name == "approve" else {}
        body |= {"partial": is_partial} if name == "payment" else {}
        tail, method = ("", "DELETE") if ACTIONS[name].removes else (f"/{name}", "POST")
        path, client = f"/api/v1/jobs/{job.id}{tail}", self.desk.client()
        return lambda: client.open(path, method=method, json=body, headers={"Lock-Token": token})

    def _by_link(self, job: Job, name: str) -> Deed:
        """Return how a student answers through a link."""
        place = story.track_path(job.id) if name == "cancel" else story.confirm_path(job.id)
        path, client = place + ("" if name == "confirm" else f"/{name}"), self.desk.app.test_client()
        return lambda: client.post(path, json=STUDENTS[name])

    def _do(self, job_id: uuid.UUID, deed: Deed, fault: tuple[str, int] | None) -> None:
        """Do it, whole or struck; whoever was told that it is done can rely on it."""
        before = history.of(job_id)
        if fault is None:
            status = deed().status_code
        else:
            status = suffer(self.desk.app, Case(deed), *fault).answer.get("status", 0)
        is_done = history.of(job_id) != before
        assert not status or is_done == (status < 400)
        assert status in {0, 200, 204, 503}
        if db.session.get(Job, job_id, populate_existing=True) is None:
            assert history.contradictions(job_id) == []
            del self.kept[job_id]
        db.session.rollback()
