"""What stress buys: gain against highest stress, and what each limit costs."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import marks, template
from analytics.charts.template import Palette

BAR_PX = 34
AXIS_PX = 80


def frontier(
    found: pd.DataFrame, plans: Mapping[str, tuple[float, float]], palette: Palette
) -> go.Figure:
    """Draw the greatest gain at each level of stress, its bound, and where plans stand.

    Parameters
    ----------
    found : DataFrame
        ``highest_percent`` of today's own high, rising, ``gain_percent``, ``bound_percent``.
    plans : mapping of str to tuple of float
        By name, highest stress and gain of a plan.
    palette : Palette
    """
    figure = template.figure(palette, 360)
    shared = {"x": found["highest_percent"], "mode": "lines+markers"}
    figure.add_scatter(
        x=found["highest_percent"],
        y=found["bound_percent"],
        mode="lines",
        name="bound",
        line={"color": palette.model, "width": 1.5, "dash": "dot"},
        hovertemplate="no plan more than %{y:+.2f} %<extra></extra>",
    )
    figure.add_scatter(
        **shared,
        y=found["gain_percent"],
        name="greatest found",
        line={"color": palette.model, "width": 2.5},
        marker={"size": 8, "color": palette.model},
        customdata=found.index,
        hovertemplate="%{y:+.2f} % at %{x:.0f} % of today's own high<extra></extra>",
    )
    for name, (stress, gain) in plans.items():
        figure.add_scatter(
            x=[stress],
            y=[gain],
            mode="markers+text",
            name=name,
            text=[name],
            textposition="bottom right",
            textfont={"size": 12, "color": palette.ink},
            marker={
                "size": 11,
                "symbol": "circle",
                "color": palette.page,
                "line": {"color": palette.model, "width": 2},
            },
            hovertemplate="%{text}: %{y:+.2f} % at %{x:.0f} %<extra></extra>",
        )
    last = found.iloc[-1]
    marks.note(
        figure,
        "bound: no plan more",
        palette,
        at=(float(last["highest_percent"]), float(last["bound_percent"])),
        anchor=("right", "bottom"),
        ref=("x", "y"),
    )
    figure.update_xaxes(
        title_text="Highest stress (% of today's own high)", ticksuffix=" %", showgrid=True
    )
    figure.update_yaxes(title_text="Gain on the goal's day (%)", tickformat="+.3~g")
    figure.update_layout(hovermode="closest", yaxis_labelalias={"+0": "0"})
    return figure


def prices(found: pd.DataFrame, palette: Palette) -> go.Figure:
    """Draw a bar per limit: % power gained if it were 10 % looser.

    Parameters
    ----------
    found : DataFrame
        ``label``, ``percent_per_10``; the dearest first.
    palette : Palette
    """
    figure = template.figure(palette, AXIS_PX + BAR_PX * len(found))
    shown = found.iloc[::-1]
    figure.add_bar(
        x=shown["percent_per_10"],
        y=shown["label"],
        orientation="h",
        marker={"color": palette.model, "line": {"width": 0}},
        text=[f"{one:+.2f} %" for one in shown["percent_per_10"]],
        textposition="outside",
        textfont={"size": 12, "color": palette.ink},
        cliponaxis=False,
        hovertemplate="%{y}: %{x:+.2f} % power for 10 % more<extra></extra>",
    )
    widest = max(float(found["percent_per_10"].max()), 0.05)
    figure.update_xaxes(
        title_text="Power gained if the limit were 10 % looser (%)",
        range=[0, 1.2 * widest],
        tickformat="+.2~f",
        labelalias={"+0": "0"},
    )
    figure.update_yaxes(showgrid=False)
    return figure.update_layout(bargap=0.35)
