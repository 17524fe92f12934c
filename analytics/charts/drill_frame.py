"""What the marks of the drills stand on: a row for each, and steps on a logarithmic axis."""

import math
from html import escape
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import marks, template
from analytics.charts.stress_row import LABELS
from analytics.charts.template import TISSUES, Palette
from analytics.charts.wording import number

ROW_PX: Final = 30
HEAD_PX: Final = 33
FOOT_PX: Final = 50
FOOT_LABEL_PX: Final = 18
_GLYPHS: Final = {"achilles": "●", "patellar": "▲", "tibia": "■"}
_MOST_LABELS: Final = 5
APART_ROWS: Final = 0.27
"""Between the marks of two tissues in one row, as a share of the row."""
_LONGEST_NAME: Final = 24
_FEWEST_STEPS: Final = 1e-3
"""Bands may run past this to the left, dots do not: a contact of fewer steps weighs nothing."""


def empty(drills: pd.DataFrame, palette: Palette, picked: str | None, row_px: int) -> go.Figure:
    """Return a figure with a row for each drill, parted by lines, and no marks yet.

    Parameters
    ----------
    drills : DataFrame
        ``drill_id`` and ``name``, from the top row down.
    palette : Palette
    picked : str or None
        The drill whose row stands out.
    row_px : int
    """
    n = len(drills)
    figure = template.figure(palette, round(HEAD_PX + n * row_px + FOOT_LABEL_PX + FOOT_PX))
    figure.update_layout(margin={"t": HEAD_PX, "b": FOOT_PX, "l": 8, "r": 12}, hovermode="closest")
    names = [escape(_short(name), quote=False) for name in drills["name"]]
    figure.update_yaxes(
        range=[n - 0.5 + FOOT_LABEL_PX / row_px, -0.5],
        tickvals=list(range(n)),
        ticktext=[
            f"<b>{name}</b>" if drill_id == picked else name
            for drill_id, name in zip(drills["drill_id"], names, strict=True)
        ],
        showgrid=False,
        fixedrange=True,
    )
    marks.shapes(figure, _grounds(list(drills["drill_id"]), palette, picked))
    head = "   ".join(
        f'<span style="color:{palette.tissue(tissue)}">{_GLYPHS[tissue]}</span> {LABELS[tissue]}'
        for tissue in TISSUES
    )
    # From the left end of the figure, not of the plot: names leave a phone's plot little room.
    figure.update_layout(
        title={
            "text": head,
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "pad": {"l": 8, "b": 6},
            "font": {"size": 13, "color": palette.ink},
        }
    )
    return figure


def _grounds(drill_ids: list[str], palette: Palette, picked: str | None) -> list[dict[str, Any]]:
    """Return the ground of the picked row, and a line above every other but the first."""
    across = {"xref": "x domain", "x0": 0, "x1": 1, "layer": "below"}
    return [
        across
        | (
            {
                "type": "rect",
                "y0": row - 0.5,
                "y1": row + 0.5,
                "fillcolor": palette.veil,
                "line": {"width": 0},
            }
            if drill_id == picked
            else {
                "type": "line",
                "y0": row - 0.5,
                "y1": row - 0.5,
                "line": {"color": palette.grid, "width": 1},
            }
        )
        for row, drill_id in enumerate(drill_ids)
        if row or drill_id == picked
    ]


def axis(figure: go.Figure, rows: pd.DataFrame) -> None:
    """Show every dot, and each band as far left as it still weighs something."""
    dots = rows["steps"][rows["steps"] > 0]
    lowest = min([1.0, *dots, max([*rows["lower"].dropna().nsmallest(1), _FEWEST_STEPS])])
    highest = max([1.0, *rows["upper"].dropna()])
    # To the left also room for the arrow of a band that is cut.
    low, high = math.log10(lowest) - 0.35, math.log10(highest) + 0.15
    decades = range(math.ceil(low), math.floor(high) + 1)
    every = 1 if len(decades) <= _MOST_LABELS else 2  # even powers, so that 1 is named
    figure.update_xaxes(
        type="log",
        range=[low, high],
        tickvals=[10.0**power for power in decades],
        ticktext=["" if power % every else _decade(power) for power in decades],
        tickangle=0,
        title_text="Easy running steps per contact",
        fixedrange=True,
    )


def cut_bands(figure: go.Figure, rows: pd.DataFrame, at: dict[str, int], palette: Palette) -> None:
    """Point to the left where a band runs on beyond the axis, which :func:`axis` has set.

    ``at`` is the row of each drill.
    """
    low, _ = figure.layout.xaxis.range
    place = {tissue: number for number, tissue in enumerate(TISSUES)}
    marks.notes(
        figure,
        [
            {
                "text": "◀",
                "x": 0,
                "xref": "x domain",
                "y": at[row["drill_id"]] + (place[row["tissue"]] - 1) * APART_ROWS,
                "xanchor": "left",
                "yanchor": "middle",
                "showarrow": False,
                "font": {"size": 9, "color": palette.tissue(row["tissue"])},
            }
            for _, row in rows[rows["lower"] < 10**low].iterrows()
        ],
    )


def _decade(power: int) -> str:
    return f"{10.0**power:g}" if power < 0 else number(10.0**power)


def _short(name: str) -> str:
    """Return a name that leaves a phone room for the plot; the hover has it whole."""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"


def running_step(figure: go.Figure, palette: Palette) -> None:
    """Draw the running step, which is 1 by definition, and name it."""
    bottom, top = figure.layout.yaxis.range
    figure.add_scatter(
        x=[1, 1],
        y=[bottom, top],
        mode="lines",
        line={"color": palette.run, "width": 1.5, "dash": "dot"},
        hoverinfo="skip",
    )
    figure.add_annotation(
        x=0,  # of a logarithmic axis: the exponent
        y=0,
        yref="y domain",
        xanchor="left",
        yanchor="bottom",
        xshift=4,
        text="running step = 1",
        showarrow=False,
        font={"size": 12, "color": palette.ink},
    )
