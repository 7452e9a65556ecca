"""What a mail server may do to us, and what becomes of the mail: the table of docs/operator.md, row by row."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from flask import Flask
from pydantic import SecretStr

from app.models import MailStatus
from app.services import email_service
from labtool.ports import free_port
from tests.mail_server import MailServer, greeting, mute, posting_to
from tests.outbox import fresh, promised

ACCOUNT = {"smtp_username": "print-lab", "smtp_password": SecretStr("secret")}
FAILED, QUEUED = MailStatus.FAILED, MailStatus.QUEUED


@dataclass(frozen=True)
class Mood:
    """`says` sets answers of the server; then the state, the reason's beginning, health, and how many mails it met."""

    name: str
    says: dict[str, object]
    status: MailStatus
    reason: str
    health: str
    tried: int
    settings: dict[str, object] = field(default_factory=dict)


MOODS = (
    Mood("421 to the sender", {"at_mail": "421 4.3.2 closing"}, QUEUED, "mail server: 421 4.3.2", "unreachable", 1),
    Mood("421 to the address", {"at_rcpt": "421 4.3.2 closing"}, QUEUED, "mail server: 421 4.3.2", "unreachable", 1),
    Mood("421 to the mail", {"at_data": "421 4.3.2 closing"}, QUEUED, "mail server: 421 4.3.2", "unreachable", 1),
    Mood("432 too fast", {"at_data": "432 4.3.2 slow down"}, QUEUED, "mail server: 432 4.3.2", "unreachable", 1),
    Mood("4xx to the address", {"at_rcpt": "451 4.7.1 greylisted"}, QUEUED, "451 4.7.1", "ok", 2),
    Mood("4xx to the mail", {"at_data": "452 4.2.2 full"}, QUEUED, "452 4.2.2", "ok", 2),
    Mood("5xx to the address", {"at_rcpt": "550 5.1.1 nobody"}, FAILED, "550 5.1.1", "ok", 2),
    Mood("5xx to the mail", {"at_data": "554 5.7.1 spam"}, FAILED, "554 5.7.1", "ok", 2),
    Mood("5xx to the sender", {"at_mail": "550 5.7.60 no"}, QUEUED, "mail server: 550 5.7.60", "unreachable", 1),
    Mood("sender forbidden at the end", {"at_data": "554 5.2.252 SendAsDenied; no"}, QUEUED,
         "mail server: 554 5.2.252 SendAsDenied", "unreachable", 1),
    Mood("wants a sign-in", {"at_mail": "530 5.7.57 not authenticated"}, QUEUED, "sign-in refused: 530 5.7.57",
         "refused sign-in", 1),
    Mood("refuses the sign-in", {"at_sign_in": "535 5.7.139 no"}, QUEUED, "sign-in refused: 535 5.7.139",
         "refused sign-in", 1, ACCOUNT),
    Mood("cannot sign in now", {"at_sign_in": "454 4.7.0 later"}, QUEUED, "mail server: 454 4.7.0", "unreachable", 1,
         ACCOUNT),
    Mood("tarpit", {"pause_s": 0.4}, QUEUED, "Connection unexpectedly closed: timed out", "ok", 2,
         {"smtp_timeout_s": 0.3}),
    Mood("cut after the mail", {"cuts": True}, QUEUED, "Connection unexpectedly closed", "ok", 2),
)  # fmt: skip


@contextlib.contextmanager
def in_mood(mood: Mood) -> Iterator[MailServer]:
    server = MailServer()
    options = server.asks_who if mood.settings == ACCOUNT else {}
    for name, answer in mood.says.items():
        setattr(server, name, answer)
    with server.running(**options):
        yield server


@pytest.mark.parametrize("mood", MOODS, ids=lambda mood: mood.name)
def test_every_mood_of_a_server_has_its_outcome(app: Flask, mood: Mood) -> None:
    with in_mood(mood) as server, posting_to(app, server.port, **mood.settings):
        mails = [promised() for _ in range(2)]
        assert email_service.send_due() == 0
        found = [fresh(mail) for mail in mails]
        assert sum(mail.attempts for mail in found) == mood.tried
        tried = [mail for mail in found if mail.attempts]
        assert {mail.status for mail in tried} == {mood.status}
        assert all((mail.last_error or "").startswith(mood.reason) for mail in tried), tried[0].last_error
        assert email_service.health() == mood.health


@pytest.mark.parametrize(
    ("door", "reason"),
    [
        (lambda: greeting("421 4.3.2 too many connections"), "mail server: 421 4.3.2"),
        (lambda: greeting("554 5.3.2 go away"), "mail server: 554 5.3.2"),
        (mute, "mail server: Connection unexpectedly closed: timed out"),
        (lambda: contextlib.nullcontext(free_port()), "mail server: [Errno 111]"),
    ],
    ids=["421 at the door", "554 at the door", "mute", "nobody there"],
)
def test_a_closed_door_is_no_fault_of_the_mail(app: Flask, door: object, reason: str) -> None:
    with door() as port, posting_to(app, port, smtp_timeout_s=0.3):  # type: ignore[operator]  # one of the four above
        mails = [promised() for _ in range(2)]
        assert email_service.send_due() == 0
        tried = [mail for mail in map(fresh, mails) if mail.attempts]
        assert [(mail.status, (mail.last_error or "")[: len(reason)]) for mail in tried] == [(QUEUED, reason)]
        assert email_service.health() == "unreachable"
