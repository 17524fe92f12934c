"""What stands in a row of the timeline: tests, the model's line, bars of dose and load."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import marks, template
from analytics.charts.template import Palette
from analytics.charts.veils import stretches, veil


@dataclass(frozen=True, slots=True)
class Points:
    """How a row of measured points is named, read and drawn."""

    name: str
    column: str
    text: str
    size_px: int


@dataclass(frozen=True, slots=True)
class Bars:
    """Which columns a row of daily loads is drawn from, and how.

    Attributes
    ----------
    prefix : str
        Of the columns ``..._status`` and ``..._is_estimated``.
    column, name, unit : str
    is_hatched : bool
        Whether its bars are hatched, so that they are not taken for those of running.
    """

    prefix: str
    column: str
    name: str
    unit: str = "AU"
    is_hatched: bool = False


TEST = Points("test", "power_w_kg", "%{y:.2f} W/kg · %{customdata}", 8)
RUN = Points("run", "power_w", "%{y:.0f} W · %{customdata}", 5)
DOSE = Bars("plyo", "plyo_dose_au", "dose")
RUN_LOAD = Bars("run", "run_load_au", "run load")
OTHER = Bars("other", "other_load", "other load", "effort × min", is_hatched=True)


def points(figure: go.Figure, axis: str, measured: pd.DataFrame, look: Points) -> None:
    """Draw measured points, each with its own day: the hover shows the nearest, even days away."""
    ink = figure.layout.font.color
    error = measured["se_w_kg"].fillna(0.0) if "se_w_kg" in measured else None
    figure.add_scatter(
        x=measured["date"],
        y=measured[look.column],
        yaxis=axis,
        mode="markers",
        name=look.name,
        marker={"size": look.size_px, "color": ink},
        error_y={"array": error, "thickness": 1, "width": 0, "color": ink},
        customdata=measured["label"] + ", " + measured["date"].dt.strftime("%a %-d %b"),
        hovertemplate=look.text,
    )


def model(figure: go.Figure, axis: str, predicted: pd.DataFrame, palette: Palette) -> None:
    """Draw the model's power of each day with its interval."""
    marks.band(figure, predicted, palette.band(palette.band_90), "date", axis)
    figure.add_scatter(
        x=predicted["date"],
        y=predicted["mean"],
        yaxis=axis,
        mode="lines",
        name="model",
        line={"color": palette.model, "width": 2.5},
        customdata=predicted[["lower", "upper"]],
        hovertemplate="%{y:.2f} W/kg (%{customdata[0]:.2f} to %{customdata[1]:.2f})",
    )


def bars(figure: go.Figure, axis: str, daily: pd.DataFrame, look: Bars, palette: Palette) -> None:
    """Draw the load of each day: hollow where it is estimated, a veil where nobody knows it."""
    load = daily[look.column]
    colour = palette.dose if look.prefix == "plyo" else palette.run
    hollow = daily[f"{look.prefix}_is_estimated"].fillna(False).astype(bool)
    for is_hollow in (False, True):
        part = daily[(hollow == is_hollow) & (load > 0)]
        fill = palette.page if is_hollow else colour
        figure.add_bar(
            x=part["date"],
            y=part[look.column],
            yaxis=axis,
            width=0.8 * template.DAY_MS,
            name="estimated" if is_hollow else look.name,
            marker={
                "color": palette.page if look.is_hatched else fill,
                "line": {"color": colour, "width": 1 if is_hollow or look.is_hatched else 0},
                "pattern": {
                    "shape": "/" if look.is_hatched and not is_hollow else "",
                    "fgcolor": colour,
                    "size": 5,
                },
            },
            hoverinfo="skip",
        )
    # The hover reads every day, so that a day without a bar says why and borrows no neighbour's.
    figure.add_scatter(
        x=daily["date"],
        y=load.fillna(0.0),
        yaxis=axis,
        mode="markers",
        marker={"size": 1, "opacity": 0, "color": colour},
        name=look.name,
        customdata=_in_words(daily, look, hollow),
        hovertemplate="%{customdata}",
    )
    unknown = stretches(daily["date"], daily[f"{look.prefix}_status"] == "unknown")
    veil(figure, axis, unknown, len(daily), palette)


def _in_words(daily: pd.DataFrame, look: Bars, hollow: pd.Series) -> pd.Series:
    """Return what is known of each day: a load, an estimate, rest, or nothing."""
    load, status = daily[look.column], daily[f"{look.prefix}_status"]
    said = load.map(f"{{:.0f}} {look.unit}".format)
    if f"{look.prefix}_kinds" in daily:
        said += (
            daily[f"{look.prefix}_kinds"].fillna("").map(lambda kinds: f", {kinds}" * bool(kinds))
        )
    said += hollow.map({True: ", estimated", False: ""})
    said = said.where(load > 0, status.map({"rest": "rest", "unknown": "not logged"}))
    return said.fillna("no load known")
