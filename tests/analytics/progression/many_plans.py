"""Thousands of plans at once: what each promises, and whether it keeps to the limits.

Apart from the planner: exposures and rules on plain arrays, verified beside `check` and the model.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.load.set_minutes import rep_seconds
from analytics.progression.check_days import legs, planned_sets
from analytics.progression.deload import DELOAD_SHARE, is_deload
from analytics.progression.drill_options import MOST_HIGH_CONTACTS, MOST_REPS
from analytics.progression.history import RECENT_D
from analytics.response import logs
from analytics.response.design import columns
from analytics.response.posterior import loadings
from tests.analytics.progression.planning_cases import Problem, planned

OVER = 1 + 1e-9


@dataclass(frozen=True)
class Plans:
    """Sets and repetitions, shape (n_plans, n_sessions, 2 * n_drills) each.

    A drill may be done in two kinds of sets a session: it has a second place after all others.
    """

    sets: np.ndarray
    reps: np.ndarray

    def __getitem__(self, some):
        return Plans(self.sets[some], self.reps[some])


class Many:
    """A problem laid out for many plans: sessions on every allowed day."""

    def __init__(self, given: Problem):
        self.given = given
        days = pd.date_range(given.first_day, given.goal_date - pd.Timedelta(days=1))
        self.days = [one for one in days if one.day_of_week in given.session_weekdays]
        self.at = np.array([(one - given.history.last_day).days - 1 for one in self.days])
        drills = given.catalogue.set_index("drill_id").loc[list(given.drills)]
        self.per_rep = drills["contacts_per_rep"].to_numpy(dtype=float)
        self.most_reps = drills["drill_class"].map(MOST_REPS).to_numpy()
        rows = [(given.first_day, drill, 1, 1) for drill in given.drills]
        ones = planned_sets(planned(given, rows), given.history, given.catalogue)
        self.dose_au = np.array([one.dose_au for one in ones]) / self.per_rep
        self.steps = np.array([one.steps for one in ones]) / self.per_rep[:, None]
        self.is_high = np.array([one.is_high for one in ones])
        self.places = given.drills * 2
        self.most_reps = np.tile(self.most_reps, 2)
        self.rep_min = rep_seconds(pd.Series(self.places), given.catalogue) / 60
        self.rest_min = np.tile(drills["rest_s"].to_numpy(dtype=float), 2) / 60
        self.legs = legs(given.history, given.runs, [])
        self._lay_out_response()

    def _lay_out_response(self):
        """Work out what the fit knows already: exposures today, and of the goal without a set."""
        given = self.given
        state, before = given.fit.state, given.history.loads
        position = state.position(given.athlete_id)
        to_come = pd.DataFrame(
            {
                "athlete_id": given.athlete_id,
                "date": given.runs.days,
                "plyo_dose_au": 0.0,
                "run_load_au": given.runs.run_load_au,
            }
        )
        (log,) = logs.read_loads(pd.concat([before, to_come]), (), 1.0)
        ends = np.array([len(before), log.n_days - 1])
        self.columns = columns(
            log, state.grid, state.convention, ends, relative_to=state.logs[position]
        )
        own = state.posteriors[position]
        self.coefficients = np.einsum("sj,psj->pj", own.weight, own.mean)
        au = np.append(before["plyo_dose_au"].to_numpy(), np.zeros(len(given.runs.days)))
        self.exposure, self.kernel = {}, {}
        for name in ("tau_gain_d", "tau_fatigue_d"):
            tau = getattr(state.grid, name)
            kept = np.exp(-1 / tau)
            left = np.full(len(tau), au[:28].mean())
            for dose in au[:-1]:  # what is done on a day acts from the next
                left = kept * left + (1 - kept) * dose
            self.exposure[name] = 7 * left
            age = len(given.runs.days) - 1 - self.at
            self.kernel[name] = 7 * (1 - kept) * kept ** (age[:, None] - 1)

    def contacts(self, plans: Plans):
        """Return the contacts of each session and drill."""
        reps = plans.sets * plans.reps
        return (reps[..., : len(self.per_rep)] + reps[..., len(self.per_rep) :]) * self.per_rep

    def gain_percent(self, plans: Plans):
        """Expected power on the day of the goal against today, in %."""
        grid, today = self.given.fit.state.grid, self.columns
        dose = self.contacts(plans) @ self.dose_au
        chronic, recent = (self.exposure[one] + dose @ self.kernel[one] for one in self.exposure)
        other = np.repeat(today.other[1:] - today.other[:1], len(dose), axis=0)
        found = np.empty(len(dose))
        for start in range(0, len(dose), 256):
            some = slice(start, start + 256)
            change = loadings(
                grid.gain(chronic[some].T) - today.gain[:1],
                recent[some] / 100 - today.recent[:1],
                other[some],
                grid.recent_scale,
            )
            found[some] = np.einsum("npj,pj->n", change, self.coefficients)
        return 100 * np.expm1(found / 100)

    def allowed(self, plans: Plans):
        """Tell which plans keep to every limit, the lighter weeks, and the most of a set."""
        limits, history = self.given.limits, self.given.history
        contacts = self.contacts(plans)
        dose = contacts @ self.dose_au
        fine = (plans.reps <= self.most_reps).all(axis=(1, 2))
        fine &= (contacts[:, :, self._is_class_high()] <= MOST_HIGH_CONTACTS).all(axis=(1, 2))
        minutes = plans.sets * (plans.reps * self.rep_min + self.rest_min * (plans.reps > 0))
        for size, most in (
            (contacts.sum(axis=2), limits.contacts_per_session),
            (minutes.sum(axis=2), limits.minutes_per_session),
        ):
            if most is not None:
                fine &= (size <= most * OVER).all(axis=1)
        fine &= self._new_are_few(contacts) & self._spaced(contacts, dose) & self._light(dose)
        for leg in self.legs:
            number = [one.tissue.name for one in history.tissues].index(leg.tissue)
            fine &= self._leg_kept(leg, contacts @ self.steps[:, number])
        if limits.dose_ramp_per_week is not None:
            before = [0.0 if np.isnan(one) else one for one in history.dose_au]
            base = np.array([*before, *[0.0] * len(self.given.runs.days)])
            fine &= self._ramped(base, dose, limits.dose_ramp_per_week, limits.introduction_dose_au)
        return fine

    def as_plan(self, plans: Plans, number: int):
        """Return one of them as a plan."""
        rows = [
            (self.days[s], self.places[k], plans.sets[number, s, k], plans.reps[number, s, k])
            for s, k in np.argwhere(plans.sets[number] * plans.reps[number] > 0)
        ]
        return planned(self.given, rows)

    def of_plan(self, plan) -> Plans:
        """Return a plan as the only one of many."""
        shape = (1, len(self.days), len(self.places))
        found = Plans(np.zeros(shape, dtype=int), np.zeros(shape, dtype=int))
        for one in plan.sets.to_dict("records"):
            session, k = self.days.index(one["date"]), self.places.index(one["drill_id"])
            at = 0, session, k if found.sets[0, session, k] == 0 else k + len(self.per_rep)
            assert found.sets[at] == 0
            found.sets[at], found.reps[at] = one["sets"], one["reps"]
        return found

    def _is_class_high(self):
        drills = self.given.catalogue.set_index("drill_id").loc[list(self.given.drills)]
        return (drills["drill_class"] == "high").to_numpy() | self.is_high

    def _spread(self, of_sessions):
        """Lay sessions out on the recent and the planned days."""
        found = np.zeros((len(of_sessions), RECENT_D + len(self.given.runs.days)))
        found[:, RECENT_D + self.at] = of_sessions
        return found

    def _leg_kept(self, leg, of_sessions):
        limits = self.given.limits
        added = self._spread(of_sessions)
        base = np.array(leg.plyo) + np.array(leg.run)
        total, fine = base + added, np.ones(len(added), dtype=bool)
        if limits.spike is not None:
            for day in RECENT_D + self.at:
                largest = total[:, day - 30 : day].max(axis=1)
                most = np.maximum(limits.spike * largest, limits.introduction_steps)
                fine &= (added[:, day] == 0) | (total[:, day] <= most * OVER)
        if limits.residual is not None and not np.isnan(leg.residual + leg.own_high):
            kept = 2 ** (-1 / leg.half_life_d)
            left, alone = np.full(len(total), leg.residual), leg.residual
            for number in range(len(self.given.runs.days)):
                day = RECENT_D + number
                left, alone = left * kept + total[:, day], alone * kept + base[day]
                growth = (1 + limits.residual_growth_per_week) ** ((number + 1) / 7)
                most = max(limits.residual * growth * leg.own_high, limits.introduction_steps)
                by_runs = (alone > most * OVER) & (added[:, day] == 0)
                fine &= (left <= most * OVER) | by_runs
        if limits.ramp_per_week is not None:
            fine &= self._ramped(base, of_sessions, limits.ramp_per_week, limits.introduction_steps)
        if limits.plyo_share is not None and not self.given.history.left_out:
            fine &= self._shared(leg, added)
        return fine

    def _ramped(self, base, of_sessions, rate, introduction):
        added = self._spread(of_sessions)
        total = base + added
        fine = np.ones(len(total), dtype=bool)
        for day in range(RECENT_D, total.shape[1]):
            held = [_ramp(one[None] if one.ndim == 1 else one, day) for one in (total, base)]
            (week, before), (alone, before_alone) = held
            broken = week > np.maximum((1 + rate) * before, introduction) * OVER
            by_itself = alone > np.maximum((1 + rate) * before_alone, introduction) * OVER
            fine &= ~broken | (by_itself & (added[:, day] == 0))
        return fine

    def _shared(self, leg, added):
        share, history = self.given.limits.plyo_share, self.given.history
        known = np.append(
            history.knows_plyo & history.knows_run, np.ones(len(self.given.runs.days))
        )
        fine = np.ones(len(added), dtype=bool)
        for day in range(RECENT_D, added.shape[1]):
            week = slice(day - 6, day + 1)
            run, before = sum(leg.run[week]), sum(leg.plyo[week])
            if run <= 0 or not known[week].all():
                continue
            jumped = before + added[:, week].sum(axis=1)
            broken = jumped > share * (jumped + run) * OVER
            fine &= ~broken | (before > share * (before + run) * OVER)
        return fine

    def _new_are_few(self, contacts):
        limits, history = self.given.limits, self.given.history
        fine = np.ones(len(contacts), dtype=bool)
        for k, drill_id in enumerate(self.given.drills):
            if limits.first_exposure_contacts is None or drill_id in history.drills_done:
                continue
            done = contacts[:, :, k] > 0
            first = np.take_along_axis(contacts[:, :, k], done.argmax(axis=1)[:, None], axis=1)
            fine &= first[:, 0] <= limits.first_exposure_contacts * OVER
        return fine

    def _spaced(self, contacts, dose):
        limits, history, runs = self.given.limits, self.given.history, self.given.runs
        high = (contacts[:, :, self.is_high] > 0).any(axis=2) | (dose > 100 * OVER)
        was = np.repeat([[one is True for one in history.is_high]], len(high), axis=0)
        on = np.concatenate([was, np.zeros((len(high), len(runs.days)), dtype=bool)], axis=1)
        on[:, RECENT_D + self.at] = high
        hard = np.array([*(one is True for one in history.is_hard_run), *runs.is_hard])
        fine = np.ones(len(high), dtype=bool)
        for s, day in enumerate(RECENT_D + self.at):
            for limit, flags, first in (
                (limits.hours_between_high, on, 1),
                (limits.hours_after_hard_run, np.repeat(hard[None], len(high), axis=0), 0),
            ):
                if limit is not None:
                    agos = [ago for ago in range(first, day + 1) if 24 * ago < limit]
                    fine &= ~(high[:, s] & flags[:, [day - ago for ago in agos]].any(axis=1))
        return fine

    def _light(self, dose):
        week = np.array([(one - self.given.first_day).days // 7 for one in self.days])
        fine = np.ones(len(dose), dtype=bool)
        last = None
        for number in range(self.given.weeks):
            of_week = dose[:, week == number].sum(axis=1)
            if is_deload(number, self.given.deload):
                fine &= True if last is None else of_week <= DELOAD_SHARE * last * OVER
            else:
                last = of_week
        return fine


def _ramp(total, day):
    weeks = [total[:, day - ago - 6 : day - ago + 1].sum(axis=1) for ago in (0, 7, 14, 21, 28)]
    return weeks[0], np.max(weeks[1:], axis=0)


def moved(plan: Plans, most_reps, n, rng) -> Plans:
    """Change one plan in n random ways, each by one to four moves of whole sets or repetitions."""
    sets, reps = (np.repeat(one, n, axis=0) for one in (plan.sets, plan.reps))
    _, n_sessions, n_drills = sets.shape
    for i in range(n):
        for _ in range(int(rng.integers(1, 5))):
            _move(sets[i], reps[i], (n_sessions, n_drills, most_reps), rng)
    return Plans(np.where(reps > 0, sets, 0), np.where(sets > 0, reps, 0))


def _move(sets, reps, sizes, rng):
    n_sessions, n_drills, most_reps = sizes
    there = np.argwhere(sets * reps > 0)
    kind = int(rng.integers(6)) if len(there) else 3
    s, k = there[int(rng.integers(len(there)))] if len(there) else (0, 0)
    other = int(rng.integers(n_sessions))
    if kind == 0:
        reps[s, k] = np.clip(reps[s, k] + rng.choice([-2, -1, 1, 2]), 0, most_reps[k])
    elif kind == 1:
        sets[s, k] = max(0, sets[s, k] + int(rng.choice([-1, 1])))
    elif kind == 2 and sets[other, k] == 0:
        sets[other, k], reps[other, k] = sets[s, k], reps[s, k]
        sets[s, k] = reps[s, k] = 0
    elif kind == 3:
        k = int(rng.integers(n_drills))
        sets[other, k] = int(rng.integers(1, 4))
        reps[other, k] = int(rng.integers(1, most_reps[k] + 1))
    elif kind == 4:
        sets[s, k] = reps[s, k] = 0
    else:
        new = int(rng.integers(n_drills))
        if sets[s, new] == 0:
            sets[s, new], reps[s, new] = sets[s, k], min(int(reps[s, k]), int(most_reps[new]))
            sets[s, k] = reps[s, k] = 0
