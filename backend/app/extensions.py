"""What the application shares: created once, bound in create_app."""

import logging
import select
from functools import cache
from typing import Any

import psycopg
from flask import has_request_context, request
from flask_limiter import Limiter
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from redis import Redis
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import InvalidatePoolError, OperationalError
from sqlalchemy.pool import Pool

from app.models import Base

log = logging.getLogger(__name__)


def client_address() -> str:
    """Return the address of the caller, as the front door reports it."""
    return request.remote_addr or "unknown"


class LabSession(Session):
    """A session that spares reading requests the two round trips of a transaction: GET and HEAD change nothing."""

    def get_bind(self, *args: Any, **kwargs: Any) -> Engine | Connection:
        bind = super().get_bind(*args, **kwargs)
        if has_request_context() and request.method in READING and isinstance(bind, Engine):
            return _autocommitting(bind)
        return bind

    def close(self) -> None:
        """Give the connection back; one whose server has just died is thrown away, and the answer stands as it was."""
        try:
            super().close()
        except OperationalError:
            log.warning("the database went away at the end of a transaction")
            self.invalidate()


@cache
def _autocommitting(engine: Engine) -> Engine:
    return engine.execution_options(isolation_level="AUTOCOMMIT")


READING = frozenset({"GET", "HEAD"})
db = SQLAlchemy(model_class=Base, session_options={"class_": LabSession})
limiter = Limiter(
    key_func=client_address,
    strategy="moving-window",
    in_memory_fallback_enabled=True,
    swallow_errors=True,
    headers_enabled=False,
)


@event.listens_for(Pool, "checkout")
def refuse_dead_connection(connection: psycopg.Connection[Any], _record: object, _proxy: object) -> None:
    """Let the pool replace a connection whose server is gone, without asking the server each time.

    An idle PostgreSQL connection has nothing to read; one that has was closed from the other side.
    """
    if connection.closed or _has_something_to_read(connection.fileno()):
        raise InvalidatePoolError("the database has closed this connection")


def _has_something_to_read(descriptor: int) -> bool:
    waiting = select.poll()
    waiting.register(descriptor, select.POLLIN)
    return bool(waiting.poll(0))


def broker(url: str) -> Redis:
    """Connect to the broker. Short time-outs: a request must never wait for it."""
    return Redis.from_url(url, socket_timeout=1, socket_connect_timeout=0.5)
