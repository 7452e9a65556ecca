"""Money in words, in one place."""

SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}


def shown(cents: int, currency: str) -> str:
    """Write integer cents for people: `$4.25`; a currency without a sign of its own as `CHF 4.25`."""
    amount = f"{abs(cents) // 100:,}.{abs(cents) % 100:02d}"
    return f"{'-' if cents < 0 else ''}{SIGNS.get(currency, f'{currency} ')}{amount}"
