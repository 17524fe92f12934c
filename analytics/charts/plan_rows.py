"""Rows of a plan's chart: power with bands and tests, jumps with conflicts, runs."""

from typing import Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analytics.charts import marks, template
from analytics.charts.marks import LineEnd
from analytics.charts.plan_frames import Ahead, Behind
from analytics.charts.template import Palette
from analytics.charts.veils import stretches, veil
from analytics.charts.wording import number

DASHES: Final = ("dash", "dot", "dashdot", "longdash")
"""Of the plans that are not in focus, in the order they are drawn in."""
NAME_SHARE: Final = 0.12
"""Least distance of two names, as a share of the height of the row of power."""


def power(
    figure: go.Figure, axis: str, ahead: Ahead, behind: Behind, palette: Palette, *, unit: str
) -> None:
    """Draw power to the goal with its bands, other plans as dashed lines, tests before."""
    shown = ahead.power
    in_w_kg = unit == "W/kg"
    if in_w_kg and len(behind.predicted):
        marks.band(figure, behind.predicted, palette.band(palette.band_90), "date", axis)
        _line(figure, axis, behind.predicted, "model", palette, unit)
    marks.band(figure, shown, palette.band(palette.band_90), "date", axis)
    narrow = shown[["date"]].assign(lower=shown["lower_50"], upper=shown["upper_50"])
    marks.band(figure, narrow, palette.band(palette.band_50), "date", axis)
    for dash, (name, other) in zip(DASHES, ahead.others.items(), strict=False):
        figure.add_scatter(
            x=other["date"],
            y=other["mean"],
            yaxis=axis,
            mode="lines",
            name=name,
            line={"color": palette.model, "width": 2, "dash": dash},
            hovertemplate=f"%{{y:{_digits(unit)}}} {unit}",
        )
    _line(figure, axis, shown, ahead.name or "plan", palette, unit)
    if in_w_kg and len(behind.tests):
        _tests(figure, axis, behind.tests, palette)
    bounds = _bounds(ahead, behind, in_w_kg=in_w_kg)
    ends = {ahead.name: shown, **ahead.others}
    marks.name_ends(
        figure,
        [LineEnd(name, float(one["mean"].iloc[-1])) for name, one in ends.items() if name],
        bounds,
        palette,
        axis=axis,
        share=NAME_SHARE,
        x=shown["date"].iloc[-1],
    )
    if not in_w_kg:
        figure.add_shape(
            type="line",
            xref="x domain",
            x0=0,
            x1=1,
            y0=0,
            y1=0,
            yref=axis,
            line={"color": palette.muted, "width": 1},
        )
    figure.layout["yaxis" + axis[1:]].update(
        range=bounds, tickformat="" if in_w_kg else "+.3~g", labelalias={"+0": "0"}
    )


def jumps(
    figure: go.Figure, axis: str, ahead: pd.DataFrame, behind: pd.DataFrame, palette: Palette
) -> None:
    """Draw the dose of each day, and a triangle over days with a conflict, read by hover."""
    days = pd.concat([behind, ahead], ignore_index=True)
    _bars(figure, axis, days, "plyo_dose_au", "jumps", palette)
    conflicts = ahead[ahead["conflicts"] != ""]
    top = max(days["plyo_dose_au"].max(), 1.0)
    if len(conflicts):
        figure.add_scatter(
            x=conflicts["date"],
            y=conflicts["plyo_dose_au"] + 0.14 * top,
            yaxis=axis,
            mode="markers",
            name="▲",
            marker={"symbol": "triangle-up", "size": 9, "color": palette.hold},
            customdata=conflicts["conflicts"],
            hovertemplate="%{customdata}",
        )
    figure.layout["yaxis" + axis[1:]].update(range=[0, 1.32 * top], nticks=3)


def runs(
    figure: go.Figure, axis: str, ahead: pd.DataFrame, behind: pd.DataFrame, palette: Palette
) -> None:
    """Draw the run load of each day."""
    days = pd.concat([behind, ahead], ignore_index=True)
    _bars(figure, axis, days, "run_load_au", "run load", palette)
    figure.layout["yaxis" + axis[1:]].update(rangemode="tozero", nticks=3)


def _bars(
    figure: go.Figure, axis: str, days: pd.DataFrame, column: str, name: str, palette: Palette
) -> None:
    colour = palette.run if column == "run_load_au" else palette.dose
    load = days[column]
    some = days[load > 0]
    figure.add_bar(
        x=some["date"],
        y=some[column],
        yaxis=axis,
        width=0.8 * template.DAY_MS,
        marker={"color": colour, "line": {"width": 0}},
        hoverinfo="skip",
    )
    said = np.where(
        load > 0, [f"{number(one)} AU" for one in load], np.where(load == 0, "rest", "not known")
    )
    # The hover reads every day, so that a day without a bar says why and borrows no neighbour's.
    figure.add_scatter(
        x=days["date"],
        y=load.fillna(0.0),
        yaxis=axis,
        mode="markers",
        marker={"size": 1, "opacity": 0, "color": colour},
        name=name,
        customdata=said,
        hovertemplate="%{customdata}",
    )
    veil(figure, axis, stretches(days["date"], load.isna()), len(days), palette)


def _line(
    figure: go.Figure,
    axis: str,
    shown: pd.DataFrame,
    name: str,
    palette: Palette,
    unit: str,
) -> None:
    digits = _digits(unit)
    figure.add_scatter(
        x=shown["date"],
        y=shown["mean"],
        yaxis=axis,
        mode="lines",
        name=name,
        line={"color": palette.model, "width": 2.5},
        customdata=shown[["lower", "upper"]],
        hovertemplate=f"%{{y:{digits}}} {unit} "
        f"(%{{customdata[0]:{digits}}} to %{{customdata[1]:{digits}}})",
    )


def _digits(unit: str) -> str:
    return ".2f" if unit == "W/kg" else "+.1f"


def _tests(figure: go.Figure, axis: str, tests: pd.DataFrame, palette: Palette) -> None:
    figure.add_scatter(
        x=tests["date"],
        y=tests["power_w_kg"],
        yaxis=axis,
        mode="markers",
        name="test",
        marker={"size": 8, "color": palette.ink},
        error_y={
            "array": tests["se_w_kg"].fillna(0.0),
            "thickness": 1,
            "width": 0,
            "color": palette.ink,
        },
        customdata=tests["date"].dt.strftime("%a %-d %b"),
        hovertemplate="%{y:.2f} W/kg, %{customdata}",
    )


def _bounds(ahead: Ahead, behind: Behind, *, in_w_kg: bool) -> tuple[float, float]:
    """Return the lowest and highest value of the axis, with room for the names at the top."""
    values = [ahead.power["lower"], ahead.power["upper"]]
    values += [other["mean"] for other in ahead.others.values()]
    if in_w_kg:
        values += [behind.tests["power_w_kg"], behind.predicted["lower"], behind.predicted["upper"]]
    every = pd.concat(values).dropna()
    low, high = float(every.min()), float(every.max())
    room = max(high - low, 0.02 if in_w_kg else 0.5)
    return low - 0.06 * room, high + 0.14 * room
