"""The token that opens an Office 365 mailbox: Microsoft's sign-in service gives it for the application's own secret."""

import smtplib
import ssl
from functools import lru_cache, partial

from msal import ConfidentialClientApplication  # type: ignore[import-untyped]  # msal comes without types
from msal.exceptions import MsalServiceError  # type: ignore[import-untyped]  # neither does this part of it

from app.services.catalog_service import settings
from app.services.mail_outcomes import LONGEST_REASON, SignInRefused, Unreachable
from app.services.mail_sign_in import SignIn

SCOPE = "https://outlook.office365.com/.default"
PASSING = frozenset({"temporarily_unavailable", "server_error"})
SHARE_OF_PATIENCE = 4  # two requests, each connects and reads: half of the conversation is left for the mail itself


def sign_in() -> SignIn:
    """Return a sign-in with a fresh enough token. Raises SignInRefused or Unreachable when there is none."""
    return partial(_by_token, mailbox=settings().smtp_username or "", token=_current())


def forget() -> None:
    """Have the next mail fetch a token of its own."""
    _application.cache_clear()


def _by_token(client: smtplib.SMTP, mailbox: str, token: str) -> None:
    """Speak XOAUTH2: a refusal comes as a question first, and wants an empty answer before the server says its code."""
    proof = f"user={mailbox}\x01auth=Bearer {token}\x01\x01"
    try:
        client.auth("XOAUTH2", lambda question=None: "" if question else proof)
    except smtplib.SMTPAuthenticationError:
        forget()  # rights that were granted since then stand only in a new one
        raise


def _current() -> str:
    """Return a token; msal keeps it until five minutes before its end."""
    found = settings()
    secret = found.smtp_oauth2_client_secret
    tenant = f"{found.smtp_oauth2_authority.rstrip('/')}/{found.smtp_oauth2_tenant}"
    known = (found.smtp_oauth2_client_id or "", secret.get_secret_value() if secret else "")
    try:
        answer = _application(tenant, *known, found.smtp_timeout_s).acquire_token_for_client([SCOPE])
    except (OSError, MsalServiceError) as error:  # what requests raises is an OSError
        raise Unreachable(f"sign-in service: {error}"[:LONGEST_REASON]) from error
    except ValueError as error:
        raise SignInRefused(f"the sign-in service does not know {tenant}") from error
    if token := answer.get("access_token"):
        return str(token)
    raise (Unreachable if answer.get("error") in PASSING else SignInRefused)(_words(answer))


@lru_cache(maxsize=1)
def _application(tenant: str, client_id: str, secret: str, patience_s: float) -> ConfidentialClientApplication:
    """Make msal's client, which holds the token. It asks the tenant for its addresses at once."""
    trusted = ssl.get_default_verify_paths().cafile or True  # the same as for the mail server itself
    return ConfidentialClientApplication(
        client_id, client_credential=secret, authority=tenant, instance_discovery=False, verify=trusted,
        timeout=patience_s / SHARE_OF_PATIENCE,
    )  # fmt: skip


def _words(answer: dict[str, str]) -> str:
    """Say why there is no token, without the numbers that only Microsoft can look up."""
    told = answer.get("error_description") or answer.get("error") or "no token, and no reason given"
    return " ".join(told.partition("Trace ID:")[0].split())[:LONGEST_REASON]
