"""The tracking page: where the job is, what comes next, and what its student can still do."""

import uuid
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select, update

from app.extensions import db
from app.models import Job, Original, OutboxMail, Status
from app.services import inspection_service, job_views, links
from app.services.event_service import Who
from app.utils import clock
from tests import acts, story
from tests.factories import make_job
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("staff")
WAY = ["Uploaded", "Pending", "Ready to Print", "Printing", "Completed", "Paid & Picked Up"]


@pytest.fixture
def who(workstation: MakeWorkstation) -> Who:
    return acts.at(workstation("desk"))


def page(client: FlaskClient, job_id: uuid.UUID) -> story.JSON:
    answer = client.get(story.track_path(job_id))
    assert answer.status_code == 200, answer.text
    found: story.JSON = answer.get_json()
    return found


def timeline(client: FlaskClient, job_id: uuid.UUID) -> tuple[list[str], list[str]]:
    """Return the titles of the steps behind (and at hand), and of those ahead."""
    steps = page(client, job_id)["timeline"]
    done = [step["title"] for step in steps if step["at"]]
    times = [step["at"] for step in steps if step["at"]]
    assert times == sorted(times)
    return done, [step["title"] for step in steps if not step["at"]]


def submitted(client: FlaskClient, status: Status = Status.UPLOADED) -> uuid.UUID:
    """Submit a job and put it into a status without its folder."""
    answer = story.submit(client)
    job_id = uuid.UUID(answer.get_json()["job"]["id"])
    if status is not Status.UPLOADED:
        like = make_job(status=status)
        columns = {name: getattr(like, name) for name in ("status", "quote_rates", "quoted_at", "quote_weight_g")}
        times = {"confirm_serial": 1, "confirm_expires_at": clock.now() + timedelta(days=1), "quote_price_cents": 425}
        like_id = like.id
        db.session.execute(update(Job).where(Job.id == job_id).values(columns | times | {"quote_time_hours": 3.5}))
        db.session.execute(delete(Job).where(Job.id == like_id))
        db.session.commit()
    return job_id


def test_a_new_job_has_the_whole_way_ahead(client: FlaskClient) -> None:
    job_id = submitted(client)
    found = page(client, job_id)
    assert (found["status"], found["status_title"], found["tone"]) == ("UPLOADED", "Uploaded", "blue")
    assert timeline(client, job_id) == (WAY[:1], WAY[1:])
    assert (found["quote"], found["confirm_url"], found["queue_position"], found["pickup"]) == (None, None, None, None)
    assert (found["can_cancel"], found["messages"], found["warnings"]) == (True, [], [])


def test_a_price_waits_for_its_answer(client: FlaskClient) -> None:
    job_id = submitted(client, Status.PENDING)
    found = page(client, job_id)
    assert found["quote"]["price_cents"] == 425
    assert found["confirm_url"] == links.confirm_url(db.session.get_one(Job, job_id))
    assert found["can_cancel"] is True


def test_the_way_there_and_back(client: FlaskClient, who: Who) -> None:
    job_id = submitted(client, Status.READYTOPRINT)
    for name in ("mark-printing", "mark-complete"):
        acts.perform(name, job_id, who)
    done, ahead = timeline(client, job_id)
    assert (done, ahead) == (["Uploaded", "Printing", "Completed"], ["Paid & Picked Up"])
    found = page(client, job_id)
    assert found["can_cancel"] is False
    assert found["pickup"]
    acts.perform("payment", job_id, who, partial=True)
    assert timeline(client, job_id) == (done, ahead)
    acts.perform("revert-completion", job_id, who)
    assert timeline(client, job_id) == (["Uploaded", "Printing"], WAY[4:])
    acts.perform("mark-failed", job_id, who)
    assert timeline(client, job_id) == (["Uploaded", "Ready to Print"], WAY[3:])
    assert page(client, job_id)["pickup"] is None


def test_the_end_of_the_way(client: FlaskClient, who: Who) -> None:
    rejected, paid = submitted(client), submitted(client, Status.COMPLETED)
    acts.perform("reject", rejected, who, reasons=["too_small"], comment="The ears are 0.2 mm.")
    acts.perform("payment", paid, who)
    assert timeline(client, rejected) == (["Uploaded", "Rejected"], [])
    assert timeline(client, paid) == (["Uploaded", "Paid & Picked Up"], [])
    messages = page(client, rejected)["messages"]
    assert len(messages) == 2
    assert messages[1] == "The ears are 0.2 mm."
    assert page(client, rejected)["can_cancel"] is False


def test_the_place_in_the_queue(client: FlaskClient, who: Who) -> None:
    first, second, third = (submitted(client, Status.READYTOPRINT) for _ in range(3))
    for number, job_id in enumerate((first, second, third)):
        at = clock.now() - timedelta(hours=9 - number)
        db.session.execute(update(Job).where(Job.id == job_id).values(status_at=at))
    db.session.commit()
    assert [page(client, job_id)["queue_position"] for job_id in (first, second, third)] == [1, 2, 3]
    acts.perform("mark-printing", first, who)
    assert [page(client, job_id)["queue_position"] for job_id in (first, second, third)] == [None, 1, 2]
    acts.perform("mark-failed", first, who)
    assert [page(client, job_id)["queue_position"] for job_id in (first, second, third)] == [3, 1, 2]


@pytest.mark.parametrize("status", Status)
def test_a_student_cancels_exactly_where_the_page_says_so(client: FlaskClient, status: Status) -> None:
    job_id = submitted(client, status)
    can_cancel = page(client, job_id)["can_cancel"]
    assert can_cancel == (status in {Status.UPLOADED, Status.PENDING, Status.READYTOPRINT})
    answer = client.post(f"{story.track_path(job_id)}/cancel", json={"reason": "I found a mistake."})
    if can_cancel:
        assert (answer.status_code, answer.get_json()["status"]) == (200, "CANCELED")
        assert answer.get_json()["messages"] == ["I found a mistake."]
        assert client.post(f"{story.track_path(job_id)}/cancel", json={}).status_code == 409
        assert acts.events(job_id) == ["JobCreated", "JobCanceled"]
    else:
        assert (answer.status_code, answer.get_json()["code"]) == (409, "illegal_transition")
        assert acts.events(job_id) == ["JobCreated"]


def test_looking_changes_nothing(client: FlaskClient) -> None:
    job_id = submitted(client)
    link = story.track_path(job_id)
    before = db.session.get_one(Job, job_id).updated_at
    for method in ("GET", "HEAD", "OPTIONS"):
        assert client.open(link, method=method).status_code == 200
    assert client.get(f"{link}/cancel").status_code == 405
    assert client.get(f"{link}/thumbnail").status_code == 404
    assert client.post(f"{link}/cancel", json={"reason": "x" * 501}).status_code == 422
    db.session.rollback()
    assert db.session.get_one(Job, job_id).updated_at == before
    assert db.session.scalars(select(OutboxMail.kind)).all() == ["received"]


def test_what_the_inspector_found_is_shown(client: FlaskClient) -> None:
    job_id = submitted(client)
    found = {"code": "open_edges", "text": "The model is open.", "severity": "warning"}
    db.session.execute(update(Original).values(report={"warnings": [found], "thumbnail": "x"}))
    db.session.commit()
    shown = [found | {"rejection_reason": "open_model"}]
    assert (page(client, job_id)["warnings"], page(client, job_id)["has_thumbnail"]) == (shown, True)


def test_the_estimate_is_for_the_chosen_printer_until_the_desk_has_decided(client: FlaskClient, who: Who) -> None:
    job_id = submitted(client)
    assert page(client, job_id)["estimate"] is None
    inspection_service.inspect(db.session.get_one(Job, job_id).original_sha256)
    estimate = page(client, job_id)["estimate"]
    assert estimate["grams_low"] < 3.7 < estimate["grams_high"]
    staff_view = job_views.one(job_id)
    assert staff_view.report.estimates[staff_view.printer].model_dump() == estimate
    acts.perform("reject", job_id, who)
    assert page(client, job_id)["estimate"] is None


def test_a_forged_link_and_a_removed_job_are_unknown(client: FlaskClient, who: Who) -> None:
    job_id = submitted(client)
    good = story.track_path(job_id)
    confirm = story.confirm_path(job_id).rpartition("/")[2]
    for link in (f"{good}x", good[:-3] + "abc", f"/api/v1/track/{confirm}", "/api/v1/track/x", "/api/v1/track/%F0"):
        answer = client.get(link)
        assert (answer.status_code, answer.get_json()["code"]) == (404, "not_found")
        assert client.post(f"{link}/cancel", json={}).status_code == 404
    acts.perform("delete", job_id, who)
    assert "removed" in client.get(good).get_json()["detail"]
    assert client.post(f"{good}/cancel", json={}).status_code == 404
