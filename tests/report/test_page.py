"""The page: self-contained, escaped, with the whole text in it, in both languages."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from irenicon.assessment import assess, assess_files
from irenicon.documents.reading import from_text
from irenicon.errors import IreniconError
from irenicon.report.page import to_html
from irenicon.report.wording import LANGUAGES, wording

EXAMPLES = Path(__file__).parents[2] / "examples"


class Page(HTMLParser):
    """Collects the text of the text pane and every address that the page names."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.blocks: list[str] = []
        self._in_block = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action", "data")]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag == "p" and (given.get("class") or "").startswith("block"):
            self._in_block = True
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._in_block = False

    def handle_data(self, data: str) -> None:
        if self._in_block:
            self.blocks[-1] += data


def parsed(html: str) -> Page:
    page = Page()
    page.feed(html)
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_asked_of_another_host(language: str) -> None:
    page = parsed(to_html(assess_files([EXAMPLES / "plan.en.md"]), language=language))
    assert page.addresses
    assert all(address.startswith("#") for address in page.addresses)
    assert {address[1:] for address in page.addresses} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_the_whole_text_is_shown() -> None:
    text = (EXAMPLES / "plan.en.md").read_text(encoding="utf-8")
    page = parsed(to_html(assess_files([EXAMPLES / "plan.en.md"])))
    assert "".join("".join(page.blocks).split()) == "".join(re.sub(r"^#+ ", "", text, flags=re.M).split())


def test_what_a_text_says_cannot_become_markup() -> None:
    text = "1. Kenya shall withdraw <script>alert(1)</script> its troops from Somalia.\n\n2. Two.\n\n3. Three.\n"
    html = to_html(assess(from_text(text, source="<b>x</b>")))
    assert "<script>alert" not in html
    assert "<b>x</b>" not in html


def test_a_text_without_commitments_says_so() -> None:
    html = to_html(assess(from_text("It was a fine day on the river and nobody promised anything to anyone.")))
    assert wording("en")("no_commitments") in html


def test_every_language_says_the_same_things() -> None:
    first = wording(LANGUAGES[0]).sections
    for language in LANGUAGES[1:]:
        other = wording(language).sections
        assert {name: set(words) for name, words in other.items()} == {
            name: set(words) for name, words in first.items()
        }


def test_an_unknown_language_is_wrong_use() -> None:
    with pytest.raises(IreniconError, match="fr"):
        wording("fr")
