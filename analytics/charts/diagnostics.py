"""For the expert: residuals, influence of each test, what the next tests would add."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import marks, template
from analytics.charts.marks import LineEnd
from analytics.charts.template import Palette

NINETY = 1.645


def residuals(tests: pd.DataFrame, palette: Palette) -> go.Figure:
    """Draw tested less fitted power over time, in standard deviations of a test.

    Parameters
    ----------
    tests : DataFrame
        ``date``, ``residual_percent``, ``standardised``.
    palette : Palette
    """
    figure = template.figure(palette, 240)
    most = 1.1 * max(2.5, tests["standardised"].abs().max())
    figure.add_hrect(
        y0=-NINETY, y1=NINETY, fillcolor=palette.band(palette.band_90), line_width=0, layer="below"
    )
    marks.zero(figure, palette)
    figure.add_scatter(
        x=tests["date"],
        y=tests["standardised"],
        mode="markers",
        marker={"size": 8, "color": palette.ink},
        customdata=tests[["residual_percent"]],
        hovertemplate="%{y:+.1f} sd, %{customdata[0]:+.1f} % of power<extra></extra>",
    )
    marks.name_ends(figure, [LineEnd("9 in 10 tests inside", NINETY)], (-most, most), palette)
    figure.update_yaxes(title_text="Residual (sd of a test)", range=[-most, most], nticks=6)
    return _in_time(figure)


def influence(left_out: pd.DataFrame, palette: Palette, *, answer: float, unit: str) -> go.Figure:
    """Draw the answer without each test day, beside the answer with all.

    Parameters
    ----------
    left_out : DataFrame
        ``date`` of the day left out, ``mean``, ``lower``, ``upper`` (%), ``change``.
    palette : Palette
    answer : float
        With all tests, %.
    unit : str
        What the axis shows.
    """
    figure = template.figure(palette, 260)
    figure.add_scatter(
        x=left_out["date"],
        y=left_out["mean"],
        mode="markers",
        marker={"size": 8, "color": palette.page, "line": {"color": palette.model, "width": 2}},
        error_y={
            "array": left_out["upper"] - left_out["mean"],
            "arrayminus": left_out["mean"] - left_out["lower"],
            "thickness": 1,
            "width": 0,
            "color": palette.model,
        },
        customdata=left_out[["lower", "upper", "change"]],
        hovertemplate="without this day %{y:+.1f} % (%{customdata[0]:+.1f} to "
        "%{customdata[1]:+.1f} %), a change of %{customdata[2]:+.2f}<extra></extra>",
    )
    bounds = min(0.0, left_out["lower"].min()), max(0.0, left_out["upper"].max())
    margin = 0.08 * (bounds[1] - bounds[0])
    bounds = bounds[0] - margin, bounds[1] + margin
    marks.zero(figure, palette)
    figure.add_hline(y=answer, line={"color": palette.model, "width": 1.5, "dash": "dot"})
    marks.name_ends(figure, [LineEnd("with all tests", bounds[1])], bounds, palette)
    figure.layout.annotations[-1].update(y=answer, yanchor="bottom")
    figure.update_yaxes(title_text=unit, range=bounds, nticks=6, tickformat="+.3~g")
    figure.update_yaxes(labelalias={"+0": "0"})
    return _in_time(figure)


def next_tests(widths: pd.DataFrame, palette: Palette) -> go.Figure:
    """Draw how wide the interval is expected to be after so many more tests.

    Parameters
    ----------
    widths : DataFrame
        ``n_tests`` (0 first), ``width`` in percentage points.
    palette : Palette
    """
    figure = template.figure(palette, 240)
    figure.add_scatter(
        x=widths["n_tests"],
        y=widths["width"],
        mode="lines+markers+text",
        line={"color": palette.model, "width": 2.5},
        marker={"size": 8, "color": palette.model},
        text=widths["width"].map("{:.1f}".format),
        textposition="top center",
        textfont={"size": 12, "color": palette.ink},
        cliponaxis=False,
        hovertemplate="%{x} more tests: %{y:.2f} percentage points wide<extra></extra>",
    )
    figure.update_xaxes(title_text="More tests", tickvals=widths["n_tests"])
    figure.update_yaxes(
        title_text="Width of the interval (points)",
        range=[0, 1.2 * widths["width"].max()],
        nticks=5,
    )
    return figure.update_layout(hovermode="closest")


def _in_time(figure: go.Figure) -> go.Figure:
    figure.update_xaxes(hoverformat=template.DAY, tickformatstops=template.DAY_TICKS)
    return figure.update_layout(hovermode="x unified")
