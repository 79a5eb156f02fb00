"""Reads HTML: of an article's page the article and what the page states of it, of any other page all its text."""

from __future__ import annotations

import re

import trafilatura
from lxml import etree, html

from irenicon.documents.about import About
from irenicon.documents.drawn import Drawn
from irenicon.documents.encoding import decode
from irenicon.errors import IreniconError

_BLOCKS = (
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th thead title tr ul"
)
_BLOCK_NAMES = frozenset(_BLOCKS.split())
_LEFT_OUT = ("script", "style", "template", "noscript", "head")
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)
_ARTICLE = re.compile(
    rb"<article\b|property=[\"']og:type[\"']\s+content=[\"']article|\"@type\"\s*:\s*\"\w*Article", re.IGNORECASE
)
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n\s*\n+")


def draw(data: bytes, source: str) -> Drawn:
    """The text of a page. Headings are marked "#" as in Markdown, items of lists "-" or by their number.

    Raises IreniconError "unreadable" where it nests so deep that text would be lost.
    """
    text, remarks = _characters(data, source)
    if _ARTICLE.search(data) and (article := _article(text)):
        return Drawn(article.text, article.about, remarks)
    return Drawn(_whole(text, source), remarks=remarks)


def _characters(data: bytes, source: str) -> tuple[str, tuple[str, ...]]:
    stated = _CHARSET.search(data[:4096])
    if stated:
        try:
            return data.decode(stated[1].decode("ascii")), ()
        except (LookupError, UnicodeDecodeError):
            pass  # the page states another encoding than it has
    return decode(data, source)


def _article(text: str) -> Drawn | None:
    """The article of a page as trafilatura finds it, or None where it finds none."""
    extracted = trafilatura.bare_extraction(text, include_comments=False, include_tables=True, with_metadata=True)
    if extracted is None:
        return None
    found = extracted if isinstance(extracted, dict) else extracted.as_dict()
    if not found.get("text"):
        return None
    about = About(title=found["title"] or None, date=found["date"] or None, author=found["author"] or None)
    paragraphs = "\n\n".join(line for line in found["text"].splitlines() if line.strip())
    heading = f"# {about.title}\n\n" if about.title else ""
    return Drawn(heading + paragraphs.removeprefix(f"{about.title}\n\n"), about)


def _whole(text: str, source: str) -> str:
    parser = html.HTMLParser(huge_tree=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, ValueError):
        return ""
    if parser.error_log.filter_from_fatals():
        raise IreniconError(
            "unreadable", f"{source} cannot be read whole: {parser.error_log.last_error.message}.", source
        )
    etree.strip_elements(root, *_LEFT_OUT, with_tail=False)
    pieces: list[str] = []
    _walk(root, pieces)
    lines = [_SPACES.sub(" ", line).strip() for line in "".join(pieces).split("\n")]
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip() + "\n"


def _walk(root: html.HtmlElement, pieces: list[str]) -> None:
    """The text of all elements in order, a blank line about each block; without recursion, since pages nest deep."""
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            pieces.append(element.tail or "")
            continue
        block = element.tag in _BLOCK_NAMES
        if event == "start":
            pieces += ["\n\n" if block else "\n" if element.tag == "br" else "", _mark(element), element.text or ""]
        else:
            pieces += ["\n\n" if block else "", element.tail or ""]


def _mark(element: html.HtmlElement) -> str:
    if element.tag != "li":
        return _HEADINGS.get(element.tag, "")
    parent = element.getparent()
    if parent is None or parent.tag != "ol":
        return "- "
    before = sum(1 for sibling in element.itersiblings(preceding=True) if sibling.tag == "li")
    return f"{int(parent.get('start') or 1) + before}. "
