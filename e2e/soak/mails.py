"""What must be true of the mails after the soak, and how late they were."""

from collections.abc import Iterable, Iterator, Sequence
from email import policy
from email.parser import BytesHeaderParser

from e2e.caller import Json
from e2e.shop import Shop
from e2e.soak.delays import NEEDED_BY_MAIL, delay_s
from e2e.soak.killer import Kill

LATEST_S = 60.0
_TIMES = "extract(epoch FROM created_at)::float AS promised_at, extract(epoch FROM sent_at)::float AS sent_at"
_PARSER = BytesHeaderParser(policy=policy.default)


def promised(shop: Shop) -> list[Json]:
    """Read the outbox."""
    return shop.rows(f"SELECT id, job_id, kind, status, message_id, last_error, {_TIMES} FROM outbox ORDER BY id")


def delays(mails: Iterable[Json], kills: Sequence[Kill]) -> list[tuple[float, Json]]:
    """Return how late each sent mail was, with the mail; without kills, simply since its promise."""
    killed_at = _killed_at(kills)
    sent = (mail for mail in mails if mail["sent_at"] is not None)
    return [(delay_s(mail["promised_at"], mail["sent_at"], killed_at), mail) for mail in sent]


def delayed_by_kills(since_promise: Iterable[tuple[float, Json]], kills: Sequence[Kill]) -> str:
    """Say how many mails took over a minute in all, and how often what they need was killed meanwhile."""
    slow = [mail for seconds, mail in since_promise if seconds > LATEST_S]
    killed_at = _killed_at(kills)
    meanwhile = [sum(mail["promised_at"] < at < mail["sent_at"] for at in killed_at) for mail in slow]
    return f"{len(slow)} mails, {min(meanwhile)} kills or more during each" if slow else "none"


def _killed_at(kills: Iterable[Kill]) -> list[float]:
    return [each.at for each in kills if each.victim in NEEDED_BY_MAIL]


def every_mail_has_arrived(mails: Sequence[Json], shop: Shop) -> Iterator[str]:
    """Compare what was promised with what lies in the mailbox, by Message-ID, and with what is shown as failed."""
    arrived = [_message_id(file.read_bytes()) for file in shop.mailbox.folder.glob("*.eml")]
    yield from (f"in the mailbox twice: {each}" for each in set(arrived) if arrived.count(each) > 1)
    shown = shop.rows("SELECT details ->> 'mail_id' AS id FROM events WHERE type = 'EmailFailed'")
    failed = {row["id"] for row in shown}
    for mail in mails:
        what = f"mail {mail['kind']} {mail['id']} of job {mail['job_id']}"
        if mail["status"] == "sent" and mail["message_id"] not in arrived:
            yield f"{what} says that it was sent, and did not arrive"
        elif mail["status"] == "failed" and mail["id"] not in failed:
            yield f"{what} failed, and the log does not show it"
        elif mail["status"] == "superseded" and not mail["last_error"]:
            yield f"{what} was dropped, and nobody said why"
        elif mail["status"] not in ("sent", "failed", "superseded"):
            yield f"{what} is still {mail['status']}: {mail['last_error']}"


def no_mail_is_late(late: Iterable[tuple[float, Json]]) -> Iterator[str]:
    """Name the mails that came later after a kill than is promised."""
    for seconds, mail in late:
        if seconds > LATEST_S:
            yield f"mail {mail['kind']} {mail['id']} of job {mail['job_id']} came {seconds:.1f} s late"


def _message_id(content: bytes) -> str:
    return str(_PARSER.parsebytes(content)["Message-ID"])
