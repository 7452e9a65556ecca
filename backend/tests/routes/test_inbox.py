"""The embedded mode's inbox: what the file transport wrote, for this very computer alone."""

import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.extensions import db
from app.models import OutboxMail, Status
from app.services import email_service, links, mail_transport
from tests.factories import make_job

INBOX = "/api/v1/inbox"


def sent(kind: str = "received", **changes: object) -> OutboxMail:
    mail = email_service.queue(kind, make_job(**changes))
    db.session.commit()
    assert email_service.send_due() == 1
    return mail


def test_is_empty_before_the_first_mail(client: FlaskClient) -> None:
    answer = client.get(INBOX)
    assert (answer.status_code, answer.get_json()) == (200, {"mails": []})


def test_lists_newest_first(client: FlaskClient) -> None:
    first, second = sent(student_name="Zoë, the 2nd"), sent("quote", status=Status.PENDING)
    found = client.get(INBOX).get_json()["mails"]
    assert [each["id"] for each in found] == [str(second.id), str(first.id)]
    assert [each["kind"] for each in found] == ["quote", "received"]
    assert found[1]["job_id"] == str(first.job_id)
    assert found[1]["to"] == "Zoë the 2nd <ann@example.edu>"
    assert found[0]["subject"].startswith("[REQ-")


def test_lists_at_most_200(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.services.inbox_service.LIMIT", 2)
    newest = [str(sent().id) for _ in range(3)][:0:-1]
    assert [each["id"] for each in client.get(INBOX).get_json()["mails"]] == newest


def test_shows_a_mail_whose_links_can_be_clicked(client: FlaskClient) -> None:
    job = make_job(status=Status.PENDING, student_name="Zoë")
    mail = email_service.queue("quote", job)
    db.session.commit()
    email_service.send_due()
    found = client.get(f"{INBOX}/{mail.id}").get_json()
    assert f'href="{links.confirm_url(job)}"' in found["html"]
    assert links.confirm_url(job) in found["text"]
    assert "Hello Zoë," in found["text"]
    assert job.reference in found["subject"]


def test_a_mail_written_twice_is_one_file(app: Flask) -> None:
    mail = sent()
    mail.status, mail.sent_at = mail.status.QUEUED, None
    db.session.commit()
    assert email_service.send_due() == 1
    files = list(mail_transport.folder().iterdir())
    assert len(files) == 1
    assert files[0].name.endswith(f"-received-{mail.id}.eml")


def test_unknown_mails_are_not_found(client: FlaskClient) -> None:
    assert client.get(f"{INBOX}/{uuid.uuid4()}").status_code == 404
    assert client.get(f"{INBOX}/..%2f..%2fsecrets").status_code == 404


@pytest.mark.parametrize("address", ["192.168.1.20", "10.0.0.1", "::ffff:192.168.1.20", "2001:db8::1", "unknown"])
def test_is_closed_to_other_computers(client: FlaskClient, address: str) -> None:
    mail = sent()
    for path in (INBOX, f"{INBOX}/{mail.id}"):
        assert client.get(path, environ_base={"REMOTE_ADDR": address}).status_code == 404


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.5", "::1", "::ffff:127.0.0.1"])
def test_is_open_to_this_computer(client: FlaskClient, address: str) -> None:
    assert client.get(INBOX, environ_base={"REMOTE_ADDR": address}).status_code == 200


@pytest.mark.parametrize("change", [{"embedded": False}, {"mail_transport": "smtp"}], ids=str)
def test_is_closed_outside_the_embedded_mode(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, change: dict[str, object]
) -> None:
    monkeypatch.setitem(app.extensions, "settings", app.extensions["settings"].model_copy(update=change))
    assert client.get(INBOX).status_code == 404


def test_a_disk_that_cannot_be_written_puts_the_mail_off(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    away = app.extensions["settings"].model_copy(update={"data_dir": app.extensions["settings"].data_dir / "file"})
    away.data_dir.touch()
    monkeypatch.setitem(app.extensions, "settings", away)
    mail = email_service.queue("received", make_job())
    db.session.commit()
    assert email_service.send_due() == 0
    assert "cannot write" in (mail.last_error or "")
    away.data_dir.unlink()
