"""Wait for one's turn: what must not happen twice at the same time waits here until the other has committed."""

from functools import cache
from typing import Any

from sqlalchemy import Select, Text, bindparam, func, select

from app.extensions import db


def take(*names: str) -> None:
    """Wait until nobody else holds these names, then hold them until the current transaction ends.

    Whoever takes several takes them in the same order as everybody else, so that no two wait for each other.
    """
    db.session.execute(_turns(len(names)), {str(number): name for number, name in enumerate(names)})


@cache
def _turns(count: int) -> Select[Any]:
    """Return the statement that waits; writing it anew takes a while."""
    names = (bindparam(str(number), type_=Text) for number in range(count))
    return select(*(func.pg_advisory_xact_lock(func.hashtextextended(name, 0)) for name in names))
