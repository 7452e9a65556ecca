"""Let a student be forgotten: payments stay, the people in them go

Payments are insert-only for the application; this function, with the owner's rights, is the one way to take the names out.
"""

from alembic import op

revision = "0007"
down_revision = "0006"

FORGET = """
CREATE FUNCTION forget_payers(jobs uuid[]) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    forgotten bigint;
BEGIN
    UPDATE checkouts SET payer = '', picked_up_by = 'erased', reason = ''
    WHERE id IN (SELECT checkout_id FROM checkout_lines WHERE job_id = ANY (jobs));
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    RETURN forgotten;
END $$
"""


def upgrade() -> None:
    op.execute(FORGET)
    op.execute("REVOKE ALL ON FUNCTION forget_payers(uuid[]) FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION forget_payers(uuid[]) TO lab_app")


def downgrade() -> None:
    op.execute("DROP FUNCTION forget_payers(uuid[])")
