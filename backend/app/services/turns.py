"""Wait for one's turn: what must not happen twice at the same time waits here until the other has committed."""

from sqlalchemy import func, select

from app.extensions import db


def take(*names: str) -> None:
    """Wait until nobody else holds these names, then hold them until the current transaction ends.

    Whoever takes several takes them in the same order as everybody else, so that no two wait for each other.
    """
    turns = (func.pg_advisory_xact_lock(func.hashtextextended(name, 0)) for name in names)
    db.session.execute(select(*turns))
