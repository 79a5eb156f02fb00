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
        connection.execute(
            text(f"SELECT count(*) FROM (SELECT {asks.id} {asks.where} LIMIT :most) AS counted"), given
        ).scalar_one()
    )
    ranked = total <= RANKED and bool(query.words or query.phrases)
    score, order = (asks.score, f"score DESC, {asks.id}") if ranked else ("0", asks.id)
    page = f"SELECT {asks.id} AS id, {score} AS score {asks.where} ORDER BY {order} LIMIT :limit OFFSET :offset"
    rows = connection.execute(text(page), given)
    return Matched(tuple((row.id, max(0.0, float(row.score))) for row in rows), total, total <= RANKED)


def near(connection: Connection, act: str, words: Sequence[str], *, limit: int) -> tuple[tuple[int, float], ...]:
    """The provisions of an act, those first that share most of the rarer of the words."""
    token = facet("act", act)
    if connection.dialect.name == "postgresql":
        return _near_in_postgresql(connection, token, words, limit)
    wanted = f'facets : "{token}"'
    rare = _rare(connection, words)
    with_words = f"({wanted}) AND (words : ({' OR '.join(_quoted(rare))}))"
    query = (
        "SELECT rowid AS id, -bm25(terms, 1.0, 0.5, 0.01) AS score FROM terms WHERE terms MATCH :terms "
        "ORDER BY score DESC, rowid LIMIT :limit"
    )
    rows = connection.execute(text(query), {"terms": with_words, "limit": limit}).all() if rare else []
    found = {row.id: float(row.score) for row in rows}
    if len(found) < limit:
        others = "SELECT rowid AS id FROM terms WHERE terms MATCH :terms ORDER BY rowid LIMIT :limit"
        for id in connection.execute(text(others), {"terms": wanted, "limit": limit}).scalars():
            found.setdefault(id, 0.0)
    return tuple(found.items())[:limit]


def _near_in_postgresql(
    connection: Connection, token: str, words: Sequence[str], limit: int
) -> tuple[tuple[int, float], ...]:
    any_of = " | ".join(f"'{word}':A" for word in words) or f"'{token}':C"
    query = (
        "SELECT id, ts_rank(terms, CAST(:words AS tsquery)) AS score FROM terms "
        "WHERE terms @@ CAST(:act AS tsquery) ORDER BY score DESC, id LIMIT :limit"
    )
    rows = connection.execute(text(query), {"words": any_of, "act": f"'{token}':C", "limit": limit})
    return tuple((row.id, float(row.score)) for row in rows)


def _rare(connection: Connection, words: Sequence[str]) -> list[str]:
    """Those of the words that fewest entries have, as long as all of them together have not too many."""
    counted = text("SELECT doc FROM term_counts WHERE term = :word")
    counts = {word: connection.execute(counted, {"word": word}).scalar() or 0 for word in words}
    rare, reach = [], 0
    for word in sorted(counts, key=lambda one: (counts[one], one)):
        reach += counts[word]
        if reach > RANKED:
            break
        rare.append(word)
    return rare


class _Asks(msgspec.Struct, frozen=True):
    """Parts of the statement: the column of ids, where they come from, their score, and the values given."""

    id: str
    where: str
    score: str
    given: dict[str, Any]

    @classmethod
    def of(cls, connection: Connection, query: Query) -> _Asks:
        sqlite = connection.dialect.name == "sqlite"
        terms = _fts5(query) if sqlite else _tsquery(query)
        outside, given = _outside(query)
        if not terms:
            return cls("entries.id", f"FROM entries WHERE {' AND '.join(outside)}", "0", given)
        id = "terms.rowid" if sqlite else "terms.id"
        conditions = ["terms MATCH :terms" if sqlite else "terms.terms @@ CAST(:terms AS tsquery)"]
        if outside:
            plain = f"+{id}" if sqlite else id  # else SQLite asks the index of terms anew for every id
            conditions.append(f"{plain} IN (SELECT id FROM entries WHERE {' AND '.join(outside)})")
        score = "-bm25(terms, 1.0, 0.5, 0.01)" if sqlite else "ts_rank(terms.terms, CAST(:terms AS tsquery), 1)"
        return cls(id, f"FROM terms WHERE {' AND '.join(conditions)}", score, {**given, "terms": terms})


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
