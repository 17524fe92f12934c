"""The stress a plan leads to: worse leg of each tissue, and a limit that climbs with the weeks."""

from typing import Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analytics.charts import stress_names, stress_row
from analytics.charts.template import TISSUES, Palette
from analytics.charts.wording import number

WEEK_D: Final = 7
NAMED_BELOW: Final = 0.9
"""Share of the row's height up to which the limit is named: above stands the row's own name."""


def draw(
    figure: go.Figure, axis: str, ahead: pd.DataFrame, behind: pd.DataFrame, palette: Palette
) -> None:
    """Draw stress before and after the last logged day, in % of that day's own high.

    Parameters
    ----------
    figure : Figure
    axis : str
    ahead : DataFrame
        As of :class:`analytics.charts.plan.Ahead`.
    behind : DataFrame
        As of :class:`analytics.charts.plan.Behind`.
    palette : Palette
    """
    lines, before = stress_row.worse_legs(ahead), _worse_before(behind)
    highest = stress_row.worst(ahead)
    if highest["percent"].notna().any():
        worst = highest.sort_values("percent").dropna(subset="percent").iloc[-1]
        mine = lines[lines["tissue"] == worst["tissue"]]
        stress_row.band(figure, axis, mine, str(worst["tissue"]), palette)
    for tissue, look in TISSUES.items():
        mine = lines[lines["tissue"] == tissue]
        past = before[before["tissue"] == tissue]
        said = [f"{number(one)} %" for one in past["percent"]]
        figure.add_scatter(
            x=pd.concat([past["date"], mine["date"]]),
            y=pd.concat([past["percent"], mine["percent"]]),
            yaxis=axis,
            mode="lines",
            name=stress_row.LABELS[tissue],
            line={"color": palette.tissue(tissue), "width": 2, "dash": look.dash},
            customdata=[*said, *map(stress_row.said, mine.to_dict("records"))],
            hovertemplate="%{customdata}",
        )
    limit = ahead.drop_duplicates("date")[["date", "limit_percent"]]
    top = _ceiling(pd.concat([highest["percent"], before["percent"]]), highest, limit)
    if limit["limit_percent"].notna().any():
        _limit(figure, axis, limit, top, palette)
    stress_row.above(figure, axis, highest, palette)
    figure.layout["yaxis" + axis[1:]].update(range=[0, top], ticksuffix=" %")
    if len(lines.dropna(subset="percent")):
        stress_names.write(figure, axis, lines, stress_row.LABELS, palette)


def limit_said(limit: pd.DataFrame) -> str:
    """Return the climbing limit in words, such as ``110 %, growing 10 % a week``.

    Parameters
    ----------
    limit : DataFrame
        ``date`` and ``limit_percent``, day by day.
    """
    first = float(limit["limit_percent"].iloc[0])
    growth = 0.0
    if len(limit) > WEEK_D:
        growth = 100 * (float(limit["limit_percent"].iloc[WEEK_D]) / first - 1) if first else 0.0
    # The first planned day has grown by a seventh of a week already.
    start = first / (1 + growth / 100) ** (1 / WEEK_D)
    return f"{start:.0f} %" + (f", growing {growth:.0f} % a week" if growth >= 0.5 else "")


def _limit(figure: go.Figure, axis: str, limit: pd.DataFrame, top: float, palette: Palette) -> None:
    figure.add_scatter(
        x=limit["date"],
        y=limit["limit_percent"],
        yaxis=axis,
        mode="lines",
        name="limit",
        line={"color": palette.limit, "width": 1.5},
        hovertemplate="%{y:.0f} %",
    )
    # A line that climbs out of the row leaves room for its name at the right, on a phone as well.
    edge = _edge(limit, top)
    last = float(limit["limit_percent"].iloc[-1])
    figure.add_annotation(
        x=limit["date"].iloc[-1],
        y=NAMED_BELOW * top if edge else min(last, NAMED_BELOW * top),
        yref=axis,
        text=f"limit {limit_said(limit)}{edge}",
        xanchor="right",
        yanchor="top" if edge else "bottom",
        xshift=-10,
        align="right",
        showarrow=False,
        font={"size": 12, "color": palette.ink},
    )


def _edge(limit: pd.DataFrame, top: float) -> str:
    """Return where the line of the limit goes on that leaves the row; empty if it does not."""
    last = float(limit["limit_percent"].iloc[-1])
    return f"<br>goes on above to {number(last)} %" if last > top else ""


def _worse_before(behind: pd.DataFrame) -> pd.DataFrame:
    if behind.empty:
        return behind
    known = behind.assign(percent_lower=np.nan, percent_upper=np.nan, residual_above=False)
    return stress_row.worse_legs(known)


def _ceiling(percent: pd.Series, highest: pd.DataFrame, limit: pd.DataFrame) -> float:
    """Return the top of the axis: the lines and most of the band, not all that a limit grows to."""
    most = max([100.0, *percent.dropna(), *limit["limit_percent"].dropna().head(4 * WEEK_D)])
    widest = highest["percent_upper"].max()
    return 1.12 * max(most, min(widest, stress_row.MOST * most) if pd.notna(widest) else most)
