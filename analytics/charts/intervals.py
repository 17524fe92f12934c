"""Named values one below the other, each with its interval and written out beside its name."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import plotly.graph_objects as go

from analytics.charts import marks, template
from analytics.charts.template import Palette

ROW_PX = 46
FOOT_PX = 52


@dataclass(frozen=True, slots=True)
class Row:
    """A value with its interval (NaN where there is none), and what it reads like.

    Attributes
    ----------
    name, said : str
        Of the row, and the value in words, with its unit.
    mean, lower, upper : float
    is_main : bool
        Whether it is the result the others stand beside.
    """

    name: str
    said: str
    mean: float
    lower: float = float("nan")
    upper: float = float("nan")
    is_main: bool = False


def chart(
    rows: Sequence[Row],
    palette: Palette,
    *,
    x_title: str,
    zero_text: str,
    limit: float | None = None,
) -> go.Figure:
    """Draw rows of dots with intervals over a common axis.

    Parameters
    ----------
    rows : sequence of Row
    palette : Palette
    x_title : str
        What the axis shows, with its unit.
    zero_text : str
        What the line at zero means.
    limit : float, optional
        Largest distance from zero that is drawn.
    """
    figure = template.figure(palette, len(rows) * ROW_PX + FOOT_PX + 20)
    low, high = _range(rows, limit)
    for at, row in enumerate(rows):
        colour = palette.model
        if isfinite(row.lower) and isfinite(row.upper):
            figure.add_scatter(
                x=[max(row.lower, low), min(row.upper, high)],
                y=[at, at],
                mode="lines",
                line={"color": colour, "width": 2.5 if row.is_main else 1.5},
                hoverinfo="skip",
            )
        if not isfinite(row.mean):
            continue
        inside = low <= row.mean <= high
        symbol = "circle" if inside else f"triangle-{'left' if row.mean < low else 'right'}"
        figure.add_scatter(
            x=[min(max(row.mean, low), high)],
            y=[at],
            mode="markers",
            marker={
                "symbol": symbol,
                "size": 10 if row.is_main else 9,
                "color": colour if row.is_main else palette.page,
                "line": {"color": colour, "width": 2},
                "opacity": 1,
            },
            cliponaxis=False,
            hovertemplate=f"{row.name}: {row.said}<extra></extra>",
        )
    marks.zero(figure, palette, is_vertical=True)
    marks.note(
        figure,
        zero_text,
        palette,
        at=(0.0, 1.0),
        anchor=("center", "bottom"),
        ref=("x", "y domain"),
    )
    figure.update_yaxes(
        range=[len(rows) - 0.5, -0.5],
        tickvals=list(range(len(rows))),
        ticktext=[_beside(row) for row in rows],
        showgrid=False,
    )
    figure.update_xaxes(title_text=x_title, range=[low, high], nticks=6, tickformat="+.3~g")
    figure.update_xaxes(labelalias={"+0": "0"})
    return figure.update_layout(hovermode="closest", margin={"t": 24})


def _beside(row: Row) -> str:
    name = f"<b>{row.name}</b>" if row.is_main else row.name
    return f"{name}<br>{row.said}"


def _range(rows: Sequence[Row], limit: float | None) -> tuple[float, float]:
    values = [
        value for row in rows for value in (row.mean, row.lower, row.upper) if isfinite(value)
    ]
    low, high = min([0.0, *values]), max([0.0, *values])
    if limit is not None:
        low, high = max(low, -limit), min(high, limit)
    margin = 0.06 * ((high - low) or 1.0)
    return low - margin, high + margin
