"""What a plan begins from and leads to.

What is made here is shared between visitors and never changed. A fit is looked up, not passed:
the key names it.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics import progression
from analytics.errors import InsufficientDataError
from analytics.progression import check as checking
from analytics.progression.history import History
from analytics.progression.outlook import Outlook
from analytics.progression.plan import Plan
from analytics.progression.runs_to_come import RunsToCome, runs_to_come
from analytics.progression.simulate import Simulation
from analytics.response import ResponseFit
from analytics.response.of_prior import prior_fit
from data import OWNER, planning, store
from pages.components.days import today
from pages.components.plan_state import Draft, PlannedSet, Wishes, as_plan
from pages.components.sources.of_drills import drills
from pages.components.sources.of_fits import fit, modelled, saved_fit
from pages.components.sources.of_store import dose_measure
from pages.components.sources.plan_basis import Basis
from pages.components.sources.state import Key

FACTORS = tuple(round(0.5 + 0.1 * n, 1) for n in range(11))
"""Times the contacts of a plan that are drawn at once."""


def plan_basis(at: Key, athlete_id: str) -> Basis:
    """Return what plans of an athlete rest on: the fit with most tests, else the prior."""
    series = modelled(at, athlete_id)
    saved = None if series is None else saved_fit(at, series)
    measure = dose_measure(at) if saved is None else saved.dose_measure
    return Basis(at, athlete_id, series, measure)


@st.cache_resource(max_entries=8, show_spinner="Reading the days before the plan …")
def plan_history(at: Key, athlete_id: str, measure: str, now: date) -> History:
    """Return what an athlete did until a plan begins, doses for the model by a measure.

    Where nothing is logged, nothing is known until the day it is now.
    """
    with store.session(at.path) as con:
        try:
            return planning.history(con, OWNER, athlete_id, dose_measure=measure)
        except InsufficientDataError:
            return planning.history(con, OWNER, athlete_id, now, dose_measure=measure)


def history_of(basis: Basis) -> History:
    """Return what a plan begins from."""
    return plan_history(basis.at, basis.athlete_id, basis.measure, today())


@st.cache_resource(max_entries=8, show_spinner=False)
def _prior(basis: Basis) -> ResponseFit:
    return prior_fit(basis.athlete_id, history_of(basis).loads)


def fit_of(basis: Basis) -> ResponseFit:
    """Return the fit that says what training does: the last of a series, else the prior's."""
    return _prior(basis) if basis.series is None else fit(basis.at, basis.series)


@st.cache_resource(max_entries=16, show_spinner=False)
def plan_runs(basis: Basis, goal_date: date) -> RunsToCome:
    """Return the runs until a goal: the athlete's median week."""
    return runs_to_come(history_of(basis), None, pd.Timestamp(goal_date))


@st.cache_resource(max_entries=8, show_spinner=False)
def _outlook(basis: Basis, goal_date: date) -> Outlook:
    """Return all of a simulation that no plan changes."""
    runs = plan_runs(basis, goal_date)
    return Outlook.of(fit_of(basis), basis.athlete_id, history_of(basis), runs)


def _name(asked: object) -> str:
    """Return what a cache knows a question by: much quicker than going through its sets."""
    return repr(asked)


BY_NAME: Final[dict[str | type[Any], Callable[[Any], Any]]] = {
    Basis: _name,
    Wishes: _name,
    tuple: _name,
}
"""How caches tell questions of plans apart."""


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY_NAME)
def simulated(basis: Basis, sets: tuple[PlannedSet, ...], wishes: Wishes) -> Simulation:
    """Return what sets lead to."""
    return progression.simulate(
        fit_of(basis),
        basis.athlete_id,
        as_plan(sets, wishes.first_day, wishes.goal_date),
        history_of(basis),
        plan_runs(basis, wishes.goal_date),
        drills(basis.at),
        wishes.settings.limits,
        outlook=_outlook(basis, wishes.goal_date),
    )


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY_NAME)
def checked(basis: Basis, sets: tuple[PlannedSet, ...], wishes: Wishes) -> pd.DataFrame:
    """Return what the check of limits says of sets, apart from who simulates and plans."""
    return checking.check(
        as_plan(sets, wishes.first_day, wishes.goal_date),
        history_of(basis),
        plan_runs(basis, wishes.goal_date),
        drills(basis.at),
        wishes.settings.limits,
    )


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY_NAME)
def planned_costs(basis: Basis, sets: tuple[PlannedSet, ...], wishes: Wishes) -> pd.DataFrame:
    """Return dose, contacts and minutes of each day with sets, by day."""
    daily = as_plan(sets, wishes.first_day, wishes.goal_date).daily(drills(basis.at))
    return daily.set_index("date")


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_NAME)
def scaled(basis: Basis, sets: tuple[PlannedSet, ...], wishes: Wishes) -> pd.DataFrame:
    """Return gain and highest stress of more and fewer contacts."""
    found = progression.scaled_gain(
        fit_of(basis),
        basis.athlete_id,
        as_plan(sets, wishes.first_day, wishes.goal_date),
        history_of(basis),
        plan_runs(basis, wishes.goal_date),
        drills(basis.at),
        FACTORS,
        outlook=_outlook(basis, wishes.goal_date),
    )
    return found.rename(columns={"gain": "mean"})


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_NAME)
def above_at(
    basis: Basis, sets: tuple[PlannedSet, ...], wishes: Wishes
) -> tuple[tuple[float, bool], ...]:
    """Return of each factor on the contacts whether the plan is above a limit, sets made whole."""
    found = []
    for factor in FACTORS:
        scaled_sets = Draft(sets, scale=factor).within(wishes)
        flags = simulated(basis, scaled_sets, wishes).flags
        found.append((factor, bool((~flags["by_runs"].astype(bool)).any())))
    return tuple(found)


def planned(sets: tuple[PlannedSet, ...], wishes: Wishes) -> Plan:
    """Return sets as a plan of the days of a board."""
    return as_plan(sets, wishes.first_day, wishes.goal_date)
