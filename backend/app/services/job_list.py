"""The list of jobs: filters, search, one cursor for every order, and counts in one grouped query."""

import base64
import binascii
import json
import time
import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, tuple_
from werkzeug.datastructures import MultiDict

from app.extensions import db
from app.models import Job, Status
from app.models.job import Listed
from app.models.lifecycle import closed_statuses, open_statuses
from app.schemas.base import parse
from app.schemas.job import JobQuery
from app.services import job_views
from app.utils import clock
from app.utils.errors import Invalid

CLOSED_COUNTS_LAST_S = 60
LISTED = select(*job_views.SUMMARY, func.clock_timestamp().label("now")).join(Job.original)
RANKS = (0, 1, 2)
_closed_counts: dict[str, Any] = {"until": 0.0, "counts": {}}


def page(arguments: MultiDict[str, str]) -> dict[str, object]:
    """Return one page of jobs with the counts of all statuses: the members of JobPage, not validated.

    Raises Invalid for a filter that cannot be.
    """
    query = parse(JobQuery, arguments.to_dict() | {"status": ",".join(arguments.getlist("status"))})
    statement = _filtered(query).order_by(*_order(query)).limit(query.limit + 1)
    if query.cursor:
        statement = statement.where(_beyond(query))
    found = db.session.execute(statement).all()
    shown = found[: query.limit]
    return {
        "jobs": [job_views.summary(job, job.now) for job in shown],
        "counts": counts(),
        "next_cursor": _cursor(query, shown[-1]) if len(found) > query.limit else None,
    }


def _filtered(query: JobQuery) -> Select[Any]:
    wanted: list[ColumnElement[bool]] = []
    if query.status:
        wanted.append(Job.status.in_(query.status))
    same = {Job.printer: query.printer, Job.print_method: query.method, Job.discipline: query.discipline}
    wanted += [column == value for column, value in (same | {Job.color: query.color}).items() if value]
    wanted += [_has(word) for word in query.search.split()]
    expired = and_(Job.status == Status.PENDING, Job.confirm_expires_at <= clock.now())
    if query.attention:
        wanted.append(_wants_attention() | expired)
    if query.confirmation_expired:
        wanted.append(expired)
    return LISTED.where(*wanted)


def _has(word: str) -> ColumnElement[bool]:
    """Look for a word as it is written; the database makes it small, as it did with what is searched."""
    literal = word.replace("/", "//").replace("%", "/%").replace("_", "/_")
    return Job.search.like(func.lower(f"%{literal}%"), escape="/")


def _wants_attention() -> ColumnElement[bool]:
    """A job waits for the desk while it is new, ready to print or completed."""
    return Job.status.in_([Status.UPLOADED, Status.READYTOPRINT, Status.COMPLETED])


def _order(query: JobQuery) -> tuple[Any, ...]:
    return {
        "attention": (Job.attention_rank, Job.id),
        "oldest": (Job.id.asc(),),
        "newest": (Job.id.desc(),),
        "updated": (Job.updated_at.desc(), Job.id.desc()),
    }[query.sort]


def _cursor(query: JobQuery, last: Listed) -> str:
    """Write down where a page ended, in the terms of its order."""
    places: dict[str, list[Any]] = {"attention": [last.attention_rank], "updated": [last.updated_at.isoformat()]}
    place = places.get(query.sort, [])
    return base64.urlsafe_b64encode(json.dumps([query.sort, *place, str(last.id)]).encode()).decode()


def _beyond(query: JobQuery) -> ColumnElement[bool]:
    try:
        sort, *place, last = json.loads(base64.urlsafe_b64decode(query.cursor))
        if sort != query.sort:
            raise ValueError("the cursor belongs to another order")
        job_id = uuid.UUID(str(last))
        if sort == "attention":
            return tuple_(Job.attention_rank, Job.id) > (RANKS.index(place[0]), job_id)
        if sort == "updated":
            return tuple_(Job.updated_at, Job.id) < (datetime.fromisoformat(place[0]), job_id)
    except (ValueError, TypeError, IndexError, binascii.Error) as error:
        raise Invalid.field("cursor", "This cursor does not belong to this list. Start again without one.") from error
    return Job.id < job_id if sort == "newest" else Job.id > job_id


def counts() -> dict[str, int]:
    """Return how many jobs are in each status; those of closed statuses may be a minute old."""
    now = time.monotonic()
    if now > _closed_counts["until"]:
        _closed_counts.update(counts=_grouped(closed_statuses()), until=now + CLOSED_COUNTS_LAST_S)
    closed: dict[str, int] = _closed_counts["counts"]
    return dict.fromkeys(Status, 0) | _grouped(open_statuses()) | closed


def _grouped(statuses: list[Status]) -> dict[str, int]:
    statement = select(Job.status, func.count()).where(Job.status.in_(statuses)).group_by(Job.status)
    return {status: count for status, count in db.session.execute(statement)}
