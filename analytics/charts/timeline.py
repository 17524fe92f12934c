"""One athlete on one time axis: tested power, plyometric dose and run load, row above row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import template
from analytics.charts.template import Palette

ROWS = ("tests", "power", "dose", "runs")
GAP_PX = 34
LABELLED_SHARE = 0.15  # a narrower stretch has no room for its label on a phone
ROW_PX = 110
TESTS_ROW_PX = 160
_TEST = ("test", "power_w_kg", "%{y:.2f} W/kg · %{customdata}", 8)
_RUN = ("run", "power_w", "%{y:.0f} W · %{customdata}", 5)
_DOSE = ("plyo", "plyo_dose_au", "dose")
_RUN_LOAD = ("run", "run_load_au", "run load")


@dataclass(frozen=True, slots=True)
class Row:
    """A strip of the timeline: what it shows, and how tall."""

    kind: str
    title: str
    height_px: int
    power_source: str = ""
    label: str = ""

    def of(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return what of a frame of tests, or of the model of tests, this row shows."""
        return frame[(frame["power_source"] == self.power_source) & (frame["label"] == self.label)]


def timeline(
    daily: pd.DataFrame,
    tests: pd.DataFrame,
    runs: pd.DataFrame,
    palette: Palette,
    *,
    rows: Sequence[str] = ROWS,
    predicted: pd.DataFrame | None = None,
) -> go.Figure:
    """Draw what was done and what was measured, day by day.

    Parameters
    ----------
    daily : DataFrame
        ``date``, ``plyo_dose_au``, ``run_load_au``, ``plyo_status``, ``run_status``,
        ``plyo_is_estimated``, ``run_is_estimated``: one row per calendar day.
    tests : DataFrame
        ``date``, ``power_w_kg``, ``se_w_kg`` (NaN allowed), ``power_source``, ``label``.
    runs : DataFrame
        ``date``, ``power_w`` (mean of the run), ``power_source``, ``label``.
    palette : Palette
    rows : sequence of str
        Of :data:`ROWS`: tested power with the model, mean power of each run, dose, run load. Each
        power source has rows of its own, and each kind of test (``label``): they are different
        scales and are never joined.
    predicted : DataFrame, optional
        ``date``, ``mean``, ``lower``, ``upper``, ``power_source``, ``label``: the fitted model of
        one kind of test, W/kg.

    Returns
    -------
    Figure
        One x axis and a y axis for each row, so that the hover reads all rows of a day.
    """
    strips = _strips(rows, tests, runs)
    height_px = sum(strip.height_px + GAP_PX for strip in strips) + 40
    figure = template.figure(palette, height_px)
    below = 0.0
    for at, strip in reversed(list(enumerate(strips, start=1))):
        share = strip.height_px / (height_px - 40)
        axis = _axis_name(at)
        figure.layout["yaxis" + axis[1:]] = figure.layout.yaxis.to_plotly_json() | {
            "domain": [below, below + share],
            "anchor": "x",
            "nticks": 4,
            "rangemode": "normal" if strip.power_source else "tozero",
        }
        _title(figure, strip, below + share, palette)
        match strip.kind:
            case "tests":
                if predicted is not None:
                    _model(figure, axis, strip.of(predicted), palette)
                _points(figure, axis, strip.of(tests), _TEST)
            case "power":
                mine = runs["power_source"] == strip.power_source
                _points(figure, axis, runs[mine], _RUN)
            case "dose":
                _bars(figure, axis, daily, _DOSE, palette)
            case _:
                _bars(figure, axis, daily, _RUN_LOAD, palette)
        below += share + GAP_PX / (height_px - 40)
    dates = pd.concat([frame["date"] for frame in (daily, tests, runs) if len(frame)])
    margin = timedelta(days=max(1, (dates.max() - dates.min()).days // 60))
    figure.update_xaxes(
        range=[dates.min() - margin, dates.max() + margin],
        anchor=_axis_name(len(strips)),
        hoverformat=template.DAY,
        tickformatstops=template.DAY_TICKS,
        showgrid=True,
    )
    return figure.update_layout(hovermode="x unified", hoversubplots="axis", bargap=0.1)


def _strips(rows: Sequence[str], tests: pd.DataFrame, runs: pd.DataFrame) -> list[Row]:
    strips = []
    if "tests" in rows:
        strips += [
            Row("tests", f"Tested {label} · {source} (W/kg)", TESTS_ROW_PX, source, label)
            for source, label in tests[["power_source", "label"]].drop_duplicates().to_numpy()
        ]
    if "power" in rows:
        strips += [
            Row("power", f"Mean power of runs · {source} (W)", ROW_PX, source)
            for source in runs["power_source"].dropna().unique()
        ]
    if "dose" in rows:
        strips.append(Row("dose", "Plyometric dose (AU a day)", ROW_PX))
    if "runs" in rows or not strips:
        strips.append(Row("runs", "Run load (AU a day)", ROW_PX))
    return strips


def _axis_name(at: int) -> str:
    return "y" if at == 1 else f"y{at}"


def _title(figure: go.Figure, strip: Row, top: float, palette: Palette) -> None:
    figure.add_annotation(
        text=f"<b>{strip.title}</b>",
        x=0,
        y=top,
        xref="x domain",
        yref="paper",
        xanchor="left",
        yanchor="bottom",
        showarrow=False,
        font={"size": 13, "color": palette.ink},
    )


def _points(
    figure: go.Figure, axis: str, measured: pd.DataFrame, style: tuple[str, str, str, int]
) -> None:
    """Draw measured points, each with its own day: the hover shows the nearest, even days away."""
    name, column, text, size_px = style
    ink = figure.layout.font.color
    error = measured["se_w_kg"].fillna(0.0) if "se_w_kg" in measured else None
    figure.add_scatter(
        x=measured["date"],
        y=measured[column],
        yaxis=axis,
        mode="markers",
        name=name,
        marker={"size": size_px, "color": ink},
        error_y={"array": error, "thickness": 1, "width": 0, "color": ink},
        customdata=measured["label"] + ", " + measured["date"].dt.strftime("%a %-d %b"),
        hovertemplate=text,
    )


def _model(figure: go.Figure, axis: str, predicted: pd.DataFrame, palette: Palette) -> None:
    shared = {"x": predicted["date"], "yaxis": axis, "mode": "lines"}
    figure.add_scatter(**shared, y=predicted["upper"], line_width=0, hoverinfo="skip")
    figure.add_scatter(
        **shared,
        y=predicted["lower"],
        line_width=0,
        fill="tonexty",
        fillcolor=palette.band(palette.band_90),
        hoverinfo="skip",
    )
    figure.add_scatter(
        **shared,
        y=predicted["mean"],
        name="model",
        line={"color": palette.model, "width": 2.5},
        customdata=predicted[["lower", "upper"]],
        hovertemplate="%{y:.2f} W/kg (%{customdata[0]:.2f} to %{customdata[1]:.2f})",
    )


def _bars(
    figure: go.Figure,
    axis: str,
    daily: pd.DataFrame,
    channel: tuple[str, str, str],
    palette: Palette,
) -> None:
    prefix, column, name = channel
    colour = palette.dose if prefix == "plyo" else palette.run
    hollow = daily[f"{prefix}_is_estimated"].fillna(False).astype(bool)
    for is_hollow in (False, True):
        part = daily[(hollow == is_hollow) & (daily[column] > 0)]
        figure.add_bar(
            x=part["date"],
            y=part[column],
            yaxis=axis,
            width=0.8 * template.DAY_MS,
            name="estimated" if is_hollow else name,
            marker={
                "color": palette.page if is_hollow else colour,
                "line": {"color": colour, "width": 1 if is_hollow else 0},
            },
            hoverinfo="skip",
        )
    # The hover reads every day, so that a day without a bar says why and borrows no neighbour's.
    figure.add_scatter(
        x=daily["date"],
        y=daily[column].fillna(0.0),
        yaxis=axis,
        mode="markers",
        marker={"size": 1, "opacity": 0, "color": colour},
        name=name,
        customdata=_in_words(daily[column], hollow, daily[f"{prefix}_status"]),
        hovertemplate="%{customdata}",
    )
    for first, last in _runs_of(daily, daily[f"{prefix}_status"] == "unknown"):
        _veil(figure, axis, (first, last), len(daily), palette)


def _in_words(load_au: pd.Series, hollow: pd.Series, status: pd.Series) -> pd.Series:
    """Return what is known of each day: a load, an estimate, rest, or nothing."""
    said = load_au.map("{:.0f} AU".format) + hollow.map({True: ", estimated", False: ""})
    said = said.where(load_au > 0, status.map({"rest": "rest", "unknown": "not logged"}))
    return said.fillna("no load known")


def _runs_of(daily: pd.DataFrame, flagged: pd.Series) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """Return first and last day of each unbroken stretch of flagged days."""
    stretch = (flagged != flagged.shift()).cumsum()[flagged]
    days = daily.loc[flagged.to_numpy(), "date"].groupby(stretch.to_numpy())
    return list(zip(days.min(), days.max(), strict=True))


def _veil(
    figure: go.Figure,
    axis: str,
    stretch: tuple[pd.Timestamp, pd.Timestamp],
    span_d: int,
    palette: Palette,
) -> None:
    first, last = stretch
    half = timedelta(hours=12)
    figure.add_shape(
        type="rect",
        x0=first - half,
        x1=last + half,
        y0=0,
        y1=1,
        yref=f"{axis} domain",
        fillcolor=palette.veil,
        line_width=0,
        layer="below",
    )
    if (last - first).days >= LABELLED_SHARE * span_d:
        figure.add_annotation(
            x=first + (last - first) / 2,
            y=0.5,
            yref=f"{axis} domain",
            text="not logged",
            showarrow=False,
            font={"size": 12, "color": palette.muted},
        )
