"""Where the name of each tissue's line stands: on the line, where it stands out most."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import marks
from analytics.charts.template import Palette, translucent

EDGE: Final = 0.12
"""Share of the time axis at either end in which a name would be cut off."""
APART: Final = 0.24
"""Distance of two names, as a share of the time axis; where there is no room, the most there is."""


def places(lines: pd.DataFrame, taken: Sequence[pd.Timestamp] = ()) -> dict[str, pd.Timestamp]:
    """Return for each tissue the day on which its line stands out most.

    Parameters
    ----------
    lines : DataFrame
        ``date``, ``tissue``, ``percent``: a row per day and tissue.
    taken : sequence of Timestamp
        Days beside which something else is written.
    """
    wide = lines.pivot_table(index="date", columns="tissue", values="percent")
    if wide.empty:
        return {}
    first, span = lines["date"].min(), lines["date"].max() - lines["date"].min()
    is_inner = (wide.index >= first + EDGE * span) & (wide.index <= first + (1 - EDGE) * span)
    found: dict[str, pd.Timestamp] = {}
    gaps = {name: wide[name] - wide.drop(columns=name).max(axis=1).fillna(0.0) for name in wide}
    for name in sorted(gaps, key=lambda one: gaps[one].max(), reverse=True):
        gap = gaps[name].dropna()
        inner = gaps[name][is_inner].dropna()
        gap = inner if len(inner) else gap  # a line that only begins is named at the edge
        if others := [*taken, *found.values()]:
            away = pd.concat([abs(gap.index.to_series() - one) for one in others], axis=1)
            nearest = away.min(axis=1)
            gap = gap[nearest >= min(APART * span, nearest.max())]
        found[str(name)] = gap.index.to_series()[gap.to_numpy() == gap.max()].iloc[0]
    return found


def write(
    figure: go.Figure, axis: str, lines: pd.DataFrame, labels: dict[str, str], palette: Palette
) -> None:
    """Write each tissue's name on its line, in ink."""
    over = lines[lines["residual_above"].fillna(False).astype(bool)]
    taken = list(over.nlargest(1, "percent")["date"])
    heights = lines.set_index(["tissue", "date"])["percent"]
    marks.notes(
        figure,
        [
            {
                "x": when,
                "y": float(heights[tissue, when]),
                "yref": axis,
                "yanchor": "bottom",
                "yshift": 4,
                "text": labels[tissue],
                "showarrow": False,
                "bgcolor": translucent(palette.page, 0.7),
                "borderpad": 0,
                "font": {"size": 12, "color": palette.ink},
            }
            for tissue, when in places(lines, taken).items()
        ],
    )
