"""One athlete on one time axis: tested power, doses and loads, tissue stress, row above row."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import marks, stress_row, template, timeline_rows
from analytics.charts.template import Palette

ROWS: Final = ("tests", "power", "dose", "runs", "stress", "other")
GAP_PX: Final = 34
ROW_PX: Final = 110
TALL_ROW_PX: Final = 160


@dataclass(frozen=True, slots=True)
class History:
    """What happened to one athlete, each frame with a column ``date``.

    Attributes
    ----------
    daily : DataFrame
        ``plyo_dose_au``, ``run_load_au``, ``plyo_status``, ``run_status``,
        ``plyo_is_estimated``, ``run_is_estimated``: one row per calendar day.
    tests : DataFrame
        ``power_w_kg``, ``se_w_kg`` (NaN allowed), ``power_source``, ``label``.
    runs : DataFrame
        ``power_w`` (mean of the run), ``power_source``, ``label``.
    predicted : DataFrame, optional
        ``mean``, ``lower``, ``upper``, ``power_source``, ``label``: the fitted model of one kind
        of test, W/kg.
    stress : DataFrame, optional
        As for :func:`analytics.charts.stress_row.worse_legs`.
    other : DataFrame, optional
        ``other_load`` (effort x minutes), ``other_status``, ``other_is_estimated``,
        ``other_kinds`` (in words): one row per calendar day.
    """

    daily: pd.DataFrame
    tests: pd.DataFrame
    runs: pd.DataFrame
    predicted: pd.DataFrame | None = None
    stress: pd.DataFrame | None = None
    other: pd.DataFrame | None = None

    @property
    def last(self) -> pd.Timestamp:
        """Last day of the log, or of the tests."""
        return pd.concat([self.daily["date"], self.tests["date"]]).max()

    def of_last(self, days: int | None) -> "History":
        """Return the last so many days of the log, not of the calendar; all for None."""
        if days is None:
            return self
        since = self.last - pd.Timedelta(days=days)
        frames = {field.name: getattr(self, field.name) for field in fields(self)}
        return replace(
            self,
            **{
                name: frame[frame["date"] > since]
                for name, frame in frames.items()
                if frame is not None and len(frame)
            },
        )


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
    history: History,
    palette: Palette,
    *,
    rows: Sequence[str] = ROWS,
    limit_percent: float | None = None,
    counted_by: str = "",
) -> go.Figure:
    """Draw what was done and what was measured, day by day.

    Parameters
    ----------
    history : History
    palette : Palette
    rows : sequence of str
        Of :data:`ROWS`: tested power with the model, mean power of each run, dose, run load,
        tissue stress, other load. Each power source has rows of its own, and each kind of test
        (``label``): they are different scales and are never joined.
    limit_percent : float, optional
        Limit of the stress, in % of own high.
    counted_by : str, optional
        What doses are counted by, in words, where it is not the usual measure.

    Returns
    -------
    Figure
        One x axis and a y axis for each row, so that the hover reads all rows of a day.
    """
    strips = _strips(rows, history, counted_by)
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
        marks.title(figure, strip.title, palette, below + share)
        if strip.kind == "stress":
            stress_row.draw(figure, axis, _known(history.stress), limit_percent, palette)
        else:
            _draw(figure, axis, strip, history, palette)
        below += share + GAP_PX / (height_px - 40)
    frames = (history.daily, history.tests, history.runs)
    dates = pd.concat([frame["date"] for frame in frames if len(frame)])
    margin = timedelta(days=max(1, (dates.max() - dates.min()).days // 60))
    figure.update_xaxes(
        range=[dates.min() - margin, dates.max() + margin],
        anchor=_axis_name(len(strips)),
        hoverformat=template.DAY,
        tickformatstops=template.DAY_TICKS,
        showgrid=True,
    )
    return figure.update_layout(hovermode="x unified", hoversubplots="axis", bargap=0.1)


def _draw(figure: go.Figure, axis: str, strip: Row, history: History, palette: Palette) -> None:
    match strip.kind:
        case "tests":
            if history.predicted is not None:
                timeline_rows.model(figure, axis, strip.of(history.predicted), palette)
            timeline_rows.points(figure, axis, strip.of(history.tests), timeline_rows.TEST)
        case "power":
            mine = history.runs["power_source"] == strip.power_source
            timeline_rows.points(figure, axis, history.runs[mine], timeline_rows.RUN)
        case "dose":
            timeline_rows.bars(figure, axis, history.daily, timeline_rows.DOSE, palette)
        case "other":
            other = _known(history.other)
            timeline_rows.bars(figure, axis, other, timeline_rows.OTHER, palette)
        case _:
            timeline_rows.bars(figure, axis, history.daily, timeline_rows.RUN_LOAD, palette)


def _strips(rows: Sequence[str], history: History, counted_by: str) -> list[Row]:
    strips = []
    if "tests" in rows:
        tested = history.tests[["power_source", "label"]].drop_duplicates()
        strips += [
            Row("tests", f"Tested {label} · {source} (W/kg)", TALL_ROW_PX, source, label)
            for source, label in tested.to_numpy()
        ]
    if "power" in rows:
        strips += [
            Row("power", f"Mean power of runs · {source} (W)", ROW_PX, source)
            for source in history.runs["power_source"].dropna().unique()
        ]
    if "dose" in rows:
        unit = ", ".join(filter(None, ("AU a day", counted_by)))
        strips.append(Row("dose", f"Plyometric dose ({unit})", ROW_PX))
    if "runs" in rows:
        strips.append(Row("runs", "Run load (AU a day)", ROW_PX))
    if "stress" in rows and history.stress is not None and len(history.stress):
        strips.append(Row("stress", "Tissue stress (% of own high)", TALL_ROW_PX))
    if "other" in rows and history.other is not None and len(history.other):
        strips.append(Row("other", "Other load (effort × minutes a day)", ROW_PX))
    return strips or [Row("runs", "Run load (AU a day)", ROW_PX)]


def _known(frame: pd.DataFrame | None) -> pd.DataFrame:
    return pd.DataFrame() if frame is None else frame


def _axis_name(at: int) -> str:
    return "y" if at == 1 else f"y{at}"
