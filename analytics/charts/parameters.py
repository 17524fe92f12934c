"""What was believed of each parameter before and after the data: small multiples of bars."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import marks, template
from analytics.charts.template import Palette

N_COLUMNS = 2
ROW_PX = 150
GAP_PX = 58
SERIES = ("prior", "population", "posterior")


def bars(
    weights: pd.DataFrame, palette: Palette, names: dict[str, str], *, has_cohort: bool = True
) -> go.Figure:
    """Draw the weight of each value of each parameter: prior, cohort, this athlete.

    Parameters
    ----------
    weights : DataFrame
        ``parameter``, ``unit``, ``value``, ``prior``, ``population``, ``posterior``.
    palette : Palette
    names : dict
        What a parameter is called, with its unit, by its name in the frame; drawn in this order.
    has_cohort : bool
        Whether to draw what was learnt of the cohort; with few athletes there is none.
    """
    shown = [one for one in SERIES if has_cohort or one != "population"]
    drawn = [name for name in names if (weights["parameter"] == name).any()]
    n_rows = -(-len(drawn) // N_COLUMNS)
    height_px = n_rows * (ROW_PX + GAP_PX) + 40
    inner = height_px - 40
    figure = template.figure(palette, height_px)
    fills = {
        "prior": (palette.page, palette.muted),
        "population": (palette.band(0.45), palette.band(0.45)),
        "posterior": (palette.model, palette.model),
    }
    for at, name in enumerate(drawn):
        part = weights[weights["parameter"] == name]
        row, column = divmod(at, N_COLUMNS)
        suffix = "" if at == 0 else str(at + 1)
        top = 1.0 - (row * (ROW_PX + GAP_PX) + 20) / inner
        left = column * 0.53
        figure.layout["xaxis" + suffix] = figure.layout.xaxis.to_plotly_json() | {
            "domain": [left, left + 0.47],
            "anchor": "y" + suffix,
            "type": "category",
            "showgrid": False,
        }
        figure.layout["yaxis" + suffix] = figure.layout.yaxis.to_plotly_json() | {
            "domain": [top - ROW_PX / inner, top],
            "anchor": "x" + suffix,
            "nticks": 3,
            "tickformat": ".0%",
            "rangemode": "tozero",
        }
        for series in shown:
            fill, line = fills[series]
            figure.add_bar(
                x=part["value"].map(_short),
                y=part[series],
                xaxis="x" + suffix,
                yaxis="y" + suffix,
                name=series,
                marker={"color": fill, "line": {"color": line, "width": 1}},
                hovertemplate=f"{series} %{{y:.0%}} at %{{x}}<extra></extra>",
            )
        figure.add_annotation(
            text=f"<b>{names[name]}</b>",
            x=left,
            y=top,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="bottom",
            showarrow=False,
            font={"size": 13, "color": palette.ink},
        )
    _key(figure, {one: fills[one] for one in shown}, palette)
    figure.update_layout(margin={"t": 24})
    return figure.update_layout(barmode="group", bargap=0.25, bargroupgap=0, hovermode="x unified")


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.3g}"


def _key(figure: go.Figure, fills: dict[str, tuple[str, str]], palette: Palette) -> None:
    said = {"prior": "□ prior", "population": "■ cohort", "posterior": "■ this athlete"}
    text = "   ".join(
        f'<span style="color:{fills[series][1]}">{words[0]}</span>{words[1:]}'
        for series, words in said.items()
        if series in fills
    )
    marks.note(
        figure, text, palette, at=(0.0, 1.0), anchor=("left", "bottom"), ref=("paper", "paper")
    )
