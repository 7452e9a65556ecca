"""Hold mail after a restore, and let the application read how far a sequence has come, which a backup needs"""

from alembic import op

revision = "0003"
down_revision = "0002"

STATES = "'queued', 'sent', 'failed', 'superseded'"
SEQUENCES = "SEQUENCES IN SCHEMA public"


def upgrade() -> None:
    _allow(f"{STATES}, 'held'")
    op.execute(f"GRANT SELECT ON ALL {SEQUENCES} TO lab_app")
    op.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON SEQUENCES TO lab_app")


def downgrade() -> None:
    op.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT ON SEQUENCES FROM lab_app")
    op.execute(f"REVOKE SELECT ON ALL {SEQUENCES} FROM lab_app")
    op.execute("UPDATE outbox SET status = 'failed', last_error = 'held after a restore' WHERE status = 'held'")
    _allow(STATES)


def _allow(states: str) -> None:
    op.drop_constraint("status", "outbox", type_="check")
    op.create_check_constraint("status", "outbox", f"status IN ({states})")
