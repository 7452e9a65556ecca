"""How a delivery can end badly, and whose fault it is: this mail's, or the way's for every mail."""

import smtplib

LONGEST_REASON = 500
ASKS_FOR_SIGN_IN = 530
# The server closes, or has enough of us for a while: no other mail would fare better.
TAKES_NOTHING = frozenset({421, 432})
# Exchange lets us in, and says only after the content that this account may not write as MAIL_FROM.
SENDER_FORBIDDEN = "SendAsDenied"

SmtpError = smtplib.SMTPException | OSError


class Undelivered(Exception):  # noqa: N818 - it reads as what happened
    """The mail has not left; the text says why."""


class Refused(Undelivered):
    """The server will never take this mail."""


class Deferred(Undelivered):
    """The server does not take this mail now."""


class Unreachable(Undelivered):
    """The server takes no mail of ours now: it is away, mute, or refuses our sender."""


class SignInRefused(Unreachable):
    """The server, or whoever hands out the key to it, does not know us: trying on and on gets an account locked."""


def at_the_door(error: SmtpError) -> Unreachable:
    """Judge what went wrong before the server let us in."""
    if isinstance(error, smtplib.SMTPAuthenticationError) and error.smtp_code >= 500:
        return SignInRefused(reason(error))
    return Unreachable(reason(error))


def inside(error: SmtpError) -> Undelivered:
    """Judge what went wrong once the server had let us in (RFC 5321, 4.2.1: 5yz is for good, 4yz is for now)."""
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Refused("the mail server cannot write to addresses with letters beyond ASCII")
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
        return _of_mail(code)(shown(code, text))
    if isinstance(error, smtplib.SMTPSenderRefused):
        return (SignInRefused if error.smtp_code == ASKS_FOR_SIGN_IN else Unreachable)(reason(error))
    if isinstance(error, smtplib.SMTPDataError):
        found = Unreachable if SENDER_FORBIDDEN in reason(error) else _of_mail(error.smtp_code)
        return found(reason(error))
    return Deferred(reason(error))


def _of_mail(code: int) -> type[Undelivered]:
    if code in TAKES_NOTHING:
        return Unreachable
    return Refused if code >= 500 else Deferred


def reason(error: SmtpError) -> str:
    """Say what the server said, or what kept it from answering."""
    if isinstance(error, smtplib.SMTPResponseException):
        return shown(error.smtp_code, error.smtp_error)
    return (str(error) or type(error).__name__)[:LONGEST_REASON]


def shown(code: int, text: bytes | str) -> str:
    """Write an answer of the server on one line."""
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    return f"{code} {' '.join(words.split())}"[:LONGEST_REASON]
