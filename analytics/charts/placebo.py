"""The same doses shifted in time: how well they fit, beside the real one."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analytics.charts import marks, template
from analytics.charts.template import Palette

N_BINS = 24


def shifted(shifts: pd.DataFrame, palette: Palette, *, real: str) -> go.Figure:
    """Draw how well shifted copies of the dose fit, and the real dose as a labelled line.

    Parameters
    ----------
    shifts : DataFrame
        ``shift_d`` (0 is the real dose), ``log_ratio``: log evidence less that of the real dose.
    palette : Palette
    real : str
        The label of the real dose.
    """
    figure = template.figure(palette, 260)
    copies = shifts.loc[shifts["shift_d"] != 0, "log_ratio"].to_numpy(dtype=float)
    ends = np.array([copies.min(initial=0.0), copies.max(initial=0.0)])
    margin = 0.04 * max(ends[1] - ends[0], 0.5)
    # Zero is an edge, so that no bar mixes copies that fit worse with copies that fit as well.
    width = (ends[1] - ends[0] + 2 * margin) / N_BINS
    first = np.floor((ends[0] - margin) / width)
    edges = width * np.arange(first, np.ceil((ends[1] + margin) / width) + 1)
    counts, _ = np.histogram(copies, edges)
    as_good = edges[:-1] >= -1e-12
    figure.add_bar(
        x=edges[:-1] + width / 2,
        y=counts,
        width=0.92 * width,
        marker={
            "color": [palette.model if good else palette.band(0.45) for good in as_good],
            "line": {"width": 0},
        },
        hovertemplate="%{y} copies near %{x:.2f}<extra></extra>",
    )
    figure.add_vline(x=0, line={"color": palette.ink, "width": 2})
    is_left = edges[-1] < 0.4 * (edges[-1] - edges[0])
    marks.note(
        figure,
        real,
        palette,
        at=(0.0, 1.0),
        anchor=("right" if is_left else "left", "top"),
        ref=("x", "y domain"),
        shift_px=-6 if is_left else 6,
    )
    top = counts.max(initial=1)
    figure.update_xaxes(
        title_text="Log evidence, less that of the real dose", range=[edges[0], edges[-1]], nticks=7
    )
    figure.update_yaxes(title_text="Shifted copies", nticks=5, range=[0, 1.18 * top])
    return figure.update_layout(hovermode="closest", bargap=0)
