"""Keep which warnings about the model a student knew of when sending it"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    known = sa.Column("accepted_warnings", postgresql.JSONB(), server_default="[]", nullable=False)
    op.add_column("jobs", known)


def downgrade() -> None:
    op.drop_column("jobs", "accepted_warnings")
