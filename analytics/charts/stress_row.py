"""Tissue stress as a row of the timeline: a line per tissue, the limit, and the days above it."""

from collections.abc import Hashable, Mapping
from math import isfinite
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import marks, stress_names
from analytics.charts.template import TISSUES, Palette, translucent
from analytics.charts.veils import LABELLED_SHARE, say, stretches
from analytics.charts.wording import number

LABELS: Final[dict[str, str]] = {
    "achilles": "Achilles",
    "patellar": "patellar tendon",
    "tibia": "tibia",
}
BAND_OPACITY: Final = 0.16
LATE_SHARE: Final = 0.85
"""Share of the time axis after which a word is written to the left of its mark."""
MOST: Final = 1.5
"""Times the highest line or limit: a band that reaches further is read by hover."""
BELOW_LIMIT: Final = 0.2
"""Height of a word on what is missing, as a share of the row's: the limit runs above it."""


def worse_legs(daily: pd.DataFrame) -> pd.DataFrame:
    """Return the higher leg of each tissue and day.

    Parameters
    ----------
    daily : DataFrame
        ``date``, ``tissue``, ``side``, ``percent``, ``percent_lower``, ``percent_upper``, and
        ``residual_above``: whether the rule of the limit says that the day is above it.

    Returns
    -------
    DataFrame
        A row per day and tissue, in order; missing where neither leg is known.
    """
    return _highest(daily, ["date", "tissue"])


def worst(daily: pd.DataFrame) -> pd.DataFrame:
    """Return the highest tissue and leg of each day, in order."""
    return _highest(daily, ["date"])


def draw(
    figure: go.Figure,
    axis: str,
    daily: pd.DataFrame,
    limit_percent: float | None,
    palette: Palette,
) -> None:
    """Draw the stress of each tissue in % of own high, the range of the worst, and the limit.

    Parameters
    ----------
    figure : Figure
    axis : str
    daily : DataFrame
        As for :func:`worse_legs`.
    limit_percent : float or None
        In % of own high; None where the rule is off.
    palette : Palette
    """
    lines, highest = worse_legs(daily), worst(daily)
    top = ceiling(highest, limit_percent)
    band(figure, axis, highest, str(highest["tissue"].iloc[-1]), palette)
    for tissue, look in TISSUES.items():
        mine = lines[lines["tissue"] == tissue]
        figure.add_scatter(
            x=mine["date"],
            y=mine["percent"],
            yaxis=axis,
            mode="lines",
            name=LABELS[tissue],
            line={"color": palette.tissue(tissue), "width": 2, "dash": look.dash},
            customdata=[said(row) for row in mine.to_dict("records")],
            hovertemplate="%{customdata}",
        )
    if limit_percent is not None:
        limit(figure, axis, limit_percent, palette)
        above(figure, axis, highest, palette)
    for stretch in stretches(highest["date"], highest["percent"].isna()):
        if stretch.n_days > LABELLED_SHARE * len(highest):
            say(figure, axis, stretch, "too little history", palette, BELOW_LIMIT)
    figure.layout["yaxis" + axis[1:]].update(range=[0, top], ticksuffix=" %")
    stress_names.write(figure, axis, lines, LABELS, palette)


def band(figure: go.Figure, axis: str, days: pd.DataFrame, tissue: str, palette: Palette) -> None:
    """Draw the range of ``percent_lower`` to ``percent_upper``; days without one break it."""
    fill = translucent(palette.tissue(tissue), BAND_OPACITY)
    for stretch in stretches(days["date"], days["percent_upper"].notna()):
        part = days[days["date"].between(stretch.first, stretch.last)]
        ends = {"percent_lower": "lower", "percent_upper": "upper"}
        part = part[["date", *ends]].rename(columns=ends)
        marks.band(figure, part, fill, "date", axis)


def limit(figure: go.Figure, axis: str, percent: float, palette: Palette) -> None:
    """Draw the limit as a labelled line."""
    figure.add_shape(
        type="line",
        x0=0,
        x1=1,
        xref="x domain",
        y0=percent,
        y1=percent,
        yref=axis,
        line={"color": palette.limit, "width": 1.5},
    )
    marks.note(
        figure,
        f"limit {percent:.0f} %",
        palette,
        at=(0.0, percent),
        ref=("x domain", axis),
        shift_px=2,
    )


def above(figure: go.Figure, axis: str, days: pd.DataFrame, palette: Palette) -> None:
    """Mark the days above the limit with a square, and the highest of them with the word."""
    over = days[days["residual_above"].fillna(False).astype(bool)]
    if over.empty:
        return
    figure.add_scatter(
        x=over["date"],
        y=over["percent"],
        yaxis=axis,
        mode="markers",
        name="above the limit",
        marker={"symbol": "square", "size": 7, "color": palette.limit, "opacity": 1},
        unselected={"marker": {"opacity": 1}},
        customdata=over["date"].dt.strftime("%Y-%m-%d"),
        hoverinfo="skip",
    )
    highest = over.sort_values("percent").iloc[-1]
    anchor = side(highest["date"], days["date"])
    figure.add_annotation(
        x=highest["date"],
        y=highest["percent"],
        yref=axis,
        text="■ above",
        xanchor=anchor,
        xshift=-6 if anchor == "right" else 6,
        showarrow=False,
        font={"size": 12, "color": palette.ink},
    )


def side(when: pd.Timestamp, dates: pd.Series) -> str:
    """Return the anchor by which a word at a day keeps within the time axis."""
    first, last = dates.min(), dates.max()
    return "right" if when - first > LATE_SHARE * (last - first) else "left"


def ceiling(days: pd.DataFrame, limit_percent: float | None) -> float:
    """Return the top of the axis, in % of own high."""
    highest, widest = days["percent"].max(), days["percent_upper"].max()
    # The limit keeps room above it for its label.
    drawn = max(1.1 * (limit_percent or 0.0), 100.0, highest if pd.notna(highest) else 0.0)
    return 1.08 * max(drawn, min(widest, MOST * drawn) if pd.notna(widest) else drawn)


def said(row: Mapping[Hashable, Any]) -> str:
    """Return one day's stress in words, with its leg and range."""
    if not isfinite(row["percent"]):
        return "too little history"
    names = ("percent", "percent_lower", "percent_upper")
    percent, low, high = (number(row[name]) for name in names)
    return f"{percent} % ({low} to {high} %), {row['side']}"


def _highest(daily: pd.DataFrame, of: list[str]) -> pd.DataFrame:
    falling = daily.sort_values("percent", ascending=False, kind="stable", na_position="last")
    return falling.drop_duplicates(of).sort_values(of, kind="stable").reset_index(drop=True)
