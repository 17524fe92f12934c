"""Predicted power against tested power: the fit day by day, and forecasts made before each test."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import marks, template
from analytics.charts.template import Palette


def fitted(
    predicted: pd.DataFrame, tests: pd.DataFrame, palette: Palette, *, level: float = 0.90
) -> go.Figure:
    """Draw predicted power day by day with both bands, and the tests as points.

    Parameters
    ----------
    predicted : DataFrame
        ``date``, ``mean``, ``lower``, ``upper``, ``test_lower``, ``test_upper``, in W/kg.
    tests : DataFrame
        ``date``, ``power_w_kg``, ``se_w_kg`` (NaN allowed), ``is_used``.
    palette : Palette
    level : float
        Coverage of the bands, named in the hover.
    """
    figure = template.figure(palette, 260)
    for lower, upper, opacity in (
        ("test_lower", "test_upper", palette.band_90),
        ("lower", "upper", palette.band_50),
    ):
        band = predicted[["date", lower, upper]].set_axis(["date", "lower", "upper"], axis=1)
        marks.band(figure, band, palette.band(opacity), x="date")
    figure.add_scatter(
        x=predicted["date"],
        mode="lines",
        y=predicted["mean"],
        name="model",
        line={"color": palette.model, "width": 2.5},
        customdata=predicted[["lower", "upper"]],
        hovertemplate=f"%{{y:.2f}} W/kg ({100 * level:.0f} % "
        "%{customdata[0]:.2f} to %{customdata[1]:.2f})",
    )
    for used, symbol, said in ((True, "circle", "test"), (False, "circle-open", "test, not used")):
        part = tests[tests["is_used"] == used]
        figure.add_scatter(
            x=part["date"],
            y=part["power_w_kg"],
            mode="markers",
            name=said,
            marker={"size": 8, "color": palette.ink, "symbol": symbol},
            error_y={
                "array": part["se_w_kg"].fillna(0.0),
                "thickness": 1,
                "width": 0,
                "color": palette.ink,
            },
            hovertemplate="%{y:.2f} W/kg",
        )
    return _in_time(figure)


def made_before(forecasts: pd.DataFrame, palette: Palette, *, level: float = 0.90) -> go.Figure:
    """Draw each test with the forecast made before it and the interval of one test.

    Parameters
    ----------
    forecasts : DataFrame
        ``date``, ``tested_w_kg``, ``mean``, ``lower``, ``upper``, in W/kg.
    palette : Palette
    level : float
        Coverage of the intervals, named in the hover.
    """
    figure = template.figure(palette, 300)
    figure.add_scatter(
        x=forecasts["date"],
        y=forecasts["mean"],
        mode="markers",
        name="forecast",
        marker={
            "size": 9,
            "color": palette.page,
            "line": {"color": palette.model, "width": 2},
        },
        error_y={
            "array": forecasts["upper"] - forecasts["mean"],
            "arrayminus": forecasts["mean"] - forecasts["lower"],
            "thickness": 1.5,
            "width": 0,
            "color": palette.model,
        },
        customdata=forecasts[["lower", "upper"]],
        hovertemplate=f"forecast before it %{{y:.2f}} W/kg ({100 * level:.0f} % "
        "%{customdata[0]:.2f} to %{customdata[1]:.2f})<extra></extra>",
    )
    figure.add_scatter(
        x=forecasts["date"],
        y=forecasts["tested_w_kg"],
        mode="markers",
        name="test",
        marker={"size": 8, "color": palette.ink},
        hovertemplate="tested %{y:.2f} W/kg<extra></extra>",
    )
    return _in_time(figure)


def _in_time(figure: go.Figure) -> go.Figure:
    figure.update_xaxes(hoverformat=template.DAY, tickformatstops=template.DAY_TICKS)
    figure.update_yaxes(title_text="Running power (W/kg)", nticks=6)
    return figure.update_layout(hovermode="x unified")
