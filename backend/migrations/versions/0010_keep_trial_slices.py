"""Keep what a slicer says of a model, for better estimates"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "trial_slices",
        sa.Column("original_sha256", sa.String(length=64), nullable=False),
        sa.Column("profile", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("grams", sa.Float(), nullable=True),
        sa.Column("hours", sa.Float(), nullable=True),
        sa.Column("refused", sa.Text(), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["original_sha256"], ["originals.sha256"],
            name=op.f("fk_trial_slices_original_sha256_originals"), ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("original_sha256", "profile", name=op.f("pk_trial_slices")),
    )


def downgrade() -> None:
    op.drop_table("trial_slices")
