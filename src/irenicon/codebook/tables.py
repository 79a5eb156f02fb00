"""The tables of knowledge files: what Irenicon brings, and a user's own folder laid over it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

from irenicon.errors import IreniconError


class Source(NamedTuple):
    """A file of knowledge: its text, what it holds, and its path for messages."""

    path: Traversable
    text: str
    data: dict[str, Any]

    def refuse(self, line: int, reason: str) -> IreniconError:
        """The error that names the file, the line and what is wrong there."""
        return IreniconError("bad_codebook", f"{self.path.name}, line {line}: {reason}", source=self.path.name)

    def line_of(self, start: str) -> int:
        """The first line that begins with these characters, 1 where none does."""
        return next((n for n, row in enumerate(self.text.splitlines(), 1) if row.startswith(start)), 1)

    def entries(self, table: str) -> Iterator[tuple[dict[str, Any], int]]:
        """Each `[[table]]` with its line."""
        lines = [n for n, line in enumerate(self.text.splitlines(), 1) if line.strip() == f"[[{table}]]"]
        yield from zip(self.data.get(table, []), lines, strict=True)


def read(path: Traversable) -> Source:
    """A TOML file; raises IreniconError "bad_codebook", naming file and line, where it is none."""
    text = path.read_text(encoding="utf-8")
    try:
        return Source(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise Source(path, text, {}).refuse(int(found[1]) if found else 1, str(error)) from error


def laid_over(shipped: Traversable, folder: Path | None, name: str | None = None) -> list[Source]:
    """The shipped file, and the user's of the same name (or of `name`) where the folder has one."""
    own = folder / (name or shipped.name) if folder else None
    return [read(shipped), *([read(own)] if own and own.is_file() else [])]


def merged(sources: list[Source], table: str, key: str) -> dict[str, tuple[dict[str, Any], Source, int]]:
    """The entries of a table by `key`, those of a later file over an earlier one's, key by key.

    Raises IreniconError "bad_codebook" where an entry has no such key or one file has it twice.
    """
    found: dict[str, tuple[dict[str, Any], Source, int]] = {}
    for source in sources:
        seen: set[str] = set()
        for entry, line in source.entries(table):
            name = entry.get(key)
            if not isinstance(name, str):
                raise source.refuse(line, f'a [[{table}]] needs {key} = "…"')
            if name in seen:
                raise source.refuse(line, f"the {table} '{name}' is there twice")
            seen.add(name)
            before = found[name][0] if name in found else {}
            found[name] = ({**before, **entry}, source, line)
    return found
