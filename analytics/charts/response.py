"""The response curve: change of power against weekly dose, never without its interval."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analytics.charts import marks, template
from analytics.charts.marks import LineEnd
from analytics.charts.template import Palette

Look = Literal["own", "borrowed", "confounded"]


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
    look: Look = "own",
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
    look : {"own", "borrowed", "confounded"}
        A curve that is not the athlete's own is muted and dashed; one that must not be read as
        the effect of the dose stands on hatched ground.
    """
    figure = template.figure(palette)
    dose = wide["weekly_dose_au"]
    last_au = max(dose.max(), chosen[0] if chosen else 0.0)
    bounds = _bounds(wide, swc_percent, chosen[1] if chosen else 0.0)
    colour = palette.muted if look == "borrowed" else palette.model
    if look == "confounded":
        _hatch(figure, last_au, bounds, palette)
    marks.band(figure, wide, template.translucent(colour, palette.band_90))
    marks.band(figure, narrow, template.translucent(colour, palette.band_50))
    figure.add_scatter(
        x=dose,
        y=wide["mean"],
        mode="lines",
        line={"color": colour, "width": 2.5, "dash": "dash" if look == "borrowed" else "solid"},
        name=name,
        customdata=wide[["lower", "upper"]],
        hovertemplate=f"%{{y:+.1f}} % ({100 * level:.0f} % interval "
        "%{customdata[0]:+.1f} to %{customdata[1]:+.1f} %)"
        "<extra></extra>",
    )
    # On the side of the line's end that the line does not come from.
    rises = wide["mean"].iloc[-1] >= wide["mean"].iloc[-1 - len(wide) // 5]
    ends = [LineEnd(name, wide["mean"].iloc[-1], is_above=rises)]
    if truth is not None:
        ends += _truth(figure, truth, wide, palette)
    marks.zero(figure, palette)
    figure.add_hline(y=swc_percent, line={"color": palette.muted, "width": 1, "dash": "dot"})
    below = wide["mean"].iloc[-1] > swc_percent
    ends.append(LineEnd(f"smallest worth having, {swc_percent:+g} %", swc_percent, not below))
    marks.name_ends(figure, ends, bounds, palette, dose.max() if dose.max() < last_au else None)
    if own is not None:
        _own_doses(figure, own, last_au, palette)
    if chosen is not None:
        _chosen(figure, chosen, colour, palette)
    return marks.response_axes(figure, last_au, bounds)


def _bounds(wide: pd.DataFrame, *held: float) -> tuple[float, float]:
    lowest, highest = min(wide["lower"].min(), 0.0, *held), max(wide["upper"].max(), *held)
    span = highest - lowest
    return lowest - 0.15 * span, highest + 0.05 * span  # room for the labels at the foot


def _hatch(
    figure: go.Figure, last_au: float, bounds: tuple[float, float], palette: Palette
) -> None:
    low, high = bounds
    figure.add_scatter(
        x=[0, last_au, last_au, 0],
        y=[low, low, high, high],
        mode="none",
        fill="toself",
        fillpattern={
            "shape": "/",
            "size": 9,
            "solidity": 0.12,
            "fgcolor": palette.confounded,
            "fgopacity": 0.45,
            "bgcolor": "rgba(0,0,0,0)",
        },
        name="cannot be separated",
        hoverinfo="skip",
    )


def _truth(
    figure: go.Figure, truth: pd.DataFrame, wide: pd.DataFrame, palette: Palette
) -> list[LineEnd]:
    """Draw the planted curve as far as it is known, and return its label if that is at the end."""
    last_drawn = wide["weekly_dose_au"].max()
    truth = truth[truth["weekly_dose_au"] <= last_drawn]
    figure.add_scatter(
        x=truth["weekly_dose_au"],
        y=truth["response_percent"],
        mode="lines",
        name="planted truth",
        line={"color": palette.ink, "width": 2, "dash": "dash"},
        hovertemplate="planted truth %{y:+.1f} %<extra></extra>",
    )
    last_au, last = truth["weekly_dose_au"].iloc[-1], truth["response_percent"].iloc[-1]
    beside = float(np.interp(last_au, wide["weekly_dose_au"], wide["mean"]))
    if last_au >= last_drawn:
        return [LineEnd("planted truth", last, is_above=last > beside)]
    marks.note(
        figure,
        f"planted truth (to {last_au:.0f} AU)",
        palette,
        at=(last_au, last),
        anchor=(
            "right" if last_au > last_drawn / 2 else "left",
            "bottom" if last > beside else "top",
        ),
        ref=("x", "y"),
    )
    return []


def _chosen(figure: go.Figure, chosen: tuple[float, float], colour: str, palette: Palette) -> None:
    figure.add_scatter(
        x=[chosen[0]],
        y=[chosen[1]],
        mode="markers",
        marker={"size": 10, "color": palette.page, "line": {"color": colour, "width": 2.5}},
        hoverinfo="skip",
    )


def _own_doses(figure: go.Figure, own: OwnDoses, largest_drawn_au: float, palette: Palette) -> None:
    marks.untried(figure, own.largest_au, largest_drawn_au, palette)
    figure.add_shape(
        type="line",
        x0=0,
        x1=min(own.largest_au, largest_drawn_au),
        y0=0,
        y1=0,
        yref="y domain",
        line={"color": palette.dose, "width": 6},
    )
    marks.note(
        figure,
        f"own doses, 0 to {own.largest_au:.0f} AU a week",
        palette,
        at=(0.0, 0.015),
        shift_px=4,
    )
