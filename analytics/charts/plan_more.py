"""What more or fewer contacts would do: the gain with its interval, and what jumps add beneath."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import marks, template
from analytics.charts.marks import LineEnd
from analytics.charts.template import Palette

GAIN_PX = 150
STRESS_PX = 110
GAP_PX = 34


def curve(
    scaled: pd.DataFrame, factor: float, palette: Palette, *, swc_percent: float
) -> go.Figure:
    """Draw gain and the stress jumps add against a factor on all contacts of a plan.

    Parameters
    ----------
    scaled : DataFrame
        ``factor``, rising, with ``mean``, ``lower``, ``upper`` of the gain (%) and
        ``added_percent``, what jumps add to a tissue at most, of today's own high;
        ``is_above`` where the plan is above a limit.
    factor : float
        Where the plan stands.
    palette : Palette
    swc_percent : float
        The smallest change worth having, drawn as a labelled line.
    """
    inner = GAIN_PX + STRESS_PX + 2 * GAP_PX
    figure = template.figure(palette, inner + 40)
    base = figure.layout.yaxis.to_plotly_json()
    split = STRESS_PX / inner
    above = (STRESS_PX + GAP_PX) / inner
    figure.layout.yaxis = base | {"domain": [0, split], "anchor": "x", "nticks": 4}
    top = above + GAIN_PX / inner
    figure.layout.yaxis2 = base | {"domain": [above, top], "anchor": "x", "nticks": 5}
    marks.title(figure, "Gain on the goal's day (%)", palette, top)
    marks.title(figure, "Stress added by jumps (% of today's own high)", palette, split)
    marks.band(figure, scaled, palette.band(palette.band_90), "factor", "y2")
    _line(figure, scaled, "mean", palette.model, ("y2", "gain", 2.5))
    figure.data[-1].update(
        customdata=scaled[["lower", "upper"]],
        hovertemplate="%{y:+.1f} % (%{customdata[0]:+.1f} to %{customdata[1]:+.1f} %)",
    )
    over = scaled[scaled["is_above"]]
    if len(over):
        figure.add_scatter(
            x=over["factor"],
            y=over["mean"],
            yaxis="y2",
            mode="markers",
            name="above a limit",
            marker={"symbol": "square", "size": 8, "color": palette.limit},
            hovertemplate="■ above a limit<extra></extra>",
        )
    if scaled["added_percent"].notna().any():
        _line(figure, scaled, "added_percent", palette.achilles, ("y", "added by jumps", 2))
        figure.data[-1].update(hovertemplate="%{y:.1f} %")
    low, high = min(0.0, scaled["lower"].min()), max(swc_percent, scaled["upper"].max())
    room = 0.08 * max(high - low, 0.5)
    bounds = (low - room, high + room)
    figure.add_hline(
        y=swc_percent, yref="y2", line={"color": palette.muted, "dash": "dash", "width": 1}
    )
    marks.name_ends(
        figure,
        [LineEnd(f"smallest {swc_percent:+.1f} %", swc_percent)],
        bounds,
        palette,
        x=float(scaled["factor"].max()),
        axis="y2",
        share=0.14,
    )
    figure.layout.yaxis2.update(range=bounds, tickformat="+.3~g", labelalias={"+0": "0"})
    figure.layout.yaxis.update(rangemode="tozero", ticksuffix=" %")
    figure.add_shape(
        type="line",
        x0=factor,
        x1=factor,
        y0=0,
        y1=top,
        yref="paper",
        line={"color": palette.ink, "width": 1, "dash": "dot"},
    )
    figure.update_xaxes(
        title_text="Contacts, times those of the plan",
        anchor="y",
        tickformat=".2~f",
        unifiedhovertitle_text="%{x:.2f} × the contacts",
    )
    return figure.update_layout(hovermode="x unified", hoversubplots="axis")


def _line(
    figure: go.Figure, scaled: pd.DataFrame, column: str, colour: str, look: tuple[str, str, float]
) -> None:
    axis, name, width = look
    figure.add_scatter(
        x=scaled["factor"],
        y=scaled[column],
        yaxis=axis,
        mode="lines",
        name=name,
        line={"color": colour, "width": width},
    )
