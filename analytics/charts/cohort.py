"""Every athlete's response side by side, and the curve of the cohort they are part of."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import forest, marks, template
from analytics.charts.marks import LineEnd
from analytics.charts.template import Palette, translucent
from analytics.charts.wording import percent


def responses(  # noqa: PLR0913 - each is one thing drawn
    rows: pd.DataFrame,
    palette: Palette,
    *,
    swc_percent: float,
    newcomer: tuple[float, float],
    level: float = 0.90,
    picked: str | None = None,
    row_px: int = 26,
) -> go.Figure:
    """Draw a row per athlete: the response to one dose with its interval and its 50 % interval.

    Colour and shape are the verdict's, never the size of the effect.

    Parameters
    ----------
    rows : DataFrame
        ``athlete_id``, ``mean``, ``lower``, ``upper``, ``narrow_lower``, ``narrow_upper`` (%) and
        ``verdict`` (missing where none was made), from the top row down.
    palette : Palette
    swc_percent : float
        The smallest change worth having.
    newcomer : tuple of float
        Interval of an athlete not yet seen, the ground behind all.
    level : float
        Coverage of ``lower`` to ``upper``, named in the hover.
    picked : str, optional
        The athlete whose row stands out.
    row_px : int
        Height of a row that has a name.
    """
    has_names = len(rows) <= forest.NAMED
    figure = forest.rows(rows, palette, picked, row_px)
    figure.add_vrect(
        x0=newcomer[0], x1=newcomer[1], fillcolor=palette.veil, line_width=0, layer="below"
    )
    forest.line(figure, 0.0, "no change", palette, raised=False)
    forest.line(figure, swc_percent, f"smallest worth having, {percent(swc_percent)} %", palette)
    at = pd.Series(range(len(rows)), index=rows.index)
    for verdict in forest.in_order(rows["verdict"]):
        here = rows["verdict"].isna() if verdict is None else rows["verdict"] == verdict
        colour = forest.colour(verdict, palette)
        wide, narrow = (2, 6) if has_names else (1, 2)
        of = rows[here]
        forest.segments(figure, of["lower"], of["upper"], at[here], colour, wide)
        forest.segments(
            figure,
            of["narrow_lower"],
            of["narrow_upper"],
            at[here],
            translucent(colour, 0.5),
            narrow,
        )
    forest.dots(figure, rows, palette, 10 if has_names else 5, level)
    lowest = min(rows["lower"].min(), newcomer[0], 0.0)
    highest = max(rows["upper"].max(), newcomer[1], swc_percent)
    room = 0.03 * (highest - lowest)
    figure.update_xaxes(range=[lowest - room, highest + room])
    figure.add_annotation(
        x=newcomer[1],
        y=0,
        yref="y domain",
        xanchor="right",
        yanchor="bottom",
        text=f"a new athlete, {100 * level:.0f} %",
        showarrow=False,
        font={"size": 12, "color": palette.ink},
    )
    return figure


def curve(  # noqa: PLR0913 - each is one thing drawn
    wide: pd.DataFrame,
    narrow: pd.DataFrame,
    palette: Palette,
    *,
    swc_percent: float,
    chosen: tuple[float, float] | None = None,
    largest_au: float | None = None,
    level: float = 0.90,
) -> go.Figure:
    """Draw the cohort's mean response against weekly dose, and in grey a new athlete's band.

    Parameters
    ----------
    wide, narrow : DataFrame
        As :meth:`~analytics.response.ResponseFit.cohort_response`, at ``level`` and at 50 %.
    palette : Palette
    swc_percent : float
        The smallest change worth having.
    chosen : tuple of float, optional
        Dose and change the page speaks of, marked on the curve.
    largest_au : float, optional
        The largest weekly dose anyone has done. Beyond 1.5 times that the ground says so.
    level : float
        Coverage of ``wide``.
    """
    figure = template.figure(palette)
    dose, last = wide["weekly_dose_au"], wide.iloc[-1]
    last_au = max(dose.max(), chosen[0] if chosen else 0)
    lowest, highest = min(wide["new_lower"].min(), 0.0), max(wide["new_upper"].max(), swc_percent)
    room = 0.08 * (highest - lowest)
    bounds = (lowest - room, highest + room / 2)
    new = wide[["weekly_dose_au", "new_lower", "new_upper"]]
    marks.band(figure, new.set_axis(["weekly_dose_au", "lower", "upper"], axis=1), palette.veil)
    marks.band(figure, wide, palette.band(palette.band_90))
    marks.band(figure, narrow, palette.band(palette.band_50))
    coverage = f"{100 * level:.0f} % interval"
    figure.add_scatter(
        x=dose,
        y=wide["mean"],
        mode="lines",
        line={"color": palette.model, "width": 2.5},
        name="mean of the cohort",
        customdata=wide[["lower", "upper", "new_lower", "new_upper"]],
        hovertemplate=f"mean of the cohort %{{y:+.1f}} % ({coverage} %{{customdata[0]:+.1f}} to "
        f"%{{customdata[1]:+.1f}} %)<br>a new athlete, {coverage} %{{customdata[2]:+.1f}} to "
        "%{customdata[3]:+.1f} %<extra></extra>",
    )
    marks.zero(figure, palette)
    figure.add_hline(y=swc_percent, line={"color": palette.muted, "width": 1, "dash": "dot"})
    is_worth = last["mean"] > swc_percent
    ends = [
        LineEnd("mean of the cohort", last["mean"], is_above=is_worth),
        LineEnd(f"smallest worth having, {percent(swc_percent)} %", swc_percent, not is_worth),
        LineEnd(f"a new athlete, {100 * level:.0f} %", last["new_upper"], is_above=False),
    ]
    marks.name_ends(figure, ends, bounds, palette, dose.max() if dose.max() < last_au else None)
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
    if largest_au is not None:
        marks.untried(figure, largest_au, last_au, palette)
    return marks.response_axes(figure, last_au, bounds)
