"""Run migrations as lab_owner, through the application's own engine."""

from alembic import context

from app.extensions import db
from app.models import Base


def run() -> None:
    with db.engine.connect() as connection:
        context.configure(connection=connection, target_metadata=Base.metadata, compare_type=True)
        with context.begin_transaction():
            context.run_migrations()


run()
