"""Asks the index of terms: FTS5 in SQLite, a tsvector with GIN in PostgreSQL. Terms hold letters and figures alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, text

from irenicon.store.query import Query
from irenicon.store.terms import facet

RANKED = 2_000  # hits that are put in order; more are shown as they were added
_OUTSIDE = ("plan", "document")  # fields that are no terms


class Matched(msgspec.Struct, frozen=True):
    """The ids of a page of entries with their scores, and how many there are in all, up to `RANKED` + 1."""

    scores: tuple[tuple[int, float], ...]
    total: int
    ranked: bool


def match(connection: Connection, query: Query, *, limit: int, offset: int) -> Matched:
    """The entries that answer to a query."""
    asks = _Asks.of(connection, query)
    given = {**asks.given, "limit": limit, "offset": offset, "most": RANKED + 1}
    total = int(
        connection.execute(text(f"SELECT count(*) FROM ({asks.ids} LIMIT :most) AS counted"), given).scalar_one()
    )
    ranked = total <= RANKED and bool(query.words or query.phrases)
    order = f"{asks.score} DESC, entries.id" if ranked else "entries.id"
    scored = asks.score if ranked else "0"
    rows = connection.execute(
        text(f"SELECT entries.id, {scored} AS score {asks.frm} ORDER BY {order} LIMIT :limit OFFSET :offset"), given
    )
    return Matched(tuple((row.id, max(0.0, float(row.score))) for row in rows), total, total <= RANKED)


def near(connection: Connection, act: str, words: Sequence[str], *, limit: int) -> tuple[tuple[int, float], ...]:
    """The provisions of an act, those first that share most of the words."""
    token = facet("act", act)
    if connection.dialect.name == "sqlite":
        wanted = " OR ".join([f'facets : "{token}"', *(f'words : "{word}"' for word in words)])
        terms = f'(facets : "{token}") AND ({wanted})'
        query = (
            "SELECT rowid AS id, -bm25(terms, 1.0, 0.5, 0.01) AS score FROM terms WHERE terms MATCH :terms "
            "ORDER BY score DESC, rowid LIMIT :limit"
        )
        rows = connection.execute(text(query), {"terms": terms, "limit": limit})
    else:
        any_of = " | ".join(f"'{word}':A" for word in words) or f"'{token}':C"
        query = (
            "SELECT id, ts_rank(terms, CAST(:words AS tsquery)) AS score FROM terms "
            "WHERE terms @@ CAST(:act AS tsquery) ORDER BY score DESC, id LIMIT :limit"
        )
        rows = connection.execute(text(query), {"words": any_of, "act": f"'{token}':C", "limit": limit})
    return tuple((row.id, float(row.score)) for row in rows)


class _Asks(msgspec.Struct, frozen=True):
    """Parts of the statement: where the entries come from, their score, and the values given."""

    frm: str
    score: str
    given: dict[str, Any]

    @property
    def ids(self) -> str:
        return f"SELECT entries.id {self.frm}"

    @classmethod
    def of(cls, connection: Connection, query: Query) -> _Asks:
        sqlite = connection.dialect.name == "sqlite"
        terms = _fts5(query) if sqlite else _tsquery(query)
        conditions, given = _outside(query)
        joined = "FROM entries"
        if terms:
            joined += f" JOIN terms ON terms.{'rowid' if sqlite else 'id'} = entries.id"
            conditions.append("terms MATCH :terms" if sqlite else "terms.terms @@ CAST(:terms AS tsquery)")
            given["terms"] = terms
        score = "-bm25(terms, 1.0, 0.5, 0.01)" if sqlite else "ts_rank(terms.terms, CAST(:terms AS tsquery), 1)"
        return cls(f"{joined} WHERE {' AND '.join(conditions)}", score if terms else "0", given)


def _outside(query: Query) -> tuple[list[str], dict[str, Any]]:
    """What is asked of plans and documents, which are no terms of the index."""
    conditions: list[str] = []
    given: dict[str, Any] = {}
    for field, values in query.fields:
        if field not in _OUTSIDE:
            continue
        names = [f"{field}{number}" for number in range(len(values))]
        given.update(zip(names, values, strict=True))
        if field == "plan":
            listed = ", ".join(f":{name}" for name in names)
            conditions.append(f"entries.document IN (SELECT document FROM placements WHERE plan IN ({listed}))")
        else:
            given.update({name: _beginning(given[name]) for name in names})
            conditions.append("(" + " OR ".join(f"entries.document LIKE :{name}" for name in names) + ")")
    return conditions, given


def _beginning(hash: str) -> str:
    return "".join(one for one in hash.lower() if one in "0123456789abcdef") + "%"


def _fts5(query: Query) -> str:
    """The query in the language of FTS5; every term stands in quotation marks and holds letters and figures alone."""
    parts = []
    for word in query.words:
        forms = " OR ".join(f'"{form}"{" *" if word.begins else ""}' for form in word.forms)
        parts.append(f"({{words lemmas}} : ({forms}))")
    parts += [f'(words : "{" ".join(phrase)}")' for phrase in query.phrases]
    parts += [f"(facets : ({' OR '.join(_quoted(values))}))" for values in _facets(query)]
    return " AND ".join(parts)


def _tsquery(query: Query) -> str:
    """The query in the language of PostgreSQL's text search, by weights: A words, B dictionary forms, C fields."""
    parts = []
    for word in query.words:
        mark = ":*AB" if word.begins else ":AB"
        parts.append("(" + " | ".join(f"'{form}'{mark}" for form in word.forms) + ")")
    parts += ["(" + " <-> ".join(f"'{word}':A" for word in phrase) + ")" for phrase in query.phrases]
    parts += ["(" + " | ".join(f"'{token}':C" for token in tokens) + ")" for tokens in _facets(query)]
    return " & ".join(parts)


def _facets(query: Query) -> list[list[str]]:
    return [[facet(field, value) for value in values] for field, values in query.fields if field not in _OUTSIDE]


def _quoted(tokens: list[str]) -> list[str]:
    return [f'"{token}"' for token in tokens]
