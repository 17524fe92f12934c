"""Ids a person can read: slugs, and numbered ids made from them."""

import re
import unicodedata
from collections.abc import Container
from datetime import date
from typing import Final

from analytics.errors import InputError

SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")


def check(name: str, value: str) -> None:
    """Refuse an id that is no slug.

    Raises
    ------
    InputError
        With a slug made from ``value`` where one can be made.
    """
    if not SLUG.fullmatch(value):
        proposed = slug(value)
        remedy = f" {proposed!r} would do." if SLUG.fullmatch(proposed) else ""
        raise InputError(
            f"{name} is {value!r}; an id is 2 to 40 lower-case letters, digits and hyphens, "
            f"and does not begin with a hyphen.{remedy}"
        )


def slug(text: str) -> str:
    """Return the slug nearest to ``text``; empty if nothing of it can stay.

    Examples
    --------
    >>> slug("Zoë K.")
    'zoe-k'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40]


def numbered(athlete_id: str, local_date: date, letter: str, taken: Container[str]) -> str:
    """Return the first free id of one athlete's day, such as ``mara-20261122-t1``.

    Parameters
    ----------
    athlete_id : str
        Shortened where the id would exceed 40 characters.
    local_date : date
    letter : str
        What is numbered: ``p`` a plyometric session, ``t`` a test.
    taken : container of str
        Ids in use.
    """
    stem = f"{athlete_id[:24].rstrip('-')}-{local_date:%Y%m%d}-{letter}"
    number = 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"


def distinct(stem: str, taken: Container[str]) -> str:
    """Return the id nearest to ``stem`` that is not ``taken``, such as ``mara-spring-2``."""
    found, number = stem[:40].rstrip("-"), 1
    while found in taken:
        number += 1
        end = f"-{number}"
        found = f"{stem[: 40 - len(end)].rstrip('-')}{end}"
    return found
