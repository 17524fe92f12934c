"""Marks that several charts share: bands, labels at line ends, labelled lines, rows of dots."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.template import Palette

BEYOND = 1.5
"""Times the largest dose done: the ground from there on says that nobody tried."""
LABEL_SHARE = 0.075
"""Least distance of two labels, as a share of the height of the plot."""


class LineEnd(NamedTuple):
    """A label at the right end of a line, and which side of it is better."""

    text: str
    y: float
    is_above: bool = True


def band(
    figure: go.Figure, frame: pd.DataFrame, fill: str, x: str = "weekly_dose_au", axis: str = "y"
) -> None:
    """Fill between ``lower`` and ``upper``, flat and without outline."""
    shared = {
        "x": frame[x],
        "mode": "lines",
        "line_width": 0,
        "hoverinfo": "skip",
        "yaxis": axis,
    }
    figure.add_scatter(**shared, y=frame["upper"])
    figure.add_scatter(**shared, y=frame["lower"], fill="tonexty", fillcolor=fill)


def name_ends(  # noqa: PLR0913 - each says where
    figure: go.Figure,
    ends: Sequence[LineEnd],
    bounds: tuple[float, float],
    palette: Palette,
    x: float | str | pd.Timestamp | None = None,
    *,
    axis: str = "y",
    share: float = LABEL_SHARE,
) -> None:
    """Name lines inside the plot at its right end, labels moved apart.

    Parameters
    ----------
    figure : Figure
    ends : sequence of LineEnd
    bounds : tuple of float
        Lowest and highest value of the axis.
    palette : Palette
    x : float, str or Timestamp, optional
        Where the labels end; by default the right edge of the plot.
    axis : str
        The y axis of the lines.
    share : float
        Least distance of two labels, as a share of the height of their row.
    """
    span = bounds[1] - bounds[0]
    step = share * span
    wanted = [(end.y + (0.6 if end.is_above else -0.6) * step, end.text) for end in ends]
    notes(
        figure,
        [
            {
                "x": 1 if x is None else x,
                "xref": "x domain" if x is None else "x",
                "xanchor": "right",
                "y": y,
                "yref": axis,
                "yanchor": "middle",
                "text": text,
                "showarrow": False,
                "font": {"size": 12, "color": palette.ink},
            }
            for y, text in _apart(wanted, step, (bounds[0] + step, bounds[1] - step / 2))
        ],
    )


def _apart(
    wanted: Sequence[tuple[float, str]], step: float, bounds: tuple[float, float]
) -> list[tuple[float, str]]:
    """Push labels apart until none touches another, upward first and then down from the top."""
    placed = sorted(wanted)
    heights = [max(y, bounds[0]) for y, _ in placed]
    for i in range(1, len(heights)):
        heights[i] = max(heights[i], heights[i - 1] + step)
    ceiling = bounds[1]
    for i in reversed(range(len(heights))):
        heights[i] = min(heights[i], ceiling)
        ceiling = heights[i] - step
    return list(zip(heights, (text for _, text in placed), strict=True))


def note(  # noqa: PLR0913 - each says where
    figure: go.Figure,
    text: str,
    palette: Palette,
    *,
    at: tuple[float, float],
    anchor: tuple[str, str] = ("left", "bottom"),
    ref: tuple[str, str] = ("x domain", "y domain"),
    is_muted: bool = False,
    shift_px: int = 0,
) -> None:
    """Write a short text into the plot, so many pixels to the right of its place."""
    figure.add_annotation(
        text=text,
        x=at[0],
        y=at[1],
        xref=ref[0],
        yref=ref[1],
        xanchor=anchor[0],
        yanchor=anchor[1],
        align=anchor[0] if anchor[0] in ("left", "right") else "center",
        xshift=shift_px,
        showarrow=False,
        font={"size": 12, "color": palette.muted if is_muted else palette.ink},
    )


def shapes(figure: go.Figure, more: Sequence[Mapping[str, Any]]) -> None:
    """Add shapes at once: ``add_shape`` checks all those there are anew with each."""
    if more:
        figure.layout.shapes = [*figure.layout.shapes, *more]


def notes(figure: go.Figure, more: Sequence[Mapping[str, Any]]) -> None:
    """Add annotations at once, as :func:`shapes`."""
    if more:
        figure.layout.annotations = [*figure.layout.annotations, *more]


def untried(figure: go.Figure, largest_au: float, last_au: float, palette: Palette) -> None:
    """Veil the doses from 1.5 times the largest done up to the last one drawn, and say why."""
    if BEYOND * largest_au >= last_au:
        return
    figure.add_vrect(
        x0=BEYOND * largest_au, x1=last_au, fillcolor=palette.veil, line_width=0, layer="below"
    )
    note(
        figure,
        "beyond anything tried",
        palette,
        at=(1.0, 0.0),
        anchor=("right", "bottom"),
        is_muted=True,
    )


def title(figure: go.Figure, text: str, palette: Palette, top: float = 1.0) -> None:
    """Name a row of a chart, with its unit, bold at its top left."""
    figure.add_annotation(
        text=f"<b>{text}</b>",
        x=0,
        y=top,
        xref="x domain",
        yref="paper",
        xanchor="left",
        yanchor="bottom",
        showarrow=False,
        font={"size": 13, "color": palette.ink},
    )


def zero(figure: go.Figure, palette: Palette, *, is_vertical: bool = False) -> None:
    """Draw the line of no change."""
    line = {"color": palette.muted, "width": 1}
    if is_vertical:
        figure.add_vline(x=0, line=line)
    else:
        figure.add_hline(y=0, line=line)


def response_axes(figure: go.Figure, last_au: float, bounds: tuple[float, float]) -> go.Figure:
    """Give a response curve its axes: weekly dose across, change of power up."""
    figure.update_xaxes(
        title_text="Weekly dose (AU a week)",
        range=[0, last_au],
        hoverformat=".0f",
        unifiedhovertitle_text="%{x:.0f} AU a week",
    )
    figure.update_yaxes(
        title_text="Change of running power (%)",
        tickformat="+.3~g",
        labelalias={"+0": "0"},
        nticks=7,
        range=bounds,
    )
    return figure.update_layout(hovermode="x unified")
