"""One conversation with a mail server per mail: connected, encrypted, signed in, the mail handed over, goodbye."""

import contextlib
import smtplib
import ssl
import time

from app.services import mail_outcomes, mail_sign_in
from app.services.catalog_service import settings
from app.services.mail_rendering import Letter
from app.utils.fault import fault_point

FAREWELL_S = 2.0
SHORTEST_WAIT_S = 0.01


def conversation_s() -> float:
    """Return the seconds that one delivery may take at most, its token included; a lease must last longer."""
    return 2 * settings().smtp_timeout_s


def send(letter: Letter) -> None:
    """Hand a mail to the mail server. Raises Refused, Deferred, Unreachable or SignInRefused."""
    deadline = time.monotonic() + conversation_s()
    sign_in = mail_sign_in.prepared()
    try:
        fault_point("mail.connect")
        client = _connected(letter, deadline, sign_in)
    except (smtplib.SMTPException, OSError) as error:
        raise mail_outcomes.at_the_door(error) from error
    try:
        fault_point("mail.send")
        client.send_message(letter.message, letter.sender, [letter.recipient])
    except (smtplib.SMTPException, OSError) as error:
        raise mail_outcomes.inside(error) from error
    finally:
        client.leave()


class _Conversation(smtplib.SMTP):
    """A client with a deadline for the whole talk: a server that is slow at every step must not outlive the lease."""

    def __init__(self, sender_domain: str, deadline: float) -> None:
        self.deadline = deadline
        found = settings()
        super().__init__(found.smtp_host, found.smtp_port, sender_domain, timeout=self._patience_s())

    def getreply(self) -> tuple[int, bytes]:
        if self.sock is not None:
            self.sock.settimeout(self._patience_s())
        return super().getreply()

    def leave(self) -> None:
        """Say goodbye without waiting long: what counts has been answered."""
        self.deadline = time.monotonic() + FAREWELL_S
        with contextlib.suppress(smtplib.SMTPException, OSError):
            self.quit()
        self.close()

    def _patience_s(self) -> float:
        return max(SHORTEST_WAIT_S, min(settings().smtp_timeout_s, self.deadline - time.monotonic()))


def _connected(letter: Letter, deadline: float, sign_in: mail_sign_in.SignIn) -> _Conversation:
    """Open a connection, encrypted and signed in as the settings ask. Raises SMTPException, OSError."""
    client = _Conversation(letter.sender.rpartition("@")[2], deadline)
    try:
        client.ehlo()
        if settings().smtp_starttls:
            client.starttls(context=ssl.create_default_context())
            client.ehlo()
        sign_in(client)
    except BaseException:
        client.close()
        raise
    return client
