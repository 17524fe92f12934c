"""The response curve with its interval, and predicted power against tested power."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import template
from analytics.charts.template import Palette

BEYOND = 1.5


@dataclass(frozen=True, slots=True)
class OwnDoses:
    """The weekly doses an athlete has really done, in AU a week."""

    usual_au: float
    largest_au: float


def curve(  # noqa: PLR0913 - each is one thing drawn
    wide: pd.DataFrame,
    narrow: pd.DataFrame,
    palette: Palette,
    *,
    name: str,
    swc_percent: float,
    own: OwnDoses | None = None,
    chosen: tuple[float, float] | None = None,
    truth: pd.DataFrame | None = None,
    level: float = 0.90,
) -> go.Figure:
    """Draw the change of running power against weekly dose, with its interval and its 50 % band.

    Parameters
    ----------
    wide, narrow : DataFrame
        ``weekly_dose_au``, ``mean``, ``lower``, ``upper`` (%), at ``level`` and at 50 %.
    palette : Palette
    name : str
        Whose curve it is; it stands on the line.
    swc_percent : float
        The smallest change worth having, drawn as a labelled line.
    own : OwnDoses, optional
        What the athlete has done. Beyond 1.5 times the largest the ground says so.
    chosen : tuple of float, optional
        Dose and change the sentence above the chart speaks of, marked on the curve.
    truth : DataFrame, optional
        ``weekly_dose_au``, ``response_percent``: the planted curve of a synthetic athlete.
    level : float
        Coverage of ``wide``, named in the hover.
    """
    figure = template.figure(palette)
    _band(figure, wide, palette.band(palette.band_90))
    _band(figure, narrow, palette.band(palette.band_50))
    dose = wide["weekly_dose_au"]
    figure.add_scatter(
        x=dose,
        y=wide["mean"],
        mode="lines",
        line={"color": palette.model, "width": 2.5},
        name=name,
        customdata=wide[["lower", "upper"]],
        hovertemplate=f"%{{y:+.1f}} % ({100 * level:.0f} % interval "
        "%{customdata[0]:+.1f} to %{customdata[1]:+.1f} %)"
        "<extra></extra>",
    )
    _label(figure, dose, wide["mean"], name, palette)
    if truth is not None:
        _truth(figure, truth[truth["weekly_dose_au"] <= dose.max()], palette)
    lowest, highest = min(wide["lower"].min(), 0.0), max(wide["upper"].max(), swc_percent)
    span = highest - lowest
    figure.add_hline(y=0, line={"color": palette.muted, "width": 1})
    figure.add_hline(y=swc_percent, line={"color": palette.muted, "width": 1, "dash": "dot"})
    figure.add_annotation(
        x=1,
        xref="x domain",
        xanchor="right",
        y=swc_percent,
        # On the side of its line where the curve does not end.
        yanchor="top" if 0 < wide["mean"].iloc[-1] - swc_percent < 0.15 * span else "bottom",
        text=f"smallest worth having, {swc_percent:+g} %",
        showarrow=False,
        font={"size": 12, "color": palette.ink},
    )
    if own is not None:
        _own_doses(figure, own, float(dose.max()), palette)
    if chosen is not None:
        figure.add_scatter(
            x=[chosen[0]],
            y=[chosen[1]],
            mode="markers",
            marker={
                "size": 10,
                "color": palette.page,
                "line": {"color": palette.model, "width": 2.5},
            },
            hoverinfo="skip",
        )
    figure.update_xaxes(
        title_text="Weekly dose (AU a week)",
        range=[0, max(dose.max(), chosen[0] if chosen else 0)],
        hoverformat=".0f",
        ticksuffix="",
        unifiedhovertitle_text="%{x:.0f} AU a week",
    )
    figure.update_yaxes(
        title_text="Change of running power (%)",
        tickformat="+.3~g",
        labelalias={"+0": "0"},
        nticks=7,
        range=[lowest - 0.15 * span, highest + 0.05 * span],  # room for the labels at the foot
    )
    return figure.update_layout(hovermode="x unified")


def forecast(
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
        _band(figure, band, palette.band(opacity), x="date")
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
    figure.update_xaxes(hoverformat=template.DAY, tickformatstops=template.DAY_TICKS)
    figure.update_yaxes(title_text="Running power (W/kg)", nticks=6)
    return figure.update_layout(hovermode="x unified")


def _band(figure: go.Figure, band: pd.DataFrame, fill: str, x: str = "weekly_dose_au") -> None:
    shared = {"x": band[x], "mode": "lines", "line_width": 0, "hoverinfo": "skip"}
    figure.add_scatter(**shared, y=band["upper"])
    figure.add_scatter(**shared, y=band["lower"], fill="tonexty", fillcolor=fill)


def _label(figure: go.Figure, x: pd.Series, y: pd.Series, text: str, palette: Palette) -> None:
    """Name a line at its right end, on the side it does not come from."""
    rises = y.iloc[-1] >= y.iloc[-2]
    figure.add_annotation(
        x=x.iloc[-1],
        y=y.iloc[-1],
        text=text,
        xanchor="right",
        yanchor="bottom" if rises else "top",
        showarrow=False,
        font={"size": 13, "color": palette.ink},
    )


def _truth(figure: go.Figure, truth: pd.DataFrame, palette: Palette) -> None:
    figure.add_scatter(
        x=truth["weekly_dose_au"],
        y=truth["response_percent"],
        mode="lines",
        name="planted truth",
        line={"color": palette.ink, "width": 2, "dash": "dash"},
        hovertemplate="planted truth %{y:+.1f} %<extra></extra>",
    )
    _label(figure, truth["weekly_dose_au"], truth["response_percent"], "planted truth", palette)


def _own_doses(figure: go.Figure, own: OwnDoses, largest_drawn_au: float, palette: Palette) -> None:
    beyond = BEYOND * own.largest_au
    if beyond < largest_drawn_au:
        figure.add_vrect(
            x0=beyond, x1=largest_drawn_au, fillcolor=palette.veil, line_width=0, layer="below"
        )
        figure.add_annotation(
            x=largest_drawn_au,
            y=0,
            yref="y domain",
            xanchor="right",
            yanchor="bottom",
            text="beyond anything tried",
            showarrow=False,
            font={"size": 12, "color": palette.muted},
        )
    figure.add_shape(
        type="line",
        x0=0,
        x1=min(own.largest_au, largest_drawn_au),
        y0=0,
        y1=0,
        yref="y domain",
        line={"color": palette.dose, "width": 6},
    )
    figure.add_annotation(
        x=0,
        y=0,
        xref="x domain",
        yref="y domain",
        xanchor="left",
        yanchor="bottom",
        yshift=4,
        xshift=4,
        text=f"own doses, 0 to {own.largest_au:.0f} AU a week",
        showarrow=False,
        font={"size": 12, "color": palette.ink},
    )
