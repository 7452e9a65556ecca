"""Mail over an encrypted connection, with a name and a password."""

from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from flask import Flask
from pydantic import SecretStr

from app.extensions import db
from app.models import OutboxMail
from app.services import email_service
from tests.encryption import certificate_in, server_context
from tests.factories import make_job
from tests.mail_server import MailServer, posting_to


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return certificate_in(tmp_path)


def guarded(certificate: Path) -> dict[str, Any]:
    """Options of a server that wants STARTTLS, and print-lab's password."""

    def check(_server: object, _session: object, _envelope: object, _how: str, given: LoginPassword) -> AuthResult:
        is_right = (given.login, given.password) == (b"print-lab", b"right")
        return AuthResult(success=is_right, handled=is_right)  # not handled: the server says 535 itself

    context = server_context(certificate)
    return {"tls_context": context, "require_starttls": True, "authenticator": check, "auth_required": True}


def posted(app: Flask, server: MailServer, password: str) -> OutboxMail:
    account = {"smtp_username": "print-lab", "smtp_password": SecretStr(password)}
    with posting_to(app, server.port, smtp_starttls=True, **account):
        mail = email_service.queue("received", make_job())
        db.session.commit()
        email_service.send_due()
    db.session.refresh(mail)
    return mail


def test_is_encrypted_and_signed_in(app: Flask, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server = MailServer()
    with server.running(**guarded(certificate)):
        mail = posted(app, server, "right")
    assert (mail.status, len(server.mails)) == ("sent", 1)


def test_a_wrong_password_waits_for_the_operator(
    app: Flask, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server = MailServer()
    with server.running(**guarded(certificate)):
        mail = posted(app, server, "wrong")
    assert (mail.status, server.mails) == ("queued", [])
    assert "535" in (mail.last_error or "")
    assert "wrong" not in (mail.last_error or "")
    assert email_service.health() == "refused sign-in"


def test_an_unknown_certificate_gets_no_password(app: Flask, certificate: Path) -> None:
    server = MailServer()
    with server.running(**guarded(certificate)):
        mail = posted(app, server, "right")
    assert "certificate" in (mail.last_error or "")
    assert server.mails == []
