"""What each day added to a tissue: shares of runs and plyometrics, their range, the day's limit."""

from collections.abc import Hashable, Mapping
from math import isfinite
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import marks, template
from analytics.charts.template import Palette
from analytics.charts.wording import number, probability

MOST_WHISKER: Final = 1.5
"""Times the highest bar or limit: a range that reaches further is cut and marked at the edge."""


def title(palette: Palette) -> str:
    """Return the name of the row, which names its two colours."""
    runs, jumps = (
        f"<span style='color:{colour}'>■</span> {name}"
        for colour, name in ((palette.run, "runs"), (palette.dose, "plyometrics"))
    )
    return f"Easy running steps a day: {runs} {jumps}"


def draw(figure: go.Figure, days: pd.DataFrame, spike: float | None, palette: Palette) -> None:
    """Draw stacked shares of each day's step-equivalents, the range of their sum, and the limit."""
    hollow = days["is_estimated"].fillna(False).astype(bool)
    parts = (
        ("runs", "run_equivalents", palette.run, hollow),
        ("plyometrics", "plyo_equivalents", palette.dose, hollow & False),
    )
    for name, column, colour, is_hollow in parts:
        figure.add_bar(
            x=days["date"],
            y=days[column].where(days[column] > 0),
            width=0.8 * template.DAY_MS,
            name=name,
            marker={
                "color": [palette.page if one else colour for one in is_hollow],
                "line": {"color": colour, "width": 1},
            },
            unselected={"marker": {"opacity": 1}},
            customdata=days_as_text(days),
            text=[_share(row, column) for row in days.to_dict("records")],
            textposition="none",
            hovertemplate="%{text}",
        )
    top = _range(figure, days, palette)
    if spike is not None:
        top = max(top, _spike(figure, days, spike, palette))
    figure.layout.yaxis.update(range=[0, 1.1 * top if top > 0 else 1.0], tickformat=",")


def _range(figure: go.Figure, days: pd.DataFrame, palette: Palette) -> float:
    """Draw the range of each day's total; return the highest value that is drawn."""
    total, known = days["equivalents"], days["known_equivalents"]
    highest = float(known.max()) if known.notna().any() else 1.0
    edge = MOST_WHISKER * (highest or 1.0)
    upper, lower = days["upper"].clip(upper=edge), days["lower"]
    figure.add_scatter(
        x=days["date"],
        y=total,
        mode="markers",
        name="total",
        marker={"size": 2, "color": palette.ink, "opacity": 0},
        error_y={
            "array": upper - total,
            "arrayminus": total - lower,
            "thickness": 1,
            "width": 0,
            "color": palette.tissue(str(days["tissue"].iloc[0])),
        },
        unselected={"marker": {"opacity": 0}},
        selected={"marker": {"opacity": 0}},
        customdata=days_as_text(days),
        text=[_total(row) for row in days.to_dict("records")],
        hovertemplate="%{text}",
    )
    beyond = days[days["upper"] > edge]
    figure.add_scatter(
        x=beyond["date"],
        y=[edge] * len(beyond),
        mode="markers",
        name="range goes on",
        marker={
            "symbol": "triangle-up",
            "size": 6,
            "color": palette.tissue(str(days["tissue"].iloc[0])),
        },
        hoverinfo="skip",
    )
    drawn = pd.concat([upper, known])
    return float(drawn.max()) if drawn.notna().any() else 1.0


def _spike(figure: go.Figure, days: pd.DataFrame, spike: float, palette: Palette) -> float:
    """Draw the limit of a day's total and mark the days above it; return its highest value."""
    most = days["most"]
    figure.add_scatter(
        x=days["date"],
        y=most,
        mode="lines",
        name="limit",
        line={"color": palette.limit, "width": 1.5, "shape": "hvh"},
        hoverinfo="skip",
    )
    told = days["equivalents"].fillna(days["known_equivalents"])
    beyond = told > most
    said = {
        "above the limit": (days["spike_above"].fillna(False).astype(bool), palette.limit),
        "perhaps above": (beyond & days["spike_above"].isna(), palette.page),
    }
    for name, (marked, fill) in said.items():
        over = days[marked]
        figure.add_scatter(
            x=over["date"],
            y=told[marked],
            mode="markers",
            name=name,
            marker={
                "symbol": "square",
                "size": 7,
                "color": fill,
                "opacity": 1,
                "line": {"color": palette.limit, "width": 1.5},
            },
            unselected={"marker": {"opacity": 1}},
            customdata=days_as_text(over),
            text=[name] * len(over),
            hovertemplate="%{text}",
        )
    if most.isna().all():
        return 0.0
    marks.note(
        figure,
        f"limit {spike:.2f} × largest of 30 days",
        palette,
        at=(1.0, float(most.dropna().iloc[-1])),
        anchor=("right", "bottom"),
        ref=("x domain", "y"),
    )
    return float(most.max())


def days_as_text(days: pd.DataFrame) -> pd.Series:
    """Return the days as a link writes them, for points that can be clicked."""
    return days["date"].dt.strftime("%Y-%m-%d")


def _share(row: Mapping[Hashable, Any], column: str) -> str:
    if not isfinite(row[column]):
        return "not logged"
    total = row["equivalents"]
    part = f", {probability(row[column] / total)} of the day" if total > 0 else ""
    return f"{steps(row[column])} steps{part}"


def _total(row: Mapping[Hashable, Any]) -> str:
    if not isfinite(row["equivalents"]):
        known = row["known_equivalents"]
        return f"at least {steps(known)} steps, not all logged" if known > 0 else "not all logged"
    ends = f"{steps(row['lower'])} to {steps(row['upper'])}"
    return f"{steps(row['equivalents'])} steps (range {ends})"


def steps(value: float) -> str:
    """Return step-equivalents with two significant digits, such as ``1 400``."""
    if not isfinite(value) or value == 0:
        return number(value)
    if 0 < value < 0.1:
        return "< 0.1"
    rounded = float(f"{value:.2g}")
    return number(rounded, 0 if rounded >= 10 else 1)
