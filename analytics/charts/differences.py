"""How much athletes truly differ, and how far each estimate is drawn toward the cohort."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import forest, template
from analytics.charts.template import Palette


def spread(differences: pd.DataFrame, palette: Palette, *, level: float = 0.90) -> go.Figure:
    """Draw the sd of true responses between athletes against weekly dose, with its interval.

    Parameters
    ----------
    differences : DataFrame
        ``weekly_dose_au``, ``sd``, ``lower``, ``upper`` (%).
    palette : Palette
    level : float
        Coverage of the interval, named in the hover.
    """
    figure = template.figure(palette, 260)
    band = {"x": differences["weekly_dose_au"], "mode": "lines", "line_width": 0}
    figure.add_scatter(**band, y=differences["upper"], hoverinfo="skip")
    figure.add_scatter(
        **band,
        y=differences["lower"],
        fill="tonexty",
        fillcolor=palette.band(palette.band_90),
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=differences["weekly_dose_au"],
        y=differences["sd"],
        mode="lines",
        line={"color": palette.model, "width": 2.5},
        customdata=differences[["lower", "upper"]],
        hovertemplate=f"sd %{{y:.1f}} % ({100 * level:.0f} % interval "
        "%{customdata[0]:.1f} to %{customdata[1]:.1f} %)<extra></extra>",
    )
    figure.update_xaxes(
        title_text="Weekly dose (AU a week)",
        hoverformat=".0f",
        unifiedhovertitle_text="%{x:.0f} AU a week",
    )
    figure.update_yaxes(title_text="sd of true responses (%)", rangemode="tozero", nticks=6)
    return figure.update_layout(hovermode="x unified")


def shrinkage(  # noqa: PLR0913 - each is one thing drawn
    rows: pd.DataFrame,
    palette: Palette,
    *,
    cohort_mean: float,
    picked: str | None = None,
    row_px: int = 22,
    unit: str | None = None,
    toward: str = "mean of the cohort",
) -> go.Figure:
    """Draw a row per athlete: the estimate of own data alone, hollow, joined to the pooled one.

    Parameters
    ----------
    rows : DataFrame
        ``athlete_id``, ``own_mean``, ``own_lower``, ``own_upper``, ``mean``, from the top row
        down, in %.
    palette : Palette
    cohort_mean : float
        What estimates are drawn toward, %.
    picked : str, optional
        The athlete whose row stands out.
    row_px : int
        Height of a row that has a name.
    unit : str, optional
        What the axis shows, if not just the change of running power.
    toward : str
        What ``cohort_mean`` is called.
    """
    has_names = len(rows) <= forest.NAMED
    figure = forest.rows(rows.assign(verdict=None), palette, picked, row_px)
    at = pd.Series(range(len(rows)), index=rows.index)
    lowest, highest = _range(rows, cohort_mean)
    forest.line(figure, 0.0, "no change", palette, raised=False)
    forest.line(figure, cohort_mean, toward, palette)
    own = rows[["own_lower", "own_upper"]].clip(lowest, highest)
    forest.segments(figure, own["own_lower"], own["own_upper"], at, palette.axis, 1)
    forest.segments(
        figure, rows["own_mean"], rows["mean"], at, palette.model, 2.5 if has_names else 1
    )
    size_px = 9 if has_names else 4
    for column, fill, said in (
        ("own_mean", palette.page, "own data alone"),
        ("mean", palette.model, "pooled"),
    ):
        figure.add_scatter(
            x=rows[column],
            y=at,
            mode="markers",
            marker={
                "size": size_px,
                "color": fill,
                "line": {"color": palette.model, "width": 1.5},
            },
            customdata=rows[["athlete_id", "own_lower", "own_upper"]],
            hovertemplate=f"<b>%{{customdata[0]}}</b>  {said} %{{x:+.1f}} %"
            + (
                " (%{customdata[1]:+.1f} to %{customdata[2]:+.1f} %)"
                if column == "own_mean"
                else ""
            )
            + "<extra></extra>",
        )
    _off_the_chart(figure, rows, (lowest, highest), palette)
    if unit is not None:
        figure.update_xaxes(title_text=unit)
    return figure.update_xaxes(range=[lowest, highest])


def _off_the_chart(
    figure: go.Figure, rows: pd.DataFrame, drawn: tuple[float, float], palette: Palette
) -> None:
    """Mark with an arrowhead where an interval of own data goes on beyond the chart."""
    lowest, highest = drawn
    for column, symbol, edge, goes_on in (
        ("own_lower", "triangle-left", lowest, rows["own_lower"] < lowest),
        ("own_upper", "triangle-right", highest, rows["own_upper"] > highest),
    ):
        figure.add_scatter(
            x=[edge] * int(goes_on.sum()),
            y=goes_on.to_numpy().nonzero()[0],
            mode="markers",
            marker={"symbol": symbol, "size": 7, "color": palette.muted},
            cliponaxis=False,
            customdata=rows.loc[goes_on, ["athlete_id", column]],
            hovertemplate="<b>%{customdata[0]}</b>  own data alone, to %{customdata[1]:+.1f} %"
            "<extra></extra>",
        )


def _range(rows: pd.DataFrame, cohort_mean: float) -> tuple[float, float]:
    """Return what is drawn: every mean; of the intervals of own data as much as fits."""
    held = [*rows["own_mean"], *rows["mean"], cohort_mean, 0.0]
    room = 0.25 * (max(held) - min(held) or 1.0)
    return min(held) - room, max(held) + room
