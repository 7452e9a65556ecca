"""New rows of several tables in one statement: the road to the database and back is walked once for all of them."""

from functools import cache
from typing import Any

from sqlalchemy import CTE, Executable, Select, bindparam, insert, inspect
from sqlalchemy.orm import Mapper

from app.extensions import db
from app.models.base import Base

Shape = tuple[tuple[type[Base], tuple[str, ...]], ...]


def write(saying: Select[Any], said: dict[str, object]) -> None:
    """Write every new object of the session, in the current transaction, with the statement that tells others.

    What nobody has set gets the database's default and is not read back, so that the session does not have them
    afterwards. Each must know its own key and those of the others.
    """
    rows = [(type(each), _columns(each)) for each in db.session.new]
    for each in list(db.session.new):
        db.session.expunge(each)
    shape = tuple((model, tuple(columns)) for model, columns in rows)
    values = {_name(place, key): each for place, (_, columns) in enumerate(rows) for key, each in columns.items()}
    db.session.execute(_statement(shape, saying), values | said)


def _columns(row: Base) -> dict[str, Any]:
    """Return what was set, by the names of the model."""
    state = inspect(row)
    return {each.key: state.dict[each.key] for each in state.mapper.column_attrs if each.key in state.dict}


def _name(place: int, key: str) -> str:
    return f"{place}_{key}"


@cache
def _statement(shape: Shape, saying: Select[Any]) -> Executable:
    """Return the statement for rows of these models and columns; writing it anew takes a while."""
    return saying.add_cte(*(_insert(place, model, keys) for place, (model, keys) in enumerate(shape)))


def _insert(place: int, model: type[Base], keys: tuple[str, ...]) -> CTE:
    mapper: Mapper[Base] = inspect(model)
    columns = {key: mapper.column_attrs[key].columns[0] for key in keys}
    values = {column: bindparam(_name(place, key), type_=column.type) for key, column in columns.items()}
    return insert(model).values(values).cte(f"row_{place}")
