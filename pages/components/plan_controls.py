"""The frame of a plan: goal, days, pattern, drills, limits and aim."""

from datetime import date, timedelta
from typing import Any, Final

import streamlit as st

from pages.components import days, plan_desk, plan_drills, plan_limits
from pages.components.plan_state import Wishes
from pages.components.sources.plan_basis import Basis

WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
PATTERNS: Final = ("none", "2:1", "3:1")
AIMS: Final = {
    "power": "greatest gain on the date",
    "least_stress": "same gain, least stress",
}
LONGEST_WEEKS: Final = 52
"""A plan of more than a year is no plan (assumption)."""


def show(basis: Basis, last_day: date) -> None:
    """Show the controls; each moves the board."""
    athlete_id = basis.athlete_id
    wishes = plan_desk.board(athlete_id).wishes
    settings = wishes.settings
    _dates(athlete_id, wishes, last_day)
    st.pills(
        "Days",
        WEEKDAYS,
        selection_mode="multi",
        wrap=True,
        help="Days of the week a session may be on.",
        **plan_desk.bound(
            athlete_id,
            "weekdays",
            [WEEKDAYS[one] for one in settings.session_weekdays],
            lambda picked: {"session_weekdays": tuple(sorted(map(WEEKDAYS.index, picked)))},
        ),
    )
    st.segmented_control(
        "Pattern",
        PATTERNS,
        required=True,
        help="3:1 is three loading weeks and a lighter one, of at most 60 % of the dose of the "
        "loading week before (assumption).",
        **plan_desk.bound(athlete_id, "pattern", settings.deload, lambda one: {"deload": one}),
    )
    plan_drills.pick(basis)
    plan_limits.pick(athlete_id)
    _aim(athlete_id, wishes)


def refused(wishes: Wishes, last_day: date) -> str:
    """Return why there can be no plan on these days; empty if there can."""
    today = days.today()
    if wishes.goal_date <= today:
        return (
            f"The goal, {wishes.goal_date:%-d %b %Y}, is not to come: today is "
            f"{days.day(today)}. Pick a later day."
        )
    if wishes.goal_date <= last_day + timedelta(days=1):
        return (
            f"The goal, {days.day(wishes.goal_date)}, leaves no day for a session: the log goes to "
            f"{days.day(last_day)}. Pick a later day."
        )
    return ""


def under_way(wishes: Wishes, last_day: date) -> str:
    """Return what is said of a plan that has begun; empty before."""
    if wishes.first_day > last_day:
        return ""
    return (
        f"Under way since {days.day(wishes.first_day)}: up to {days.day(last_day)} sessions are "
        "held against what was done, under Sessions; what is promised is of the days to come."
    )


def _dates(athlete_id: str, wishes: Wishes, last_day: date) -> None:
    st.date_input(
        "Goal",
        format=_date_format(),
        help="Power is asked for on this day; sessions end the day before.",
        **plan_desk.bound(
            athlete_id,
            "goal",
            wishes.goal_date,
            lambda picked: with_goal(wishes, picked, last_day) if picked else None,
        ),
    )
    st.number_input(
        f"Weeks, from {days.day(wishes.first_day)}",
        min_value=1,
        max_value=LONGEST_WEEKS,
        step=1,
        help=f"The log goes to {days.day(last_day)}; days from there to the first day of the plan "
        "are taken to have runs only.",
        **plan_desk.bound(
            athlete_id,
            "weeks",
            min(max(wishes.n_weeks, 1), LONGEST_WEEKS),
            lambda weeks: {"first_day": wishes.goal_date - timedelta(weeks=weeks)},
        ),
    )
    st.text_input(
        "Event",
        max_chars=80,
        placeholder="such as a 10 km race",
        **plan_desk.bound(
            athlete_id, "event", wishes.settings.event, lambda text: {"event": text.strip()}
        ),
    )


def with_goal(wishes: Wishes, goal_date: date, last_day: date) -> dict[str, Any]:
    """Return the days with another goal: whole weeks, first day about where it was.

    It does not begin before the log ends, where the goal leaves a week for that.
    """
    weeks = max(1, round((goal_date - wishes.first_day).days / 7))
    most = (goal_date - last_day - timedelta(days=1)).days // 7
    if goal_date <= last_day:  # refused; the weeks stay for the day one picks instead
        weeks, most = max(1, (wishes.goal_date - wishes.first_day).days // 7), LONGEST_WEEKS
    weeks = min(weeks, LONGEST_WEEKS, max(most, 1))
    return {"goal_date": goal_date, "first_day": goal_date - timedelta(weeks=weeks)}


def _aim(athlete_id: str, wishes: Wishes) -> None:
    settings = wishes.settings
    target = 1.0 if settings.target_percent is None else settings.target_percent

    def read(aim: str) -> dict[str, Any]:
        return {"aim": aim, "target_percent": target if aim == "least_stress" else None}

    st.radio(
        "Aim of Improve",
        list(AIMS),
        format_func=lambda one: AIMS[one],
        **plan_desk.bound(athlete_id, "aim", settings.aim, read),
    )
    if settings.aim == "least_stress":
        st.number_input(
            "Gain that is enough (%)",
            min_value=0.0,
            max_value=50.0,
            step=0.1,
            format="%.1f",
            **plan_desk.bound(
                athlete_id, "target", target, lambda value: {"target_percent": value}
            ),
        )


def first_days(last_day: date) -> tuple[date, date]:
    """Return first day and goal where nobody said any: twelve weeks from the next Monday."""
    begin = max(last_day, days.today() - timedelta(days=1)) + timedelta(days=1)
    first = begin + timedelta(days=-begin.weekday() % 7)
    return first, first + timedelta(weeks=12)


def _date_format() -> Any:  # noqa: ANN401 - a literal of Streamlit's
    """Return how days are written where the visitor lives, never month before day unasked."""
    locale = st.context.locale or ""
    if locale == "en-US":
        return "MM/DD/YYYY"
    return "YYYY-MM-DD" if locale.startswith(("sv", "zh", "ja", "ko", "lt", "hu")) else "DD.MM.YYYY"
