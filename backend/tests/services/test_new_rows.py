"""New rows of several tables go in one statement, each with its table's defaults, or none of them."""

import uuid

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.extensions import db
from app.models import FileMove, MailStatus, MoveState, OutboxMail, Upload
from app.services import live, new_rows
from app.utils import clock
from tests.factories import make_original
from tests.statements import asked

NEWS: dict[str, object] = {"message": "{}"}


def add(job_id: uuid.UUID) -> None:
    """Leave a move and a mail about a job in the session."""
    mail = OutboxMail(
        job_id=job_id, kind="received", to_address="a@example.edu", context={"a": 1}, message_id=str(job_id)
    )
    db.session.add_all([FileMove(job_id=job_id, src=None, dst="Uploaded/x"), mail])


def written(job_id: uuid.UUID) -> tuple[list[FileMove], list[OutboxMail]]:
    moves = db.session.scalars(select(FileMove).where(FileMove.job_id == job_id))
    return list(moves), list(db.session.scalars(select(OutboxMail).where(OutboxMail.job_id == job_id)))


def test_all_goes_in_one_statement_with_the_defaults_of_each(app: Flask) -> None:
    job_id = uuid.uuid4()
    with asked() as statements:
        add(job_id)
        new_rows.write(live.TELL, NEWS)
    db.session.commit()
    assert len(statements) == 1
    [move], [mail] = written(job_id)
    assert (move.src, move.dst, move.state, move.files) == (None, "Uploaded/x", MoveState.PLANNED, [])
    assert (mail.context, mail.status, mail.attempts) == ({"a": 1}, MailStatus.QUEUED, 0)
    assert mail.created_at == mail.next_attempt_at == move.created_at


def test_the_session_does_not_write_them_again(app: Flask) -> None:
    job_id = uuid.uuid4()
    add(job_id)
    new_rows.write(live.TELL, NEWS)
    assert not db.session.new
    with asked() as statements:
        db.session.commit()
    assert statements == []


def test_two_of_a_kind_go_together(app: Flask) -> None:
    shas = [make_original().sha256 for _ in range(2)]
    db.session.add_all(Upload(id=uuid.uuid4(), sha256=each, filename=each, expires_at=clock.now()) for each in shas)
    new_rows.write(live.TELL, NEWS)
    db.session.commit()
    assert set(db.session.scalars(select(Upload.filename))) == set(shas)


def test_one_that_the_database_refuses_keeps_all_of_them_out(app: Flask) -> None:
    job_id = uuid.uuid4()
    add(job_id)
    db.session.add(FileMove(src=None, dst="Uploaded/nobody"))
    with pytest.raises(IntegrityError, match="job_id"):
        new_rows.write(live.TELL, NEWS)
    db.session.rollback()
    assert written(job_id) == ([], [])
