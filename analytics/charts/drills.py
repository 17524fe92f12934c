"""What one contact of each drill costs each tissue, in easy running steps: a row per drill."""

import math
from html import escape

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import drill_frame, marks
from analytics.charts.drill_frame import ROW_PX as ROW_PX
from analytics.charts.stress_row import LABELS as LABELS
from analytics.charts.template import TISSUES, Palette, translucent
from analytics.charts.wording import MISSING, number


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
    figure = drill_frame.empty(drills, palette, picked, row_px)
    at = {drill_id: row for row, drill_id in enumerate(drills["drill_id"])}
    for place, tissue in enumerate(TISSUES):
        mine = rows[rows["tissue"] == tissue]
        y = mine["drill_id"].map(at) + (place - 1) * drill_frame.APART_ROWS
        _bands(figure, mine, y, palette.tissue(tissue))
        _marks(figure, mine, y, palette, (tissue, level))
    _nothing(figure, rows, at, palette)
    drill_frame.axis(figure, rows)
    drill_frame.cut_bands(figure, rows, at, palette)
    drill_frame.running_step(figure, palette)
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
    marks.notes(
        figure,
        [
            {
                "text": "no ground contact",
                "x": 0,
                "xref": "x domain",
                "y": at[drill_id],
                "xanchor": "left",
                "xshift": 6,
                "showarrow": False,
                "font": {"size": 12, "color": palette.muted},
            }
            for drill_id in known.index[~known]
        ],
    )
