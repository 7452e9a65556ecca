"""The list of jobs: filters, search, one cursor for every order, and counts in one grouped query."""

import base64
import binascii
import json
import time
import uuid
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Integer, Row, Select, and_, bindparam, func, select, tuple_
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
RANKS = (0, 1, 2)
_closed_counts: dict[str, Any] = {"until": 0.0, "counts": {}}

# Statements are written once, here: SQLAlchemy knows them again, and need not put them together for every request.
# What decides the plan stands in their text: PostgreSQL plans a prepared statement for any value of its parameters.
COLUMNS = (*job_views.SUMMARY, func.clock_timestamp().label("now"))
NAMES = [column.key for column in COLUMNS]
LISTED = select(*COLUMNS).join(Job.original).limit(bindparam("rows", type_=Integer, literal_execute=True))
ORDERED: dict[str, Select[Any]] = {
    "attention": LISTED.order_by(Job.attention_rank, Job.id),
    "oldest": LISTED.order_by(Job.id.asc()),
    "newest": LISTED.order_by(Job.id.desc()),
    "updated": LISTED.order_by(Job.updated_at.desc(), Job.id.desc()),
}
ONE_OF: BindParameter[Any] = bindparam("statuses", expanding=True, literal_execute=True)
COUNTS = select(Job.status, func.count()).where(Job.status.in_(ONE_OF)).group_by(Job.status)


def page(arguments: MultiDict[str, str]) -> dict[str, object]:
    """Return one page of jobs with the counts of all statuses: the members of JobPage, not validated.

    Raises Invalid for a filter that cannot be.
    """
    query = parse(JobQuery, arguments.to_dict() | {"status": ",".join(arguments.getlist("status"))})
    wanted = [*_filters(query), *([_beyond(query)] if query.cursor else [])]
    statement = ORDERED[query.sort].where(*wanted) if wanted else ORDERED[query.sort]
    found = db.session.execute(statement, {"rows": query.limit + 1}).all()
    shown = [_values(row) for row in found[: query.limit]]
    return {
        "jobs": [job_views.summary(job, job.now) for job in shown],
        "counts": counts(),
        "next_cursor": _cursor(query, shown[-1]) if len(found) > query.limit else None,
    }


def _values(row: Row[Any]) -> SimpleNamespace:
    """Take the values out of a row: a row looks for the place of each of them at every reading."""
    return SimpleNamespace(**dict(zip(NAMES, row, strict=True)))


def _filters(query: JobQuery) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if query.status:
        wanted.append(Job.status.in_(query.status))
    same = {Job.printer: query.printer, Job.print_method: query.method, Job.discipline: query.discipline}
    wanted += [column == value for column, value in (same | {Job.color: query.color}).items() if value]
    wanted += [_has(word) for word in query.search.split()]
    if query.attention:
        wanted.append(_wants_attention() | _has_expired())
    if query.confirmation_expired:
        wanted.append(_has_expired())
    return wanted


def _has(word: str) -> ColumnElement[bool]:
    """Look for a word as it is written; the database makes it small, as it did with what is searched."""
    literal = word.replace("/", "//").replace("%", "/%").replace("_", "/_")
    return Job.search.like(func.lower(f"%{literal}%"), escape="/")


def _wants_attention() -> ColumnElement[bool]:
    """A job waits for the desk while it is new, ready to print or completed."""
    return Job.status.in_([Status.UPLOADED, Status.READYTOPRINT, Status.COMPLETED])


def _has_expired() -> ColumnElement[bool]:
    return and_(Job.status == Status.PENDING, Job.confirm_expires_at <= clock.now())


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
        _closed_counts.update(counts=_counted(closed_statuses()), until=now + CLOSED_COUNTS_LAST_S)
    closed: dict[str, int] = _closed_counts["counts"]
    return dict.fromkeys(Status, 0) | _counted(open_statuses()) | closed


def _counted(statuses: list[Status]) -> dict[str, int]:
    return {status: count for status, count in db.session.execute(COUNTS, {"statuses": statuses})}
