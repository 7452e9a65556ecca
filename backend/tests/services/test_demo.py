"""The demo shows a lab in which every status but the archive has its jobs."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.demo import road
from app.extensions import db
from app.models import Job, Status


def test_demo_fills_every_status_once(app: Flask, desk: FlaskClient, staff: tuple[str, str]) -> None:
    told: list[str] = []
    assert road.build(told.append) == len(told) >= 25
    assert set(db.session.scalars(select(Job.status))) == set(Status) - {Status.ARCHIVED}
    assert road.build(told.append) == 0
