"""Plans side by side: their gain day by day, and the highest stress of each day."""

from collections.abc import Mapping
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import marks, stress_row, template
from analytics.charts.marks import LineEnd
from analytics.charts.plan_rows import DASHES
from analytics.charts.template import Palette

GAIN_PX: Final = 200
STRESS_PX: Final = 160
GAP_PX: Final = 34


def side_by_side(
    gains: Mapping[str, pd.DataFrame],
    stress: Mapping[str, pd.DataFrame],
    focus: str,
    palette: Palette,
) -> go.Figure:
    """Draw plans by letter: the one in focus solid, with its band; highest stress beneath.

    Parameters
    ----------
    gains : mapping of str to DataFrame
        By letter: ``date``, ``gain``, ``gain_lower``, ``gain_upper`` (%).
    stress : mapping of str to DataFrame
        By letter: ``date``, ``tissue``, ``side``, ``percent``.
    focus : str
    palette : Palette
    """
    inner = GAIN_PX + STRESS_PX + 2 * GAP_PX
    figure = template.figure(palette, inner + 40)
    base = figure.layout.yaxis.to_plotly_json() | {"anchor": "x", "nticks": 4}
    split, above = STRESS_PX / inner, (STRESS_PX + GAP_PX) / inner
    top = above + GAIN_PX / inner
    figure.layout.yaxis = base | {"domain": [0, split]}
    figure.layout.yaxis2 = base | {"domain": [above, top]}
    marks.title(figure, "Gain over today (%)", palette, top)
    marks.title(figure, "Highest residual stress (% of today's own high)", palette, split)
    focused = gains[focus]
    ends = {"gain_lower": "lower", "gain_upper": "upper"}
    band = focused[["date", *ends]].rename(columns=ends)
    marks.band(figure, band, palette.band(palette.band_90), "date", "y2")
    last: dict[str, list[LineEnd]] = {"y": [], "y2": []}
    others = iter(DASHES)
    dashes = {one: "solid" if one == focus else next(others) for one in gains}
    for letter, gain in gains.items():
        worst = stress_row.worst(stress[letter])
        for axis, frame, column, colour in (
            ("y2", gain, "gain", palette.model),
            ("y", worst, "percent", palette.patellar),
        ):
            figure.add_scatter(
                x=frame["date"],
                y=frame[column],
                yaxis=axis,
                mode="lines",
                name=letter,
                line={
                    "color": colour,
                    "width": 2.5 if letter == focus else 2,
                    "dash": dashes[letter],
                },
                hovertemplate="%{y:+.1f} %" if axis == "y2" else "%{y:.0f} %",
            )
            known = frame[column].dropna()
            if len(known):
                last[axis].append(LineEnd(f"<b>{letter}</b>", float(known.iloc[-1])))
    _name(figure, last, gains, stress, palette)
    figure.layout.yaxis.update(ticksuffix=" %")
    figure.layout.yaxis2.update(tickformat="+.3~g", labelalias={"+0": "0"})
    figure.update_xaxes(
        anchor="y", hoverformat=template.DAY, tickformatstops=template.DAY_TICKS, showgrid=True
    )
    return figure.update_layout(hovermode="x unified", hoversubplots="axis")


def _name(
    figure: go.Figure,
    last: Mapping[str, list[LineEnd]],
    gains: Mapping[str, pd.DataFrame],
    stress: Mapping[str, pd.DataFrame],
    palette: Palette,
) -> None:
    ends = ("gain", "gain_lower", "gain_upper")
    of_gain = pd.concat([one[name] for one in gains.values() for name in ends])
    of_stress = pd.concat([one["percent"] for one in stress.values()]).dropna()
    bounds = {
        "y2": _around(of_gain.min(), of_gain.max()),
        "y": (0.0, 1.15 * max(100.0, of_stress.max() if len(of_stress) else 0.0)),
    }
    end = max(one["date"].iloc[-1] for one in gains.values())
    for axis, named in last.items():
        figure.layout["yaxis" + axis[1:]].update(range=bounds[axis])
        if named:
            marks.name_ends(figure, named, bounds[axis], palette, end, axis=axis, share=0.11)


def _around(low: float, high: float) -> tuple[float, float]:
    room = 0.08 * max(high - low, 0.5)
    return low - room, high + room
