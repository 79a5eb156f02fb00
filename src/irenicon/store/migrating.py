"""Brings a workspace to the schema of this program."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

from irenicon.errors import IreniconError
from irenicon.store.schema import NEWEST, metadata


def migrate(connection: Connection, name: str) -> None:
    """Runs the steps that the workspace lacks, all of them or none.

    Raises IreniconError "newer" where a newer program has written it, "bad_data" where it holds something else.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('irenicon'))"))
    if not is_current(connection, name):
        _upgrade(connection)


def is_current(connection: Connection, name: str) -> bool:
    """Whether the workspace has the schema of this program and not an older one or none; raises as `migrate`."""
    version = _version(connection, name)
    if version is not None and version > NEWEST:
        raise IreniconError(
            "newer",
            f"{name} was written by a newer version of Irenicon (schema {version}, this one knows {NEWEST}). "
            "Nothing was changed; use the newer version.",
            name,
        )
    return version == NEWEST


def _version(connection: Connection, name: str) -> str | None:
    """The version of the schema, None in an empty database."""
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables and "placements" in tables:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if tables & ({"alembic_version"} | set(metadata.tables)) or (tables and connection.dialect.name == "sqlite"):
        raise IreniconError("bad_data", f"{name} is no workspace of Irenicon: it holds other tables.", name)
    return None


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "irenicon.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
