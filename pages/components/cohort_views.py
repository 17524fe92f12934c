"""The tabs of a cohort: everyone's response, the curve, and how much athletes differ."""

import pandas as pd
import streamlit as st

from analytics.charts import cohort as charts
from analytics.charts import differences as difference_charts
from analytics.charts import template
from pages.components import cohort_table, cohort_words, frame
from pages.components.answer import Curve
from pages.components.cohort import CohortAnswer
from pages.components.cohort_table import ROW_PX
from pages.components.series import Series

NOBODY = "No athlete of the cohort is left by this filter."


def responses(
    answer: CohortAnswer, rows: pd.DataFrame, athlete_id: str | None, series: Series
) -> None:
    """Show every athlete's response as a row of a table and as an interval."""
    if rows.empty:
        st.info(NOBODY)
        return
    _picked(answer, rows, athlete_id, series)
    # The table first: where there is room for one column only, it is what one reads.
    table, chart = st.columns([10, 11], gap="small")
    with table:
        cohort_table.show(answer, rows, athlete_id)
    with chart:
        st.plotly_chart(
            charts.responses(
                rows,
                frame.palette(),
                swc_percent=answer.swc_percent,
                newcomer=answer.newcomer,
                level=answer.level,
                picked=athlete_id,
                row_px=ROW_PX,
            ),
            theme=None,
            config=template.CONFIG,
            key="cohort-chart",
            on_select=_pick_point,
            selection_mode="points",
            alt=f"{cohort_words.headline(answer)} A row per athlete, {len(rows)} in all.",
        )


def curves(answer: CohortAnswer, curve: Curve) -> None:
    """Show the cohort's mean response against dose."""
    st.plotly_chart(
        charts.curve(
            curve.wide,
            curve.narrow,
            frame.palette(),
            swc_percent=answer.swc_percent,
            chosen=(answer.dose_au, answer.mean),
            largest_au=answer.largest_au,
            level=answer.level,
        ),
        theme=None,
        config=template.CONFIG,
        key="cohort-curve-chart",
        alt=cohort_words.headline(answer),
    )
    st.caption(
        f"After {answer.weeks} weeks. Blue: the mean of the cohort, with its 50 and "
        f"{100 * answer.level:.0f} % intervals. Grey: where the curve of an athlete of this cohort "
        "not yet seen lies."
    )
    with st.expander("As table"):
        _numbers(
            curve.wide,
            {
                "weekly_dose_au": "Dose (AU a week)",
                "mean": "Mean (%)",
                "lower": "Lower (%)",
                "upper": "Upper (%)",
                "new_lower": "New athlete, lower (%)",
                "new_upper": "New athlete, upper (%)",
            },
            "cohort-curve-table",
        )


def spread(answer: CohortAnswer, differences: pd.DataFrame) -> None:
    """Show how much true responses differ, by dose."""
    st.header("How much true responses differ", anchor=False)
    if differences.empty:
        st.write(cohort_words.no_spread(answer))
        return
    st.caption(cohort_words.spread_caption(answer))
    st.plotly_chart(
        difference_charts.spread(differences, frame.palette(), level=answer.level),
        theme=None,
        config=template.CONFIG,
        key="spread-chart",
        alt=cohort_words.differ(answer),
    )
    with st.expander("As table"):
        names = ("weekly_dose_au", "sd", "lower", "upper")
        titles = ("Dose (AU a week)", "sd (%)", "Lower (%)", "Upper (%)")
        _numbers(differences, dict(zip(names, titles, strict=True)), "spread-table")


def shrinkage(answer: CohortAnswer, rows: pd.DataFrame, athlete_id: str | None) -> None:
    """Show each athlete's own estimate joined to the pooled one."""
    st.header("Own data alone against pooled", anchor=False)
    if rows.empty:
        st.info(NOBODY)
        return
    st.caption(cohort_words.SHRINKAGE)
    st.plotly_chart(
        difference_charts.shrinkage(
            rows, frame.palette(), cohort_mean=answer.mean, picked=athlete_id
        ),
        theme=None,
        config=template.CONFIG,
        key="shrinkage-chart",
        alt=f"Own estimate and pooled estimate of {len(rows)} athletes.",
    )
    with st.expander("As table"):
        _numbers(
            rows.assign(own_share=100 * rows["own_share"]),
            {
                "athlete_id": "Athlete",
                "own_mean": "Own data alone (%)",
                "own_lower": "Lower (%)",
                "own_upper": "Upper (%)",
                "mean": "Pooled (%)",
                "own_share": "Own share (%)",
            },
            "shrinkage-table",
        )


def _picked(
    answer: CohortAnswer, rows: pd.DataFrame, athlete_id: str | None, series: Series
) -> None:
    """Say what is known of the athlete one picked, with the way to the Response page."""
    here = rows[rows["athlete_id"] == athlete_id]
    if athlete_id is None or here.empty:
        st.caption("Pick a row to open an athlete (Shift+Space on the keyboard).")
        return
    link, said = st.columns([1, 6], gap="small", vertical_alignment="center")
    with link:
        frame.link(
            "response",
            f"Open {athlete_id}",
            athlete_id,
            dose=int(answer.dose_au),
            weeks=answer.weeks,
            series=series.series_id,
        )
    said.markdown(cohort_words.one(answer, here.iloc[0]))


def _pick_point() -> None:
    points = st.session_state["cohort-chart"]["selection"]["points"]
    if points:
        frame.pick(str(points[0]["customdata"][0]))


def _numbers(frame: pd.DataFrame, titles: dict[str, str], key: str) -> None:
    st.dataframe(
        frame,
        key=key,
        hide_index=True,
        column_order=list(titles),
        column_config={
            name: title
            if frame[name].dtype == object or frame[name].dtype == "str"
            else st.column_config.NumberColumn(
                title, format="%.0f" if name.endswith("_au") or name == "own_share" else "%.2f"
            )
            for name, title in titles.items()
        },
    )
