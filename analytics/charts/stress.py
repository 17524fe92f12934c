"""One tissue of one leg, day by day: residual stress over the steps and contacts it came from."""

from dataclasses import dataclass
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import marks, stress_days, stress_row, template
from analytics.charts.stress_days import days_as_text
from analytics.charts.template import TISSUES, Palette
from analytics.charts.veils import Stretch, say, stretches, veil
from analytics.charts.wording import day
from analytics.load.unknown_days import MOST_UNKNOWN_D

RESIDUAL_PX: Final = 180
DAY_PX: Final = 220
GAP_PX: Final = 40
LEAST_DAYS: Final = 14
"""Days the time axis holds at least, so that one day is no wall and its name stands once."""
CHANNELS: Final = {"plyo": "plyometrics", "run": "runs"}


@dataclass(frozen=True, slots=True)
class Lines:
    """The limits one draws; None where a rule is switched off.

    Attributes
    ----------
    residual_percent : float or None
        Of the residual, in % of own high.
    spike : float or None
        Of a day's total, as a multiple of the largest of the 30 days before.
    introduction_steps : float
        Easy steps up to which a day is never above.
    """

    residual_percent: float | None
    spike: float | None
    introduction_steps: float = 0.0


def chart(
    days: pd.DataFrame,
    lines: Lines,
    palette: Palette,
    *,
    chosen: pd.Timestamp | None = None,
) -> go.Figure:
    """Draw the residual stress of one tissue and leg above what each day added.

    Parameters
    ----------
    days : DataFrame
        One tissue and leg, one row per calendar day, in order: ``date``, ``tissue``, ``side``,
        ``equivalents`` (missing on days not all known), ``known_equivalents`` (what is known of
        them), ``plyo_equivalents``, ``run_equivalents``, ``lower``, ``upper``, ``percent``,
        ``percent_lower``, ``percent_upper``, ``largest_30d``, ``is_estimated``;
        ``residual_above`` and ``spike_above``: what the rules say, missing where it cannot be
        known.
    lines : Lines
    palette : Palette
    chosen : Timestamp, optional
        The day that is explained below the chart.

    Returns
    -------
    Figure
        Two rows over one time axis. Points carry their day, so that a click can choose it.
    """
    inner = RESIDUAL_PX + DAY_PX + 2 * GAP_PX
    figure = template.figure(palette, inner + 30)
    figure.layout.yaxis2 = figure.layout.yaxis.to_plotly_json()
    shares = {"y": (0.0, DAY_PX), "y2": ((DAY_PX + GAP_PX) / inner, RESIDUAL_PX)}
    titles = {"y": stress_days.title(palette), "y2": "Residual stress (% of own high)"}
    for axis, (below, height_px) in shares.items():
        end = below + height_px / inner
        figure.layout["yaxis" + axis[1:]].update(domain=[below, end], anchor="x", nticks=5)
        marks.title(figure, titles[axis], palette, end)
    _residual(figure, days, lines.residual_percent, palette)
    if lines.spike is not None:
        # A limit of nothing is no limit: where no day before is known, there is no line.
        days = days.assign(
            most=(lines.spike * days["largest_30d"]).clip(lower=lines.introduction_steps)
        )
    stress_days.draw(figure, days, lines.spike, palette)
    unknown = stretches(days["date"], days["equivalents"].isna())
    partly = days["equivalents"].isna() & days["known_equivalents"].notna()
    text = "not all logged" if partly.any() else "not logged"
    veil(figure, "y", unknown, len(days), palette, text)
    veil(figure, "y2", unknown, len(days), palette, text="")
    if chosen is not None:
        is_late = stress_row.side(chosen, days["date"]) == "right"
        figure.add_shape(
            type="line",
            x0=chosen,
            x1=chosen,
            y0=0,
            y1=1,
            yref="paper",
            layer="below",
            line={"color": palette.ink, "width": 1, "dash": "dot"},
        )
        figure.add_annotation(
            x=chosen,
            y=1,
            yref="paper",
            yanchor="top",
            xanchor="right" if is_late else "center",
            text=day(chosen, days["date"].max()),
            showarrow=False,
            bgcolor=palette.page,
            font={"size": 12, "color": palette.ink},
        )
    margin = pd.Timedelta(days=max(1, len(days) // 60, (LEAST_DAYS - len(days)) // 2))
    figure.update_xaxes(
        range=[days["date"].min() - margin, days["date"].max() + margin],
        anchor="y",
        hoverformat=template.DAY,
        tickformatstops=template.DAY_TICKS,
        showgrid=True,
    )
    return figure.update_layout(
        hovermode="x unified",
        hoversubplots="axis",
        barmode="stack",
        bargap=0.1,
        separators=".\N{NARROW NO-BREAK SPACE}",
    )


def without_percent(days: pd.DataFrame) -> list[tuple[Stretch, str]]:
    """Return each stretch of days without a percentage, and why there is none.

    Parameters
    ----------
    days : DataFrame
        As for :func:`chart`.
    """
    silences = long_silences(days)
    found = []
    for stretch in stretches(days["date"], days["percent"].isna()):
        why = "too little history"
        silent = [
            CHANNELS[channel]
            for channel, gap in silences
            if gap.first <= stretch.last and gap.last >= stretch.first
        ]
        if silent:
            names = " and ".join(dict.fromkeys(silent))
            why = f"{names} not logged<br>for more than {MOST_UNKNOWN_D} days"
        if stretch.last < days["date"].max():
            until = stretch.last + pd.Timedelta(days=1)
            why += f"<br>until {day(until, days['date'].max())}"
        found.append((stretch, why))
    return found


def long_silences(days: pd.DataFrame) -> list[tuple[str, Stretch]]:
    """Return where a channel is unknown for so long that nothing is said of what is left.

    Parameters
    ----------
    days : DataFrame
        As for :func:`chart`.

    Returns
    -------
    list of tuple of str and Stretch
        ``plyo`` or ``run``. One that was never logged is left out: a day is whole without it.
    """
    whole = days["equivalents"].notna()
    return [
        (channel, gap)
        for channel in CHANNELS
        for gap in stretches(days["date"], days[f"{channel}_equivalents"].isna() & ~whole)
        if gap.n_days > MOST_UNKNOWN_D
    ]


def _residual(
    figure: go.Figure, days: pd.DataFrame, limit_percent: float | None, palette: Palette
) -> None:
    tissue = str(days["tissue"].iloc[0])
    top = stress_row.ceiling(days, limit_percent)
    stress_row.band(figure, "y2", days, tissue, palette)
    colour = palette.tissue(tissue)
    figure.add_scatter(
        x=days["date"],
        y=days["percent"],
        yaxis="y2",
        mode="lines+markers",
        name="residual",
        line={"color": colour, "width": 2, "dash": TISSUES[tissue].dash},
        marker={"size": 8, "color": colour, "opacity": 0},
        selected={"marker": {"opacity": 0}},
        unselected={"marker": {"opacity": 0}},
        customdata=days_as_text(days),
        text=[stress_row.said(row) for row in days.to_dict("records")],
        hovertemplate="%{text}",
    )
    for stretch, why in without_percent(days):
        if stretch.n_days > 0.1 * len(days):
            say(figure, "y2", stretch, why, palette, stress_row.BELOW_LIMIT)
    if limit_percent is not None:
        stress_row.limit(figure, "y2", limit_percent, palette)
        stress_row.above(figure, "y2", days, palette)
    figure.layout.yaxis2.update(range=[0, top], ticksuffix=" %")
