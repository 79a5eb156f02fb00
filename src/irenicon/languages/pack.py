"""Language packs: the grammar words of a language, read from its TOML file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from irenicon.errors import IreniconError
from irenicon.languages.folder import languages, table
from irenicon.languages.lexicon import Lexicon, Separable


class Pack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The grammar of one language: word classes and the words of its quantities and deadlines."""

    code: str
    verb_second: bool
    separable: tuple[str, ...]
    after_prefix: tuple[str, ...]
    genitive: tuple[str, ...]
    opaque: tuple[str, ...]
    classes: dict[str, tuple[str, ...]]
    units: dict[str, tuple[str, ...]]
    deadline: dict[str, tuple[str, ...]]
    forms: dict[str, str]

    def lexicon(self, more: Mapping[str, tuple[str, ...]], opaque: tuple[str, ...] = ()) -> Lexicon:
        """A lexicon of the pack's own classes with further ones (the codebook's) beside them."""
        return Lexicon(
            self.code,
            {
                **more,
                **self.classes,
                "TIME_UNIT": self.units["time"],
                "NOT_A_DEADLINE": self.deadline["not_a_deadline"],
            },
            Separable(self.separable, frozenset(self.after_prefix)),
            (*self.opaque, *opaque),
        )


@cache
def pack(language: str) -> Pack:
    """The pack of a language code; raises IreniconError "unknown_language" where there is none."""
    if language not in languages():
        raise IreniconError(
            "unknown_language",
            f"The text is in a language that cannot be assessed ('{language}'); there are packs for: "
            f"{', '.join(languages())}. Name the language with --language if it was taken for another.",
        )
    return msgspec.convert(table(language, "grammar"), Pack)
