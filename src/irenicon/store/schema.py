"""The tables of a workspace, the same in SQLite and PostgreSQL. A change here needs a migration beside it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

NEWEST = "0001"  # the migration that this program writes

metadata = MetaData()


class Moment(TypeDecorator[datetime]):
    """A moment in UTC as ISO 8601 text, which sorts and reads the same everywhere."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """The text of a moment; one without a time zone is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs its time zone.")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """The moment that the text gives."""
        return datetime.fromisoformat(value) if value is not None else None


class Json(TypeDecorator[bytes]):
    """JSON as bytes in Python and as text in the database, written and read by msgspec."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> str | None:
        """The text."""
        return value.decode() if value is not None else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> bytes | None:
        """The bytes."""
        return value.encode() if value is not None else None


def _document(**options: Any) -> Column[str]:
    return Column("document", String(64), ForeignKey("documents.hash"), nullable=False, **options)


plans = Table(
    "plans",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("name", Text, nullable=False),
    Column("revision", Integer, nullable=False, default=0),
    Column("added_at", Moment, nullable=False),
    Column("added_by", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("source", Text, nullable=False),
    Column("origin", Text),
    Column("media_type", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("title", Text),
    Column("date", Text),
    Column("author", Text),
    Column("words", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("read", Json, nullable=False),
    Column("names", Json, nullable=False),
    Column("told", Json, nullable=False),
    Column("program", Text, nullable=False),
    Column("found_at", Moment, nullable=False),
    Column("revision", Integer, nullable=False, default=0),
    Column("added_at", Moment, nullable=False),
    Column("added_by", Text, nullable=False),
)

originals = Table(
    "originals",
    metadata,
    _document(primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

placements = Table(
    "placements",
    metadata,
    Column("plan", String(80), ForeignKey("plans.id"), primary_key=True),
    _document(primary_key=True, index=True),
    Column("role", Text, nullable=False),
    Column("date", Text),
    Column("position", Integer, nullable=False),
)

commitments = Table(
    "commitments",
    metadata,
    _document(primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("act", Text, nullable=False),
    Column("found", Json, nullable=False),
    Column("saying", Json),
)

claims = Table(
    "claims",
    metadata,
    _document(primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("found", Json, nullable=False),
)

corrections = Table(
    "corrections",
    metadata,
    _document(primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("change", Json, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("note", Text, nullable=False, default=""),
)

codings = Table(
    "codings",
    metadata,
    _document(primary_key=True),
    Column("analyst", Text, primary_key=True),
    Column("begun", Moment, nullable=False),
    Column("done", Moment),
    Column("version", Integer, nullable=False, default=0),
    Column("coded", Json, nullable=False),
)

grades = Table(
    "grades",
    metadata,
    Column("name", Text, primary_key=True),
    Column("grade", Json, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

saved = Table(
    "saved",
    metadata,
    Column("account", Text, primary_key=True),
    Column("sort", Text, primary_key=True),
    Column("target", Text, primary_key=True),
    Column("at", Moment, nullable=False),
)

follows = Table(
    "follows",
    metadata,
    Column("account", Text, primary_key=True),
    Column("sort", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("at", Moment, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("plan", Text),
    Column("document", Text),
    Column("told", Json, nullable=False),
)

event_subjects = Table(
    "event_subjects",
    metadata,
    Column("sort", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("event", String(64), ForeignKey("events.id"), primary_key=True),
)

views = Table(
    "views",
    metadata,
    Column("sort", Text, primary_key=True),
    Column("target", Text, primary_key=True),
    Column("count", Integer, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("shown", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password", Text),
    Column("language", Text),
    Column("made_at", Moment, nullable=False),
    Column("closed_at", Moment),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token", Text, primary_key=True),
    Column("account", Text, ForeignKey("accounts.name"), nullable=False, index=True),
    Column("began_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
)

invitations = Table(
    "invitations",
    metadata,
    Column("token", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("used_by", Text),
    Column("used_at", Moment),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("detail", Json, nullable=False),
)

entries = Table(
    "entries",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("sort", Text, nullable=False),
    _document(),
    Column("key", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("stands", Json),
    Index("entries_of_document", "document", "sort", "key"),
)
