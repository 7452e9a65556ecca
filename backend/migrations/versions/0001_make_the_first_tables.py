"""Make the first tables"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.execute("CREATE SEQUENCE job_number_seq AS integer")
    op.create_table(
        "checkouts",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column(
            "payment_type",
            sa.Enum(
                "campus_card",
                "check",
                "grant_code",
                "waived",
                name="payment_type",
                native_enum=False,
                create_constraint=True,
                length=12,
            ),
            nullable=False,
        ),
        sa.Column("txn_no", sa.String(length=60), nullable=True),
        sa.Column("calculated_cents", sa.Integer(), nullable=False),
        sa.Column("charged_cents", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("payer", sa.String(length=100), server_default="", nullable=False),
        sa.Column("picked_up_by", sa.String(length=100), nullable=False),
        sa.Column("staff_name", sa.String(length=100), nullable=False),
        sa.Column("workstation_id", sa.Uuid(), nullable=False),
        sa.Column("idempotency_key", sa.String(length=200), nullable=True),
        sa.Column("body_sha256", sa.String(length=64), nullable=False),
        sa.CheckConstraint("charged_cents >= 0 AND calculated_cents >= 0", name=op.f("ck_checkouts_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkouts")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_checkouts_idempotency_key")),
    )
    op.create_index(op.f("ix_checkouts_txn_no"), "checkouts", ["txn_no"], unique=False)
    op.create_table(
        "events",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("triggered_by", sa.String(length=100), nullable=False),
        sa.Column("workstation_id", sa.Uuid(), nullable=True),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_index("ix_events_job_id_id", "events", ["job_id", "id"], unique=False)
    op.create_table(
        "file_moves",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("src", sa.String(length=200), nullable=True),
        sa.Column("dst", sa.String(length=200), nullable=True),
        sa.Column("files", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "copied",
                "committed",
                "cleaned",
                "superseded",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=12,
            ),
            server_default="planned",
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_owner", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_moves")),
    )
    op.create_index("ix_file_moves_job_id", "file_moves", ["job_id"], unique=False)
    op.create_index(
        "ix_file_moves_open",
        "file_moves",
        ["next_attempt_at"],
        unique=False,
        postgresql_where="state IN ('planned', 'copied', 'committed')",
    )
    op.create_table(
        "heartbeats",
        sa.Column("process", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("process", name=op.f("pk_heartbeats")),
    )
    op.create_table(
        "lab_settings",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_lab_settings_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lab_settings")),
    )
    op.create_table(
        "originals",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("format", sa.String(length=8), nullable=False),
        sa.Column("report", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("inspect_attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("inspected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_originals")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("to_address", sa.String(length=100), nullable=False),
        sa.Column("context", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "queued",
                "sent",
                "failed",
                "superseded",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=12,
            ),
            server_default="queued",
            nullable=False,
        ),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_owner", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_id")),
    )
    op.create_index("ix_outbox_due", "outbox", ["next_attempt_at"], unique=False, postgresql_where="status = 'queued'")
    op.create_index("ix_outbox_job_id", "outbox", ["job_id", "id"], unique=False)
    op.create_table(
        "staff",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
    )
    op.create_index("uq_staff_lower_name", "staff", [sa.literal_column("lower(name)")], unique=True)
    op.create_table(
        "workstations",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("is_admin", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("storage_root", sa.String(length=300), nullable=True),
        sa.Column("session_version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workstations")),
        sa.UniqueConstraint("name", name=op.f("uq_workstations_name")),
    )
    op.create_table(
        "checkout_lines",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("checkout_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("grams", sa.Double(), nullable=False),
        sa.Column("charged_cents", sa.Integer(), nullable=False),
        sa.Column("is_partial", sa.Boolean(), server_default="false", nullable=False),
        sa.CheckConstraint("grams > 0", name=op.f("ck_checkout_lines_grams_positive")),
        sa.ForeignKeyConstraint(
            ["checkout_id"], ["checkouts.id"], name=op.f("fk_checkout_lines_checkout_id_checkouts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkout_lines")),
    )
    op.create_index(op.f("ix_checkout_lines_checkout_id"), "checkout_lines", ["checkout_id"], unique=False)
    op.create_index(op.f("ix_checkout_lines_job_id"), "checkout_lines", ["job_id"], unique=False)
    op.create_table(
        "checkout_voids",
        sa.Column("checkout_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("staff_name", sa.String(length=100), nullable=False),
        sa.Column("workstation_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checkout_id"], ["checkouts.id"], name=op.f("fk_checkout_voids_checkout_id_checkouts")
        ),
        sa.PrimaryKeyConstraint("checkout_id", name=op.f("pk_checkout_voids")),
    )
    op.create_table(
        "jobs",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("number", sa.Integer(), server_default=sa.text("nextval('job_number_seq')"), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "UPLOADED",
                "PENDING",
                "READYTOPRINT",
                "PRINTING",
                "COMPLETED",
                "PAIDPICKEDUP",
                "REJECTED",
                "CANCELED",
                "ARCHIVED",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("status_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("student_name", sa.String(length=100), nullable=False),
        sa.Column("student_email", sa.String(length=100), nullable=False),
        sa.Column("discipline", sa.String(length=100), nullable=False),
        sa.Column("class_number", sa.String(length=50), nullable=False),
        sa.Column("print_method", sa.String(length=20), nullable=False),
        sa.Column("color", sa.String(length=50), nullable=False),
        sa.Column("printer", sa.String(length=80), nullable=False),
        sa.Column("student_notes", sa.Text(), server_default="", nullable=False),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column(
            "search",
            sa.Text(),
            sa.Computed(
                "lower(student_name || ' ' || student_email || ' ' || class_number || ' ' || 'REQ-' || lpad(number::text, greatest(5, length(number::text)), '0'))",
                persisted=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "attention_rank",
            sa.SmallInteger(),
            sa.Computed(
                "CASE WHEN status = 'UPLOADED' AND reviewed_at IS NULL THEN 0 WHEN status IN ('UPLOADED', 'PENDING', 'READYTOPRINT', 'PRINTING', 'COMPLETED') THEN 1 ELSE 2 END",
                persisted=True,
            ),
            nullable=False,
        ),
        sa.Column("original_sha256", sa.String(length=64), nullable=False),
        sa.Column("original_filename", sa.String(length=255), nullable=False),
        sa.Column("folder_name", sa.String(length=80), nullable=False),
        sa.Column("file_name", sa.String(length=80), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=True),
        sa.Column("metadata_stale", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("authoritative_file", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("quote_weight_g", sa.Double(), nullable=True),
        sa.Column("quote_volume_ml", sa.Double(), nullable=True),
        sa.Column("quote_time_hours", sa.Double(), nullable=True),
        sa.Column("quote_price_cents", sa.Integer(), nullable=True),
        sa.Column("quote_rates", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("quote_comment", sa.Text(), server_default="", nullable=False),
        sa.Column("quoted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirm_serial", sa.Integer(), server_default="0", nullable=False),
        sa.Column("confirm_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirm_link_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lock_token_hash", sa.String(length=64), nullable=True),
        sa.Column("lock_staff_name", sa.String(length=100), nullable=True),
        sa.Column("lock_workstation_id", sa.Uuid(), nullable=True),
        sa.Column("lock_workstation_name", sa.String(length=50), nullable=True),
        sa.Column("lock_taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rejection_reasons", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False),
        sa.Column("closing_comment", sa.Text(), server_default="", nullable=False),
        sa.Column("storage_place", sa.String(length=100), server_default="", nullable=False),
        sa.Column("staff_notes", sa.Text(), server_default="", nullable=False),
        sa.Column("notes_version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "status <> 'PENDING' OR quote_price_cents IS NOT NULL", name=op.f("ck_jobs_pending_has_quote")
        ),
        sa.CheckConstraint("quote_price_cents >= 0", name=op.f("ck_jobs_price_not_negative")),
        sa.ForeignKeyConstraint(
            ["lock_workstation_id"],
            ["workstations.id"],
            name=op.f("fk_jobs_lock_workstation_id_workstations"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["original_sha256"], ["originals.sha256"], name=op.f("fk_jobs_original_sha256_originals")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("folder_name", name=op.f("uq_jobs_folder_name")),
        sa.UniqueConstraint("number", name=op.f("uq_jobs_number")),
    )
    op.create_index("ix_jobs_attention", "jobs", ["attention_rank", "id"], unique=False)
    op.create_index("ix_jobs_duplicate", "jobs", ["student_email", "original_sha256"], unique=False)
    op.create_index("ix_jobs_metadata_stale", "jobs", ["id"], unique=False, postgresql_where="metadata_stale")
    op.create_index(op.f("ix_jobs_original_sha256"), "jobs", ["original_sha256"], unique=False)
    op.create_index(
        "ix_jobs_search",
        "jobs",
        ["search"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search": "gin_trgm_ops"},
    )
    op.create_index("ix_jobs_status_id", "jobs", ["status", "id"], unique=False)
    op.create_index("ix_jobs_updated", "jobs", ["updated_at", "id"], unique=False)
    op.create_table(
        "revoked_sessions",
        sa.Column("jti", sa.Uuid(), nullable=False),
        sa.Column("workstation_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workstation_id"],
            ["workstations.id"],
            name=op.f("fk_revoked_sessions_workstation_id_workstations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("jti", name=op.f("pk_revoked_sessions")),
    )
    op.create_index(op.f("ix_revoked_sessions_expires_at"), "revoked_sessions", ["expires_at"], unique=False)
    op.create_table(
        "uploads",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("filename", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["originals.sha256"], name=op.f("fk_uploads_sha256_originals")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
    )
    op.create_index(op.f("ix_uploads_expires_at"), "uploads", ["expires_at"], unique=False)
    op.create_index(op.f("ix_uploads_sha256"), "uploads", ["sha256"], unique=False)
    op.execute("REVOKE UPDATE, DELETE, TRUNCATE ON events FROM lab_app")
    op.execute("REVOKE UPDATE, DELETE ON checkouts, checkout_lines, checkout_voids FROM lab_app")
    op.execute("REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON alembic_version FROM lab_app")


def downgrade() -> None:
    op.drop_index(op.f("ix_uploads_sha256"), table_name="uploads")
    op.drop_index(op.f("ix_uploads_expires_at"), table_name="uploads")
    op.drop_table("uploads")
    op.drop_index(op.f("ix_revoked_sessions_expires_at"), table_name="revoked_sessions")
    op.drop_table("revoked_sessions")
    op.drop_index("ix_jobs_updated", table_name="jobs")
    op.drop_index("ix_jobs_status_id", table_name="jobs")
    op.drop_index(
        "ix_jobs_search", table_name="jobs", postgresql_using="gin", postgresql_ops={"search": "gin_trgm_ops"}
    )
    op.drop_index(op.f("ix_jobs_original_sha256"), table_name="jobs")
    op.drop_index("ix_jobs_metadata_stale", table_name="jobs", postgresql_where="metadata_stale")
    op.drop_index("ix_jobs_duplicate", table_name="jobs")
    op.drop_index("ix_jobs_attention", table_name="jobs")
    op.drop_table("jobs")
    op.drop_table("checkout_voids")
    op.drop_index(op.f("ix_checkout_lines_job_id"), table_name="checkout_lines")
    op.drop_index(op.f("ix_checkout_lines_checkout_id"), table_name="checkout_lines")
    op.drop_table("checkout_lines")
    op.drop_table("workstations")
    op.drop_index("uq_staff_lower_name", table_name="staff")
    op.drop_table("staff")
    op.drop_index("ix_outbox_job_id", table_name="outbox")
    op.drop_index("ix_outbox_due", table_name="outbox", postgresql_where="status = 'queued'")
    op.drop_table("outbox")
    op.drop_table("originals")
    op.drop_table("lab_settings")
    op.drop_table("heartbeats")
    op.drop_index(
        "ix_file_moves_open", table_name="file_moves", postgresql_where="state IN ('planned', 'copied', 'committed')"
    )
    op.drop_index("ix_file_moves_job_id", table_name="file_moves")
    op.drop_table("file_moves")
    op.drop_index("ix_events_job_id_id", table_name="events")
    op.drop_table("events")
    op.drop_index(op.f("ix_checkouts_txn_no"), table_name="checkouts")
    op.drop_table("checkouts")
    op.execute("DROP SEQUENCE job_number_seq")
