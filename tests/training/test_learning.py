"""What is learned: names hidden, the same bytes from the same data, a file that comes back as it was."""

from itertools import islice

import numpy as np
import pytest

from irenicon.codebook.loading import load
from irenicon.errors import IreniconError
from irenicon.extraction.learned.encoder import vectors
from irenicon.extraction.learned.features import Unit, counted
from irenicon.extraction.learned.masking import Named, masked
from irenicon.extraction.learned.model import from_bytes, load_model, to_bytes
from irenicon.training.examples import from_sentences, known_words, own_sentences
from irenicon.training.learning import learn

KNOWN = frozenset({"president", "shall", "council"})


@pytest.mark.parametrize("names", [("Kenya", "Somalia"), ("United States", "Ukraine")])
def test_names_are_hidden_in_order_of_appearance(names: tuple[str, str]) -> None:
    one, other = names
    text = f"{one} shall pay {other}, and {one} shall leave."
    spans = [(text.index(one), one), (text.index(other), other), (text.rindex(one), one)]
    hidden = masked(text, [Named(start, start + len(name), name, "state") for start, name in spans], KNOWN)
    assert hidden.plain == "Alpha shall pay Bravo, and Alpha shall leave."
    assert hidden.words[:4] == ("<name>", "shall", "pay", "<name>")


def test_an_alliance_is_told_from_a_state() -> None:
    hidden = masked("NATO shall not enter.", [Named(0, 4, "NATO", "alliance")], KNOWN)
    assert hidden.plain == "the Alliance shall not enter."


def test_a_capitalised_word_that_is_known_counts_as_the_word() -> None:
    assert masked("President Aksoy shall go.", [], KNOWN).words[:2] == ("president", "<name>")


def test_what_is_counted() -> None:
    found = counted(Unit(("a", "b"), ("c",), ("d",)))
    assert found["words"] == {"a": 1, "b": 1}
    assert found["pairs"] == {"^ a": 1, "a b": 1, "b $": 1}
    assert found["lead"] == {"L:c": 1}
    assert found["heading"] == {"H:d": 1}


def test_the_same_data_give_the_same_bytes_and_the_file_comes_back() -> None:
    records = list(islice(own_sentences()["en"], 0, 4000, 20))
    known = known_words(records)
    examples = from_sentences(records, "en", load(), known)
    one, other = (to_bytes(learn(examples, ()).model) for _ in range(2))
    assert one == other
    model = from_bytes(one)
    whole = [example for example in examples if len(example.acts) == 1][:40]
    scores = model.score([example.unit for example in whole], vectors([example.plain for example in whole]))
    right = [model.acts[int(np.argmax(row))] == example.acts[0] for row, example in zip(scores, whole, strict=True)]
    assert sum(right) > 0.8 * len(whole)


def test_nothing_to_learn_from() -> None:
    with pytest.raises(ValueError, match="no example holds an act"):
        learn((), ())


def test_a_file_that_is_no_model() -> None:
    with pytest.raises(IreniconError, match="This is no model"):
        from_bytes(b"not a model")


def test_the_model_that_is_shipped_says_what_it_is() -> None:
    model = load_model()
    assert set(model.acts) <= set(load().acts)
    assert {"sentences", "texts", "unseen", "left_out"} <= set(model.card)
    assert model.known
