"""Exchanges the names of two parties throughout a text."""

from irenicon.codebook.loading import load
from irenicon.languages.names import Name, NameFinder

FORMS = ("name", "adjective", "metonym", "leader")


class Exchange:
    """The exchange of two parties in one language: of their names, adjectives, capitals and leaders."""

    def __init__(self, one: str, other: str, language: str) -> None:
        self.one, self.other = one, other
        names = load().names[language]
        self._finder = NameFinder(names)
        self._written = {
            party: {
                form: [name.written for name in names if name.name == party and name.form == form] for form in FORMS
            }
            for party in (one, other)
        }

    def text(self, text: str) -> str:
        """The text with each written form replaced by the other party's form at the same place in its list."""
        pieces, reach = [], 0
        for start, end, name in self._finder.spans(text):
            if name.name in self._written:
                pieces += [text[reach:start], self._counterpart(name)]
                reach = end
        return "".join([*pieces, text[reach:]])

    def named(self, text: str, *, exchanged: bool) -> str:
        """The text with the two parties by their normal names, exchanged or as they are."""
        pieces, reach = [], 0
        for start, end, name in self._finder.spans(text):
            if name.name in self._written:
                pieces += [text[reach:start], f"<{self.party(name.name) if exchanged else name.name}>"]
                reach = end
        return "".join([*pieces, text[reach:]])

    def _counterpart(self, name: Name) -> str:
        own, theirs = self._written[name.name][name.form], self._written[self.party(name.name)][name.form]
        return theirs[min(own.index(name.written), len(theirs) - 1)] if theirs else name.written

    def party(self, name: str) -> str:
        """The party that takes another's place."""
        return {self.one: self.other, self.other: self.one}.get(name, name)
