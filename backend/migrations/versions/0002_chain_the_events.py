"""Chain the events, and set apart what they tell about people

Every event gets a link when its transaction commits: a hash over the link before it and its own fields. The functions
run with the owner's rights (SECURITY DEFINER), so that the application can add to the chain and do nothing else to it.
The triggers are ENABLE ALWAYS: session_replication_role does not switch them off.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# The words of a job's event that name nobody; app/services/event_service.py has the same list for new ones.
PUBLIC = (
    "'from', 'to', 'reference', 'kind', 'mail_id', 'version', 'price_cents', 'reviewed', 'printer', 'override', "
    "'declined', 'checkout_id', 'sha256'"
)
DEFINER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp"

SET_APART = f"""
WITH told AS (
    SELECT id, details - ARRAY[{PUBLIC}] AS data, uuid_send(gen_random_uuid()) AS salt FROM events WHERE job_id IS NOT NULL
), kept AS (
    INSERT INTO event_private (event_id, salt, data)
    SELECT id, salt, data::text FROM told WHERE data <> '{{}}' RETURNING event_id, salt, data
)
UPDATE events SET
    details = (SELECT jsonb_object_agg(key, value) FROM jsonb_each(details) WHERE key IN ({PUBLIC})),
    private_digest = sha256(kept.salt || convert_to(kept.data, 'UTF8'))
FROM kept WHERE kept.event_id = events.id
"""

# Each field goes in with its length before it, so that no two different lines read the same.
LINK_HASH = """
CREATE FUNCTION event_link_hash(previous bytea, place bigint, line events) RETURNS bytea LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
    SELECT sha256(previous || convert_to(string_agg(octet_length(field) || ':' || field, '' ORDER BY number), 'UTF8'))
    FROM unnest(ARRAY[
        place::text, line.id::text, coalesce(line.job_id::text, ''), line.type,
        (extract(epoch FROM line.at) * 1000000)::bigint::text, line.triggered_by,
        coalesce(line.workstation_id::text, ''), line.details::text, coalesce(encode(line.private_digest, 'hex'), '')
    ]) WITH ORDINALITY AS fields(field, number)
$$
"""

CHAIN = f"""
CREATE FUNCTION chain_event() RETURNS trigger {DEFINER} AS $$
DECLARE
    head event_chain;
    linked bytea;
BEGIN
    SELECT * INTO STRICT head FROM event_chain FOR UPDATE;
    linked := event_link_hash(head.hash, head.count + 1, NEW);
    INSERT INTO event_links (place, event_id, hash) VALUES (head.count + 1, NEW.id, linked);
    UPDATE event_chain SET count = head.count + 1, hash = linked;
    RETURN NULL;
END $$
"""

CHAIN_WHAT_IS_THERE = """
DO $$
DECLARE
    line events;
    head event_chain;
BEGIN
    FOR line IN SELECT * FROM events ORDER BY id LOOP
        SELECT * INTO head FROM event_chain;
        INSERT INTO event_links (place, event_id, hash)
            VALUES (head.count + 1, line.id, event_link_hash(head.hash, head.count + 1, line));
        UPDATE event_chain SET count = head.count + 1, hash = (SELECT hash FROM event_links WHERE place = head.count + 1);
    END LOOP;
END $$
"""

REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'event_private' AND TG_OP = 'DELETE' AND current_setting('lab.erasing', true) = 'yes' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the event log is never changed: % of % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$
"""

ONLY_ONWARDS = """
CREATE FUNCTION chain_only_onwards() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.count = OLD.count + 1 AND EXISTS (
        SELECT FROM event_links WHERE place = NEW.count AND hash = NEW.hash
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the event log is never changed: % of % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$
"""

ERASE = f"""
CREATE FUNCTION erase_event_private(jobs uuid[]) RETURNS bigint {DEFINER} AS $$
DECLARE
    erased bigint;
BEGIN
    PERFORM set_config('lab.erasing', 'yes', true);
    DELETE FROM event_private USING events WHERE events.id = event_private.event_id AND events.job_id = ANY (jobs);
    GET DIAGNOSTICS erased = ROW_COUNT;
    PERFORM set_config('lab.erasing', 'no', true);
    RETURN erased;
END $$
"""

FIXED = ("events", "event_links", "event_private")


def upgrade() -> None:
    op.add_column("events", sa.Column("private_digest", sa.LargeBinary(), nullable=True))
    op.create_table(
        "event_private",
        sa.Column("event_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_private_event_id_events")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event_private")),
    )
    op.create_table(
        "event_links",
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_links_event_id_events")),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_event_links")),
        sa.UniqueConstraint("event_id", name=op.f("uq_event_links_event_id")),
    )
    op.create_table(
        "event_chain",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_event_chain_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_chain")),
    )
    op.execute("INSERT INTO event_chain (id, count, hash) VALUES (1, 0, sha256(''))")
    for statement in (SET_APART, LINK_HASH, CHAIN_WHAT_IS_THERE, CHAIN, REFUSE, ONLY_ONWARDS, ERASE):
        op.execute(statement)
    _guard()


def _guard() -> None:
    op.execute(
        "CREATE CONSTRAINT TRIGGER chain AFTER INSERT ON events DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION chain_event()"
    )
    op.execute("ALTER TABLE events ENABLE ALWAYS TRIGGER chain")
    for table, guard in (dict.fromkeys(FIXED, "refuse_change") | {"event_chain": "chain_only_onwards"}).items():
        op.execute(f"CREATE TRIGGER refuse BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {guard}()")
        op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER refuse")
        op.execute(
            f"CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER refuse_truncate")
    op.execute("REVOKE ALL ON event_links, event_chain FROM lab_app")
    op.execute("GRANT SELECT ON event_links, event_chain TO lab_app")
    op.execute("REVOKE UPDATE, DELETE, TRUNCATE ON event_private FROM lab_app")
    op.execute("REVOKE ALL ON FUNCTION chain_event(), erase_event_private(uuid[]) FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION erase_event_private(uuid[]) TO lab_app")


def downgrade() -> None:
    op.execute("DROP TRIGGER chain ON events")
    for trigger in ("refuse", "refuse_truncate"):
        op.execute(f"DROP TRIGGER {trigger} ON events")
    op.execute(
        "UPDATE events SET details = details || event_private.data::jsonb FROM event_private "
        "WHERE event_private.event_id = events.id"
    )
    for table in ("event_chain", "event_links", "event_private"):
        op.drop_table(table)
    op.execute("DROP FUNCTION erase_event_private(uuid[]), chain_event(), event_link_hash(bytea, bigint, events)")
    op.execute("DROP FUNCTION chain_only_onwards(), refuse_change()")
    op.drop_column("events", "private_digest")
