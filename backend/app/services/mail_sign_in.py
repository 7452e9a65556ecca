"""How the mail server learns who we are: not at all, by name and password, or by a token of Microsoft's."""

import smtplib
from collections.abc import Callable

from app.services.catalog_service import settings

SignIn = Callable[[smtplib.SMTP], object]


def prepared() -> SignIn:
    """Return what is to be said to the server once the line is encrypted.

    Raises SignInRefused or Unreachable when there is no token to be had.
    """
    if settings().mail_transport == "smtp_oauth2":
        from app.services import mail_token  # here: msal costs every start a quarter of a second

        return mail_token.sign_in()
    return _by_password if settings().smtp_username else _silently


def _silently(_client: smtplib.SMTP) -> None:
    """Many servers of a campus take mail from its own computers."""


def _by_password(client: smtplib.SMTP) -> None:
    found = settings()
    client.login(found.smtp_username or "", found.smtp_password.get_secret_value() if found.smtp_password else "")
