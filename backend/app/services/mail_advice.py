"""What to do about the refusals that labs meet: docs/office-365.md explains them at length."""

# The first mark that stands in a refusal decides; those of Microsoft are precise, so they come first.
ADVICE = (
    ("AADSTS7000215", "The client secret is wrong. Copy its value (not its id) into SMTP_OAUTH2_CLIENT_SECRET."),
    ("AADSTS7000222", "The client secret has run out. Make a new one and put it into SMTP_OAUTH2_CLIENT_SECRET."),
    ("AADSTS700016", "This directory has no such application. Compare SMTP_OAUTH2_CLIENT_ID and SMTP_OAUTH2_TENANT."),
    ("AADSTS90002", "There is no such directory. Compare SMTP_OAUTH2_TENANT with the directory (tenant) id."),
    ("does not know", "There is no such directory. Compare SMTP_OAUTH2_TENANT with the directory (tenant) id."),
    ("5.7.139", "SMTP AUTH is switched off for this mailbox or the whole organization. Have it switched on."),
    (
        "5.7.3 ",
        "The application may not use this mailbox yet. Check consent, service principal and mailbox permission.",
    ),
    ("SendAsDenied", "This account may not write as MAIL_FROM. Use the mailbox's own address, or grant Send As."),
    ("5.7.60", "This account may not write as MAIL_FROM. Use the mailbox's own address, or grant Send As."),
    ("5.7.57", "The mail server wants a sign-in. Set SMTP_USERNAME and SMTP_PASSWORD, or MAIL_TRANSPORT=smtp_oauth2."),
    ("5.7.708", "Microsoft distrusts the address that this computer sends from. Ask the IT department."),
    ("535", "The mail server knows another name or password. Compare SMTP_USERNAME and SMTP_PASSWORD."),
    ("530", "The mail server wants a sign-in or encryption. Set SMTP_USERNAME, SMTP_PASSWORD and SMTP_STARTTLS=true."),
    ("432", "The mail server has too much from this mailbox just now. Lower MAIL_PER_MINUTE or MAIL_CONNECTIONS."),
    ("STARTTLS", "The server offers no encryption on this port. Compare SMTP_HOST and SMTP_PORT (587)."),
    (
        "CERTIFICATE_VERIFY_FAILED",
        "The server's certificate is not trusted. SMTP_HOST must be the name it is made for.",
    ),
    ("sign-in service", "Microsoft's sign-in service did not answer. Let this computer reach it by https, port 443."),
    ("timed out", "There is no answer. Let this computer reach SMTP_HOST at SMTP_PORT; a firewall may be in the way."),
    ("Connection refused", "Nobody listens there. Compare SMTP_HOST and SMTP_PORT."),
    ("not known", "There is no computer of that name. Compare SMTP_HOST."),
    ("No address associated", "There is no computer of that name. Compare SMTP_HOST."),
    (
        "550 5.1.1",
        "There is no such mailbox. Correct the address with the student; the job's page sends the mail again.",
    ),
)


def about(refusal: str | None) -> str | None:
    """Say what to do about a refusal; None when we know no better than its own words."""
    return next((advice for mark, advice in ADVICE if refusal and mark in refusal), None)
