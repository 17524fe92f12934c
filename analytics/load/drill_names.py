"""Names that a slip of the pen may have meant."""

import difflib
import re
from collections.abc import Iterable
from typing import Final

_OFFERED: Final = 3


def nearest(written: str, known: Iterable[str]) -> list[str]:
    """Return up to three ids that are spelt alike or share a word; a slip's own one alone.

    Examples
    --------
    >>> nearest("pogoo", ["pogo", "bound"])
    ['pogo']
    """
    names = list(known)
    slug = "-".join(re.findall(r"[a-z0-9]+", written.lower()))
    if slip := difflib.get_close_matches(slug, names, n=1, cutoff=0.9):
        return slip
    alike = difflib.get_close_matches(slug, names, n=_OFFERED, cutoff=0.6)
    shared = [one for one in names if set(one.split("-")) & set(slug.split("-"))]
    shared.sort(key=lambda one: -difflib.SequenceMatcher(None, slug, one).ratio())
    return list(dict.fromkeys([*alike, *shared]))[:_OFFERED]


def meant(written: str, known: Iterable[str]) -> str:
    """Return what ``written`` likely meant, as a question; else nothing."""
    near = nearest(written, known)
    return f" {' or '.join(repr(one) for one in near)} meant?" if near else ""
