"""The first tables."""

from __future__ import annotations

from alembic import op

from irenicon.store.schema import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the tables, the index of terms, and the guard on the audit log."""
    metadata.create_all(op.get_bind())
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


_SQLITE = (
    "CREATE VIRTUAL TABLE terms USING fts5(words, lemmas, facets, tokenize = 'unicode61 remove_diacritics 0')",
    "CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is only added to'); END",
    "CREATE TRIGGER audit_fixed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is only added to'); END",
)
_POSTGRESQL = (
    "CREATE TABLE terms (id integer PRIMARY KEY, terms tsvector NOT NULL)",
    "CREATE INDEX terms_found ON terms USING gin (terms)",
    "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit is only added to'; END $$",
    "CREATE TRIGGER audit_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
)
