"""What a page reads off the last fit: the question, the verdict and the answer, in one piece."""

from dataclasses import dataclass

import pandas as pd

from analytics.charts.response import Look
from data.fits import SavedFit
from pages.components import sources
from pages.components.answer import Answer, Standing
from pages.components.asked import Asked
from pages.components.verdict import Row


@dataclass(frozen=True, slots=True)
class Reading:
    """A question and what the last fit says to it.

    Attributes
    ----------
    asked : Asked
    saved : SavedFit
    own : Standing
        How much of the fit is the athlete's own.
    found : mapping or None
        The athlete's row of the evidence; None while it is not assessed.
    whose : str
        The curve asked for: ``own``, ``cohort``, ``new athlete``.
    answer : Answer
        Of the curve drawn.
    """

    asked: Asked
    saved: SavedFit
    own: Standing
    found: Row | None
    whose: str
    answer: Answer

    @property
    def is_borrowed(self) -> bool:
        """Whether the curve drawn as the athlete's is that of others, for want of data."""
        return self.whose == "own" and _is_too_little(self.found, self.own)

    @property
    def drawn(self) -> str:
        """The curve that is drawn, of :func:`pages.components.answer.curve`."""
        return "new athlete" if self.is_borrowed else self.whose

    @property
    def look(self) -> Look:
        """How the curve is drawn."""
        if self.is_borrowed or self.whose != "own":
            return "borrowed"
        confounded = self.found is not None and self.found["verdict"] == "confounded"
        return "confounded" if confounded else "own"

    def table(self, name: str) -> pd.DataFrame:
        """Return the athlete's rows of a table of the evidence."""
        asked = self.asked
        return sources.of_athlete(asked.at, asked.series, name, asked.athlete_id)


def read(asked: Asked, saved: SavedFit, whose: str) -> Reading:
    """Put a question to the last fit."""
    own = sources.standing(asked.at, asked.series, asked.athlete_id)
    found = sources.found(asked.at, asked.series, asked.athlete_id)
    drawn = "new athlete" if whose == "own" and _is_too_little(found, own) else whose
    answer = sources.answer(
        asked.at, asked.series, asked.athlete_id, drawn, asked.dose_au, asked.weeks
    )
    return Reading(asked, saved, own, found, whose, answer)


def _is_too_little(found: Row | None, own: Standing) -> bool:
    insufficient = found is not None and found["verdict"] == "insufficient"
    return insufficient or own.is_too_little
