"""Days nobody knows: a grey ground through a row, with the word on it where there is room."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import marks
from analytics.charts.template import Palette

LABELLED_SHARE = 0.15
"""A narrower stretch, as a share of the time axis, has no room for its label on a phone."""


class Stretch(NamedTuple):
    """First and last day of an unbroken run of days."""

    first: pd.Timestamp
    last: pd.Timestamp

    @property
    def n_days(self) -> int:
        """Days from first to last, both counted."""
        return (self.last - self.first).days + 1


def stretches(dates: pd.Series, flagged: pd.Series) -> list[Stretch]:
    """Return each unbroken stretch of flagged days; one row per calendar day, in order."""
    flags = flagged.to_numpy(dtype=bool)
    number = (flagged != flagged.shift()).cumsum().to_numpy()[flags]
    days = dates[flags].groupby(number)
    return [Stretch(*ends) for ends in zip(days.min(), days.max(), strict=True)]


def veil(
    figure: go.Figure,
    axis: str,
    unknown: Sequence[Stretch],
    span_d: int,
    palette: Palette,
    text: str = "not logged",
) -> None:
    """Lay a grey ground behind stretches of days of one row.

    Parameters
    ----------
    figure : Figure
    axis : str
        The y axis of the row.
    unknown : sequence of Stretch
    span_d : int
        Days of the whole time axis.
    palette : Palette
    text : str
        Of the label of a stretch that has room for one; none if empty.
    """
    half = timedelta(hours=12)
    marks.shapes(
        figure,
        [
            {
                "type": "rect",
                "x0": stretch.first - half,
                "x1": stretch.last + half,
                "y0": 0,
                "y1": 1,
                "yref": f"{axis} domain",
                "fillcolor": palette.veil,
                "line": {"width": 0},
                "layer": "below",
            }
            for stretch in unknown
        ],
    )
    for stretch in unknown:
        if text and stretch.n_days > LABELLED_SHARE * span_d:
            say(figure, axis, stretch, text, palette)


def say(
    figure: go.Figure,
    axis: str,
    stretch: Stretch,
    text: str,
    palette: Palette,
    height_share: float = 0.5,
) -> None:
    """Write into a stretch, at a share of the row's height, why nothing is drawn there."""
    figure.add_annotation(
        x=stretch.first + (stretch.last - stretch.first) / 2,
        y=height_share,
        yref=f"{axis} domain",
        text=text,
        showarrow=False,
        font={"size": 12, "color": palette.muted},
    )
