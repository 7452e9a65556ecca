"""A real mail server on loopback, with the moods that mail servers have."""

import asyncio
import contextlib
import socket
import socketserver
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from flask import Flask

from labtool.ports import LOOPBACK, free_port

OK = "250 OK"
NOBODY = "550 5.1.1 nobody of that name"


class MailServer:
    """Takes mails, unless told otherwise: `at_mail`, `at_rcpt` and `at_data` are answers; `cuts` hangs up after DATA.

    `unknown` are addresses that it refuses for good. `at_sign_in` is the answer to a name and a password, once
    `asks_who` is among the options of `running`.

    `pause_s` delays every answer. `gate`, when it is cleared, keeps a mail waiting after DATA until it is set again.
    """

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.at_rcpt = self.at_data = OK
        self.at_mail = self.at_sign_in = OK
        self.sign_ins = self.most_at_once = self._at_once = 0
        self.unknown: frozenset[str] = frozenset()
        self.cuts = False
        self.pause_s = 0.0
        self.entered = threading.Event()
        self.gate = threading.Event()
        self.gate.set()
        self.port = free_port()

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        await asyncio.sleep(self.pause_s)
        if self.at_mail == OK:
            envelope.mail_from = address
        return self.at_mail

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        await asyncio.sleep(self.pause_s)
        if address in self.unknown:
            return NOBODY
        if self.at_rcpt == OK:
            envelope.rcpt_tos.append(address)
        return self.at_rcpt

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.entered.set()
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        await asyncio.sleep(self.pause_s)
        await server.loop.run_in_executor(None, self.gate.wait)
        self._at_once -= 1
        if self.at_data == OK:
            self.mails.append(message_from_bytes(cast(bytes, envelope.content), policy=policy.default))
            self.recipients += envelope.rcpt_tos
        if self.cuts:
            cast(asyncio.WriteTransport, server.transport).abort()
        return self.at_data

    @property
    def asks_who(self) -> dict[str, Any]:
        """Options that make it want a name and a password, on an open line too."""

        def check(*_: object) -> AuthResult:
            self.sign_ins += 1
            is_known = self.at_sign_in == OK
            return AuthResult(success=is_known, handled=False, message=None if is_known else self.at_sign_in)

        return {
            "authenticator": check, "auth_required": True, "auth_require_tls": False,
            "auth_exclude_mechanism": ["LOGIN"],
        }  # fmt: skip

    @contextlib.contextmanager
    def running(self, **options: Any) -> Iterator["MailServer"]:
        """Serve on `port`; every call may be a restart."""
        controller = Controller(self, hostname=LOOPBACK, port=self.port, enable_SMTPUTF8=True, **options)
        controller.start()
        try:
            yield self
        finally:
            self.gate.set()
            controller.stop()


@contextlib.contextmanager
def mute() -> Iterator[int]:
    """Accept connections on a port and never say a word."""
    with socket.create_server((LOOPBACK, 0), backlog=50) as listener:
        yield listener.getsockname()[1]


@contextlib.contextmanager
def greeting(words: str) -> Iterator[int]:
    """Answer every connection to a port with one line, and hang up."""

    class Answer(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.sendall(f"{words}\r\n".encode())

    with socketserver.ThreadingTCPServer((LOOPBACK, 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


@contextlib.contextmanager
def posting_to(app: Flask, port: int, **changes: Any) -> Iterator[None]:
    """Let the application send by SMTP to `port`."""
    before = app.extensions["settings"]
    options = {"mail_transport": "smtp", "smtp_host": LOOPBACK, "smtp_port": port, "smtp_starttls": False}
    app.extensions["settings"] = before.model_copy(update=options | {"smtp_timeout_s": 5.0} | changes)
    try:
        yield
    finally:
        app.extensions["settings"] = before
