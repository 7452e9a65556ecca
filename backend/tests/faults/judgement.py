"""Whether a cell held: what the caller was told, what the workflow left, and what is true of everything."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.models import Job, Upload
from app.services import originals, share
from tests import acts
from tests.faults import arrivals
from tests.faults.cases import Case, mails_of
from tests.faults.truths import what_is_wrong

ANSWERED_WITHIN_S = 2.5  # with a folder that hangs; it waits 0.3 s for it
AROUND = {"EmailSent", "EmailFailed"}


@dataclass(frozen=True)
class Left:
    """The lines of a job's log and the mails that it was promised, in order."""

    events: tuple[str, ...]
    mails: tuple[str, ...]


def left_by(case: Case) -> Left:
    """Read what a job has in the log and in the outbox."""
    events = tuple(each for each in acts.events(case.job_id) if each not in AROUND) if case.job_id else ()
    mails = tuple(mail.kind for mail in mails_of(case.job_id))
    db.session.rollback()
    return Left(events, mails)


def of(case: Case, had: Left, struck: str, kind: str, answer: dict[str, Any]) -> list[str]:
    """Say what is wrong after the recovery; empty when the cell held."""
    status = answer.get("status", 0)
    wrong = [] if not case.is_request else _caller(status, answer, struck, kind)
    wrong += _sent(case, status) if case.upload else _changed(case, had, status)
    wrong += _files(case) + _there(case) + (arrivals.wrong_at(case.server) if case.server else [])
    return wrong + [line for line in what_is_wrong() if not case.foreseen or not line.startswith(case.foreseen)]


def _caller(status: int, answer: dict[str, Any], struck: str, kind: str) -> list[str]:
    """Judge what the caller was told: success, or a problem that says what to do."""
    if not answer:
        return [] if kind == "kill" and struck else ["the caller got no answer"]
    wrong = [f"answered after {answer['after_s']:.1f} s"] if answer["after_s"] > ANSWERED_WITHIN_S else []
    if status < 400:
        return wrong
    told = json.loads(answer["text"])
    if not struck or status != 503 or "try again" not in told["detail"]:
        wrong.append(f"the caller was told {status} {told['code']}: {told['detail']}")
    return wrong


def _sent(case: Case, status: int) -> list[str]:
    """Judge a file on its way in: acknowledged, it is there; refused, it left no job; else it is there or not."""
    found = list(db.session.scalars(select(Job)))
    there = [originals.path(row.original_sha256).read_bytes() for row in found]
    there += [originals.path(sha256).read_bytes() for sha256 in db.session.scalars(select(Upload.sha256))]
    if status and status < 400 and case.upload not in there:
        return ["an acknowledged file is lost"]
    if status < 400 and case.after and found:
        return [] if (acts.events(found[0].id), *_mails(found[0])) == (["JobCreated", "EmailSent"], "received") else [
            f"the new job has {acts.events(found[0].id)} and {_mails(found[0])}"
        ]  # fmt: skip
    return ["a refused submission left a job"] if status >= 400 and found else []


def _mails(job: Job) -> list[str]:
    return [mail.kind for mail in mails_of(job.id)]


def _changed(case: Case, had: Left, status: int) -> list[str]:
    """Judge a change: it has happened, with its status, event and mail, or nothing of it has."""
    if case.job_id is None:
        return []
    left = left_by(case)
    is_done = left.events == had.events + case.events
    promised = had.mails + (case.mails if is_done else ())
    job = db.session.get(Job, case.job_id, populate_existing=True)
    wrong = [] if is_done or left.events == had.events else [f"the log tells {left.events}"]
    wrong += [] if left.mails == promised else [f"promised {left.mails}, not {promised}"]
    if is_done and (job.status if job else None) != case.after:
        wrong.append(f"the log tells of the change, the job is {job.status if job else 'gone'}")
    if status and is_done != (status < 400):
        wrong.append(f"the caller was told {status}, and the change {'stands' if is_done else 'does not'}")
    return wrong


def _files(case: Case) -> list[str]:
    """Judge the files that staff and students put into the folder."""
    job = db.session.get(Job, case.job_id, populate_existing=True) if case.job_id else None
    if job is None or job.path is None:
        return []
    folder = share.root() / job.path
    lost = [name for name, content in case.files.items() if not _holds(folder / name, content)]
    return [f"lost or altered: {name}" for name in lost]


def _there(case: Case) -> list[str]:
    """Judge what lay where the folder goes: somebody may want it back."""
    place, files = case.there or ("", {})
    found = {file.read_bytes() for file in share.root().glob(f"{place}*/**/*") if file.is_file()} if place else set()
    return [f"lost from where the folder goes: {name}" for name, content in files.items() if content not in found]


def _holds(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content
