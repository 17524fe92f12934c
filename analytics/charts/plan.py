"""A plan on one time axis: power with its bands, stress against its limits, jumps and runs."""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import marks, plan_rows, plan_stress, template
from analytics.charts.plan_frames import Ahead, Behind, Span
from analytics.charts.template import Palette
from analytics.charts.wording import day

GAP_PX: Final = 34
HEIGHTS_PX: Final = {"power": 190, "stress": 190, "jumps": 90, "runs": 70}
AXES: Final = {"runs": "y", "jumps": "y2", "stress": "y3", "power": "y4"}
"""Rows from the lowest to the highest."""


def outlook(
    ahead: Ahead, behind: Behind, span: Span, palette: Palette, *, unit: str = "W/kg"
) -> go.Figure:
    """Draw what a plan leads to after what was done.

    Parameters
    ----------
    ahead : Ahead
    behind : Behind
    span : Span
    palette : Palette
    unit : {"W/kg", "%"}
        Of power; in % it is the gain over today.

    Returns
    -------
    Figure
        One x axis and a y axis for each row, so that the hover reads all rows of a day.
    """
    inner = sum(HEIGHTS_PX.values()) + GAP_PX * len(HEIGHTS_PX)
    figure = template.figure(palette, inner + 40)
    titles = {
        "power": "Power (W/kg)" if unit == "W/kg" else "Gain over today (%)",
        "stress": "Residual stress, worse leg (% of today's own high)",
        "jumps": "Jumps (AU a day)",
        "runs": "Run load (AU a day)",
    }
    below, base = 0.0, figure.layout.yaxis.to_plotly_json()
    for row, axis in AXES.items():
        top = below + HEIGHTS_PX[row] / inner
        drawn = base | {"domain": [below, top], "anchor": "x", "nticks": 4}
        figure.layout["yaxis" + axis[1:]] = drawn
        marks.title(figure, titles[row], palette, top)
        below = top + GAP_PX / inner
    plan_rows.power(figure, AXES["power"], ahead, behind, palette, unit=unit)
    plan_stress.draw(figure, AXES["stress"], ahead.stress, behind.stress, palette)
    plan_rows.jumps(figure, AXES["jumps"], ahead.days, behind.days, palette)
    plan_rows.runs(figure, AXES["runs"], ahead.days, behind.days, palette)
    _days(figure, span, palette)
    first = min([span.last_day, *behind.days["date"], *behind.stress["date"]])
    margin = max(pd.Timedelta(days=1), (span.goal_date - first) / 60)
    figure.update_xaxes(
        range=[first - margin, span.goal_date + margin],
        anchor=AXES["runs"],
        hoverformat=template.DAY,
        tickformatstops=template.DAY_TICKS,
        showgrid=True,
    )
    return figure.update_layout(
        hovermode="x unified",
        hoversubplots="axis",
        bargap=0.1,
        separators=".\N{NARROW NO-BREAK SPACE}",
    )


def _days(figure: go.Figure, span: Span, palette: Palette) -> None:
    """Lay a paler ground under the days to come, and name now, the first day and the goal."""
    now = span.last_day + pd.Timedelta(hours=12)
    ground = template.translucent(palette.muted, 0.06)
    shared = {"yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    lines = [(now, "dot"), (span.goal_date, "solid")]
    marks.shapes(
        figure,
        [
            {
                **shared,
                "type": "rect",
                "x0": now,
                "x1": span.goal_date,
                "fillcolor": ground,
                "line": {"width": 0},
            },
            *(
                {
                    **shared,
                    "type": "line",
                    "x0": when,
                    "x1": when,
                    "line": {"color": palette.ink, "width": 1, "dash": dash},
                }
                for when, dash in lines
            ),
        ],
    )
    goal = f"goal {day(span.goal_date, span.last_day)}"
    if span.event:
        goal = f"{span.event}<br>{goal}"
    marks.notes(
        figure,
        [
            {
                "x": when,
                "y": 1,
                "yref": "paper",
                "xanchor": "right",
                "xshift": -4,
                "yanchor": "top",
                "text": text,
                "showarrow": False,
                "font": {"size": 12, "color": palette.ink},
            }
            for when, text in ((now, "now"), (span.goal_date, goal))
        ],
    )
