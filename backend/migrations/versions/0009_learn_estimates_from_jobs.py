"""Learn estimates from the lab's own jobs"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"

# Coefficients of the first formula that the present one has no use for; the catalogue would be refused with them.
NO_LONGER_KNOWN = {"filling", "hours_per_cm2", "hours_per_layer"}
SETTINGS = sa.table("lab_settings", sa.column("id", sa.Integer), sa.column("data", postgresql.JSONB))


def upgrade() -> None:
    op.create_table(
        "learnt_estimates",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("printer", sa.String(length=80), nullable=False),
        sa.Column("coefficients", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("jobs", sa.Integer(), nullable=False),
        sa.Column("grams_error_before", sa.Float(), nullable=False),
        sa.Column("grams_error", sa.Float(), nullable=False),
        sa.Column("hours_error_before", sa.Float(), nullable=False),
        sa.Column("hours_error", sa.Float(), nullable=False),
        sa.Column("fitted_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learnt_estimates")),
    )
    _forget_old_coefficients()


def _forget_old_coefficients() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(SETTINGS.c.id, SETTINGS.c.data)).all():
        for printer in (printer for method in row.data.get("methods", []) for printer in method.get("printers", [])):
            for name in NO_LONGER_KNOWN & printer.get("coefficients", {}).keys():
                del printer["coefficients"][name]
        connection.execute(SETTINGS.update().where(SETTINGS.c.id == row.id).values(data=row.data))


def downgrade() -> None:
    op.drop_table("learnt_estimates")
