"""What one contact of each drill costs each tissue, in easy running steps: a row per drill."""

import math
from html import escape
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import template
from analytics.charts.template import TISSUES, Palette, translucent
from analytics.charts.wording import MISSING, number

ROW_PX: Final = 30
HEAD_PX: Final = 33
FOOT_PX: Final = 50
FOOT_LABEL_PX: Final = 18
LABELS: Final = {"achilles": "Achilles", "patellar": "patellar tendon", "tibia": "tibia"}
_GLYPHS: Final = {"achilles": "●", "patellar": "▲", "tibia": "■"}
_APART_ROWS: Final = 0.27
"""Between the marks of two tissues in one row, as a share of the row."""
_MOST_LABELS: Final = 5
_LONGEST_NAME: Final = 24
_FEWEST_STEPS: Final = 1e-3
"""Bands may run past this to the left, dots do not: a contact of fewer steps weighs nothing."""


def steps(value: float) -> str:
    """Return a number of easy steps to two significant digits; a dash if missing.

    Examples
    --------
    >>> steps(5.8419), steps(0.0321), steps(21.2)
    ('5.8', '0.032', '21')
    """
    if not math.isfinite(value):
        return MISSING
    if value == 0:
        return "0"
    size = math.floor(math.log10(abs(value)))
    rounded = round(value, 1 - size)
    return number(rounded, max(0, 1 - math.floor(math.log10(abs(rounded)))))


def contacts(
    rows: pd.DataFrame,
    palette: Palette,
    *,
    picked: str | None = None,
    level: float = 0.90,
    row_px: int = ROW_PX,
) -> go.Figure:
    """Draw a row per drill with a mark and a band for each tissue, over a logarithmic axis.

    A mark is filled where somebody measured the load, hollow where it is modelled.

    Parameters
    ----------
    rows : DataFrame
        One per drill and tissue, drills from the top row down: ``drill_id``, ``name``,
        ``tissue``, ``steps``, ``lower``, ``upper`` (missing where unknown), ``load``, ``unit``,
        ``load_from``.
    palette : Palette
    picked : str, optional
        The drill whose row stands out.
    level : float
        Coverage of ``lower`` to ``upper``, named in the hover.
    row_px : int
        Height of a row.
    """
    drills = rows.drop_duplicates("drill_id")[["drill_id", "name"]].reset_index(drop=True)
    figure = _empty(drills, palette, picked, row_px)
    at = {drill_id: row for row, drill_id in enumerate(drills["drill_id"])}
    for place, tissue in enumerate(TISSUES):
        mine = rows[rows["tissue"] == tissue]
        y = mine["drill_id"].map(at) + (place - 1) * _APART_ROWS
        _bands(figure, mine, y, palette.tissue(tissue))
        _marks(figure, mine, y, palette, (tissue, level))
    _nothing(figure, rows, at, palette)
    _axis(figure, rows)
    _running_step(figure, palette)
    return figure


def _empty(drills: pd.DataFrame, palette: Palette, picked: str | None, row_px: int) -> go.Figure:
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
    for row in range(n):
        is_picked = drills["drill_id"].iloc[row] == picked
        if is_picked:
            figure.add_hrect(
                y0=row - 0.5, y1=row + 0.5, fillcolor=palette.veil, line_width=0, layer="below"
            )
        elif row:
            figure.add_hline(y=row - 0.5, line={"color": palette.grid, "width": 1}, layer="below")
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


def _bands(figure: go.Figure, rows: pd.DataFrame, y: pd.Series, colour: str) -> None:
    ends = pd.DataFrame({"left": rows["lower"], "right": rows["upper"], "none": float("nan")})
    figure.add_scatter(
        x=ends.to_numpy(dtype=float).ravel(),
        y=y.repeat(3),
        mode="lines",
        line={"color": translucent(colour, 0.45), "width": 3},
        hoverinfo="skip",
    )


def _marks(
    figure: go.Figure, rows: pd.DataFrame, y: pd.Series, palette: Palette, of: tuple[str, float]
) -> None:
    tissue, level = of
    colour = palette.tissue(tissue)
    said = pd.DataFrame(
        {
            "drill_id": rows["drill_id"],
            "name": [escape(name, quote=False) for name in rows["name"]],
            "steps": [steps(value) for value in rows["steps"]],
            "lower": [steps(value) for value in rows["lower"]],
            "upper": [steps(value) for value in rows["upper"]],
            "load": [
                f"{load:.2f} {unit}" for load, unit in zip(rows["load"], rows["unit"], strict=True)
            ],
            "load_from": rows["load_from"],
        }
    )
    figure.add_scatter(
        x=rows["steps"],
        y=y,
        mode="markers",
        marker={
            "symbol": TISSUES[tissue].symbol,
            "size": 9,
            "color": [colour if one == "measured" else palette.page for one in rows["load_from"]],
            "line": {"color": colour, "width": 2},
            "opacity": 1,
        },
        unselected={"marker": {"opacity": 1}},
        customdata=said,
        hovertemplate=f"<b>%{{customdata[1]}}</b>  {LABELS[tissue]}<br>"
        f"%{{customdata[2]}} easy steps ({100 * level:.0f} % band %{{customdata[3]}} to "
        "%{customdata[4]})<br>load %{customdata[5]}, %{customdata[6]}<extra></extra>",
    )


def _nothing(figure: go.Figure, rows: pd.DataFrame, at: dict[str, int], palette: Palette) -> None:
    """Say of rows without a mark that there is nothing to count."""
    known = rows.groupby("drill_id", sort=False)["steps"].any()
    for drill_id in known.index[~known]:
        figure.add_annotation(
            text="no ground contact",
            x=0,
            xref="x domain",
            y=at[drill_id],
            xanchor="left",
            xshift=6,
            showarrow=False,
            font={"size": 12, "color": palette.muted},
        )


def _axis(figure: go.Figure, rows: pd.DataFrame) -> None:
    """Show every dot, and each band as far left as it still weighs something."""
    dots = rows["steps"][rows["steps"] > 0]
    lowest = min([1.0, *dots, max([*rows["lower"].dropna().nsmallest(1), _FEWEST_STEPS])])
    highest = max([1.0, *rows["upper"].dropna()])
    low, high = math.log10(lowest) - 0.15, math.log10(highest) + 0.15
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


def _decade(power: int) -> str:
    return f"{10.0**power:g}" if power < 0 else number(10.0**power)


def _short(name: str) -> str:
    """Return a name that leaves a phone room for the plot; the hover has it whole."""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"


def _running_step(figure: go.Figure, palette: Palette) -> None:
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
