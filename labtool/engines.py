"""Start the real PostgreSQL and Valkey from their wheels, for `./lab up` and for the tests alike."""

from labtool.postgres import Postgres, create_roles_and_database
from labtool.valkey import Valkey

__all__ = ["Postgres", "Valkey", "create_roles_and_database"]
