"""Intervals one below the other, a row per athlete."""

from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import template
from analytics.charts.template import VERDICTS, Palette

NAMED: Final = 60
"""Above so many athletes rows are thin lines without names; a table carries those."""
HEAD_PX: Final = 33
FOOT_PX: Final = 48
FOOT_LABEL_PX: Final = 16
_THIN_PX: Final = 4.0
_ALL_THIN_PX: Final = 900.0


def height_px(n_rows: int, row_px: float) -> float:
    """Return the height of a row: thin where there are too many for names."""
    return row_px if n_rows <= NAMED else min(_THIN_PX, _ALL_THIN_PX / n_rows)


def rows(rows: pd.DataFrame, palette: Palette, picked: str | None, row_px: float) -> go.Figure:
    """Return an empty figure with a row per athlete, the picked one on a ground of its own."""
    names = list(rows["athlete_id"])
    each_px = height_px(len(names), row_px)
    drawn_px = len(names) * each_px + FOOT_LABEL_PX
    figure = template.figure(palette, round(HEAD_PX + drawn_px + FOOT_PX))
    figure.update_layout(margin={"t": HEAD_PX, "b": FOOT_PX, "l": 8, "r": 12}, hovermode="y")
    here = [at for at, name in enumerate(names) if name == picked]
    shown = range(len(names)) if len(names) <= NAMED else here
    figure.update_yaxes(
        range=[len(names) - 0.5 + FOOT_LABEL_PX / each_px, -0.5],
        tickvals=list(shown),
        ticktext=[_named(names[at], rows["verdict"].iloc[at], at in here) for at in shown],
        showgrid=False,
        fixedrange=True,
    )
    figure.update_xaxes(
        title_text="Change of running power (%)",
        tickformat="+.3~g",
        labelalias={"+0": "0"},
        nticks=9,
    )
    for at in here:
        figure.add_hline(y=at, line={"color": palette.axis, "width": 1}, layer="below")
    return figure


def _named(athlete_id: str, verdict: str | None, is_picked: bool) -> str:
    name = f"<b>{athlete_id}</b>" if is_picked else athlete_id
    return f"{name}, cohort’s" if verdict == "insufficient" else name


def in_order(verdicts: pd.Series) -> list[str | None]:
    """Return the verdicts there are, the ones that say least first, so that others lie above."""
    found = set(verdicts.dropna())
    return [
        *([None] if verdicts.isna().any() else []),
        *(one for one in reversed(VERDICTS) if one in found),
    ]


def colour(verdict: str | None, palette: Palette) -> str:
    """Return the colour of a verdict; the model's where none was made."""
    if pd.isna(verdict):
        return palette.model
    marker = template.verdict_marker(verdict, palette)
    return str(marker["line"]["color"])


def segments(
    figure: go.Figure,
    left: pd.Series,
    right: pd.Series,
    at: pd.Series,
    colour: str,
    width_px: float,
) -> None:
    """Draw a line from left to right in each of some rows."""
    ends = pd.DataFrame({"left": left, "right": right, "none": float("nan")})
    figure.add_scatter(
        x=ends.to_numpy().ravel(),
        y=at.repeat(3),
        mode="lines",
        line={"color": colour, "width": width_px},
        hoverinfo="skip",
    )


def dots(
    figure: go.Figure, rows: pd.DataFrame, palette: Palette, size_px: int, level: float
) -> None:
    """Draw the means as one trace, so that a hover reads one row."""
    markers = [_marker(verdict, palette) for verdict in rows["verdict"]]
    said = [
        "not assessed" if pd.isna(verdict) else " ".join(VERDICTS[verdict])
        for verdict in rows["verdict"]
    ]
    figure.add_scatter(
        x=rows["mean"],
        y=list(range(len(rows))),
        mode="markers",
        marker={
            "symbol": [one["symbol"] for one in markers],
            "color": [one["color"] for one in markers],
            "line": {"color": [one["line"]["color"] for one in markers], "width": 2},
            "size": size_px,
            "opacity": 1,
        },
        # A click picks an athlete; it must not make the others pale.
        unselected={"marker": {"opacity": 1}},
        customdata=rows.assign(said=said)[["athlete_id", "said", "mean", "lower", "upper"]],
        hovertemplate="<b>%{customdata[0]}</b>  %{customdata[1]}<br>%{customdata[2]:+.1f} % "
        f"({100 * level:.0f} % interval %{{customdata[3]:+.1f}} to %{{customdata[4]:+.1f}} %)"
        "<extra></extra>",
    )


def _marker(verdict: str | None, palette: Palette) -> dict[str, Any]:
    """Return a verdict's marker; a tick across the line where the answer has no mark of its own."""
    if pd.isna(verdict) or verdict == "insufficient":
        tick = colour(verdict, palette)
        return {"symbol": "line-ns", "color": tick, "line": {"color": tick}}
    return template.verdict_marker(verdict, palette)


def line(
    figure: go.Figure, at_percent: float, text: str, palette: Palette, *, raised: bool = True
) -> None:
    """Draw a labelled upright line; two labels that stand close keep apart in height."""
    bottom, top = figure.layout.yaxis.range
    figure.add_scatter(
        x=[at_percent, at_percent],
        y=[bottom, top],
        mode="lines",
        line={"color": palette.muted, "width": 1.5, "dash": "dot" if raised else "solid"},
        hoverinfo="skip",
    )
    figure.add_annotation(
        x=at_percent,
        y=1,
        yref="y domain",
        yshift=15 if raised else 0,
        yanchor="bottom",
        xanchor="left" if raised else "center",
        text=text,
        showarrow=False,
        font={"size": 12, "color": palette.ink},
    )
