"""Which codings somebody may see, so that nobody codes under the sway of another."""

from __future__ import annotations

from collections.abc import Sequence

from irenicon.coding.model import Coding


def visible(codings: Sequence[Coding], who: str) -> tuple[Coding, ...]:
    """The codings of one document that `who` may see, in the order given.

    Their own always. Another's once it is done and so is their own; who has none sees those that are done once no
    coding of the document is still open.
    """
    own = [one for one in codings if one.analyst == who]
    ready = all(one.done is not None for one in (own or codings))
    return tuple(one for one in codings if one.analyst == who or (ready and one.done is not None))


def both_done(codings: Sequence[Coding]) -> bool:
    """Whether there are two codings or more, all of them done, so that their agreement can be computed."""
    return len(codings) > 1 and all(one.done is not None for one in codings)
