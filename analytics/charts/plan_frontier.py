"""What stress buys: gain against the stress sessions add, and what each limit costs."""

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
        ``added_percent`` and ``added_limit_percent`` (what sessions add and what they were asked
        to stay below, % of today's own high), rising, ``highest_percent`` with the runs,
        ``gain_percent``, ``bound_percent``.
    plans : mapping of str to tuple of float
        By name, what the sessions of a plan add, and its gain; the one in focus first.
    palette : Palette
    """
    figure = template.figure(palette, 360)
    figure.add_scatter(
        x=found["added_limit_percent"],
        y=found["bound_percent"],
        mode="lines",
        name="bound",
        line={"color": palette.model, "width": 1.5, "dash": "dot"},
        hovertemplate="no plan more than %{y:+.2f} %<extra></extra>",
    )
    figure.add_scatter(
        x=found["added_percent"],
        y=found["gain_percent"],
        mode="lines+markers",
        name="greatest found",
        line={"color": palette.model, "width": 2.5},
        marker={"size": 8, "color": palette.model},
        customdata=found["highest_percent"],
        hovertemplate="greatest found: %{y:+.2f} %, sessions add %{x:.1f} %"
        "<br>highest stress with the runs %{customdata:.0f} %<extra></extra>",
    )
    for at, (name, (stress, gain)) in enumerate(plans.items()):
        figure.add_scatter(
            x=[stress],
            y=[gain],
            mode="markers+text",
            name=name,
            text=[f"<b>{name}</b>" if at == 0 else name],
            textposition="bottom right",
            textfont={"size": 13, "color": palette.ink},
            marker={
                "size": 13 if at == 0 else 11,
                "symbol": "circle",
                "color": palette.page,
                "line": {"color": palette.model, "width": 3 if at == 0 else 2},
            },
            cliponaxis=False,
            hovertemplate=f"{name}: %{{y:+.2f}} %, sessions add %{{x:.1f}} %<extra></extra>",
        )
    last = found.iloc[-1]
    marks.note(
        figure,
        "no plan more",
        palette,
        at=(float(last["added_limit_percent"]), float(last["bound_percent"])),
        anchor=("right", "bottom"),
        ref=("x", "y"),
        shift_px=-14,
    )
    figure.update_xaxes(
        title_text="What sessions add to residual stress (% of today's own high)",
        ticksuffix=" %",
        showgrid=True,
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
