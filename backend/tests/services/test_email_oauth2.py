"""Mail through a mailbox of Office 365: STARTTLS, a token of the sign-in service, XOAUTH2."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult
from flask import Flask
from pydantic import SecretStr, ValidationError

from app.config import Settings
from app.models import MailStatus
from app.services import email_service, mail_token
from tests.encryption import server_context, trusted_certificate
from tests.mail_server import OK, MailServer, posting_to
from tests.outbox import fresh, make_due, promised
from tests.token_server import CLIENT, SECRET, TENANT, TokenServer

MAILBOX = "print-lab@example.edu"


class Exchange(MailServer):
    """Takes mail from the mailbox whose token it gave; a refusal is a question first, as Exchange does it."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    async def auth_XOAUTH2(self, server: SMTP, arguments: list[str]) -> AuthResult:  # noqa: N802 - aiosmtpd's name
        self.sign_ins += 1
        self.shown.append(base64.b64decode(arguments[1]).decode())
        if self.at_sign_in == OK:
            return AuthResult(success=True)
        await server.challenge_auth(json.dumps({"status": "401", "schemes": "bearer"}))
        return AuthResult(success=False, handled=False, message=self.at_sign_in)


@dataclass
class Office:
    """Both servers of Microsoft's, and the application that uses them."""

    app: Flask
    exchange: Exchange
    tokens: TokenServer

    def posting(self, **changes: Any) -> Any:
        settings = {
            "mail_transport": "smtp_oauth2", "smtp_starttls": True, "smtp_username": MAILBOX,
            "smtp_oauth2_tenant": TENANT, "smtp_oauth2_client_id": CLIENT,
            "smtp_oauth2_client_secret": SecretStr(SECRET), "smtp_oauth2_authority": self.tokens.authority,
        }  # fmt: skip
        return posting_to(self.app, self.exchange.port, **(settings | changes))


@pytest.fixture
def office(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    certificate = trusted_certificate(tmp_path, monkeypatch)
    exchange = Exchange()
    wants = {"tls_context": server_context(certificate), "require_starttls": True, "auth_required": True}
    mail_token.forget()
    with TokenServer().running(certificate) as tokens, exchange.running(**wants):
        yield Office(app, exchange, tokens)


def test_signs_in_with_a_token_and_keeps_it(office: Office) -> None:
    mails = [promised() for _ in range(3)]
    with office.posting():
        assert email_service.send_due() == 3
    assert {fresh(mail).status for mail in mails} == {MailStatus.SENT}
    assert len(office.exchange.mails) == 3
    assert office.tokens.given == 1
    assert set(office.exchange.shown) == {f"user={MAILBOX}\x01auth=Bearer token-1\x01\x01"}


def test_fetches_another_token_before_the_first_one_ends(office: Office) -> None:
    office.tokens.lasts_s = 299
    with office.posting():
        for _ in range(2):
            promised()
            assert email_service.send_due() == 1
    assert office.tokens.given == 2


def test_a_refused_token_stops_the_lane_and_is_forgotten(office: Office) -> None:
    office.exchange.at_sign_in = "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled"
    mails = [promised() for _ in range(3)]
    with office.posting():
        for _ in range(3):
            assert email_service.send_due() == 0
        assert office.exchange.sign_ins == 1
        assert email_service.health() == "refused sign-in"
        office.exchange.at_sign_in = OK
        make_due()
        assert email_service.send_due() == 3
    assert {fresh(mail).status for mail in mails} == {MailStatus.SENT}
    assert office.tokens.given == 2
    assert email_service.health() == "ok"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"smtp_oauth2_client_secret": SecretStr("old")}, "AADSTS7000215: Invalid client secret provided."),
        ({"smtp_oauth2_client_id": "other"}, "AADSTS900144"),
        ({"smtp_oauth2_tenant": "elsewhere"}, "the sign-in service does not know"),
    ],
    ids=["secret", "client", "tenant"],
)
def test_who_gets_no_token_does_not_knock(office: Office, changes: dict[str, object], reason: str) -> None:
    mails = [promised() for _ in range(2)]
    with office.posting(**changes):
        for _ in range(3):
            assert email_service.send_due() == 0
        assert email_service.health() == "refused sign-in"
    tried = [mail for mail in map(fresh, mails) if mail.attempts]
    assert [str(mail.last_error)[: 17 + len(reason)] for mail in tried] == [f"sign-in refused: {reason}"]
    assert SECRET not in str(tried[0].last_error)
    assert office.exchange.sign_ins == 0


def test_a_sign_in_service_that_is_away_is_waited_for(office: Office) -> None:
    office.tokens.breaks = True
    mail = promised()
    with office.posting():
        assert email_service.send_due() == 0
        assert str(fresh(mail).last_error).startswith("mail server: sign-in service: HTTP Error: 503")
        assert email_service.health() == "unreachable"
        office.tokens.breaks = False
        make_due()
        assert email_service.send_due() == 1


def test_the_settings_say_what_is_missing(settings: Settings) -> None:
    given = settings.model_dump() | {"mail_transport": "smtp_oauth2", "smtp_username": MAILBOX}
    with pytest.raises(ValidationError, match="SMTP_OAUTH2_TENANT, SMTP_OAUTH2_CLIENT_ID, SMTP_OAUTH2_CLIENT_SECRET;"):
        Settings(**given)
