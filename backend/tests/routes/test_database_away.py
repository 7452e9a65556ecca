"""While the database is away, callers are told to come back, in the words and form of every other refusal."""

from flask import Flask
from sqlalchemy import func, select, text

from app import create_app
from app.config import Settings
from app.extensions import db
from labtool.ports import free_port


def test_a_call_says_when_to_come_back(app: Flask, settings: Settings) -> None:
    dead = settings.model_copy(update={"database_url": f"postgresql+psycopg://lab_app:app@127.0.0.1:{free_port()}/lab"})
    answer = create_app(dead).test_client().get("/api/v1/catalog")
    assert (answer.status_code, answer.content_type) == (503, "application/problem+json")
    assert answer.get_json()["code"] == "database_unavailable"
    assert int(answer.headers["Retry-After"]) > 0


def test_an_answer_stands_when_its_connection_is_lost_at_the_very_end(app: Flask) -> None:
    with app.app_context():
        lost = db.session.scalar(select(func.pg_backend_pid()))
        with db.engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": lost})
    with app.app_context():
        assert db.session.scalar(select(func.pg_backend_pid())) != lost
