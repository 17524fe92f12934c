"""What moved together with the dose: its exposure and that of running on the test days."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import marks, template
from analytics.charts.template import Palette

ROW_PX = 120
GAP_PX = 38


def exposures(
    days: pd.DataFrame, palette: Palette, *, dose_title: str, run_title: str
) -> go.Figure:
    """Draw plyometric exposure and run exposure on each test day, row above row.

    Parameters
    ----------
    days : DataFrame
        ``date``, ``exposure_au`` (AU a week), ``run_relative`` (over its own mean, less 1).
    palette : Palette
    dose_title, run_title : str
        Of the rows, with unit.
    """
    height_px = 2 * (ROW_PX + GAP_PX) + 40
    inner = height_px - 40
    figure = template.figure(palette, height_px)
    figure.layout.yaxis2 = figure.layout.yaxis.to_plotly_json()
    share = ROW_PX / inner
    rows = (
        (
            "y2",
            (GAP_PX + ROW_PX) / inner,
            dose_title,
            palette.dose,
            days["exposure_au"],
            "%{y:.0f} AU a week",
        ),
        ("y", 0.0, run_title, palette.run, 100 * days["run_relative"], "%{y:+.0f} % of own mean"),
    )
    for axis, below, title, colour, values, hover in rows:
        name = "yaxis" + axis[1:]
        figure.layout[name].update(domain=[below, below + share], anchor="x", nticks=4)
        marks.title(figure, title, palette, below + share)
        figure.add_scatter(
            x=days["date"],
            y=values,
            yaxis=axis,
            mode="lines+markers",
            line={"color": colour, "width": 1},
            marker={"size": 8, "color": colour},
            hovertemplate=f"{hover}<extra></extra>",
        )
    figure.layout.yaxis2.update(rangemode="tozero")
    figure.layout.yaxis.update(tickformat="+.0f", ticksuffix=" %", labelalias={"+0 %": "0 %"})
    figure.update_xaxes(
        anchor="y", hoverformat=template.DAY, tickformatstops=template.DAY_TICKS, showgrid=True
    )
    return figure.update_layout(hovermode="x unified", hoversubplots="axis")
