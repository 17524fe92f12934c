"""A cohort whose truth is known, for tests of recovery and coverage.

Written apart from the model: days are walked through one by one, and the truth
is drawn from the population the priors describe.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

START = pd.Timestamp("2025-01-06")
DOSES_AU = np.array([50.0, 100.0, 150.0, 220.0, 300.0])
BEFORE_D = 180
"""Days that are lived through before the log begins."""


@dataclass(frozen=True)
class Made:
    """Loads, tests, and the true responses in % at ``DOSES_AU``, a row per athlete."""

    loads: pd.DataFrame
    tests: pd.DataFrame
    truth: np.ndarray


@dataclass(frozen=True)
class Person:
    tau_gain: float
    tau_fatigue: float
    d50: float
    gamma: float
    s: float = 0.0
    c: float = 0.0
    by_session: bool = False
    """Whether each session saturates by itself, before the carry-over, rather than the exposure."""

    def saturated(self, weekly):
        return weekly**self.gamma / (weekly**self.gamma + self.d50**self.gamma)

    def effect(self, daily):
        """Effect on each day of the doses of earlier days, in log %."""
        recent = 7 * averaged(daily, self.tau_fatigue) / 100
        if self.by_session:
            # Two sessions make a week, so that a half of d50 brings a half.
            share = averaged(7 / 2 * self.saturated(2 * daily), self.tau_gain)
        else:
            share = self.saturated(7 * averaged(daily, self.tau_gain))
        return self.s * share - self.c * recent

    def after_standard_weeks(self, weekly):
        daily = np.zeros(57)
        daily[1:56:7] = daily[4:56:7] = weekly / 2
        return self.effect(daily)[56]


def averaged(daily, tau_d, start=0.0):
    kept, value, found = np.exp(-1 / tau_d), start, np.empty(len(daily))
    for day, dose in enumerate(daily):
        found[day] = value
        value = kept * value + (1 - kept) * dose
    return found


def wandering(rng, n, sd, tau_d):
    kept, value, found = np.exp(-1 / tau_d), sd * rng.standard_normal(), np.empty(n)
    for day in range(n):
        found[day] = value
        value = kept * value + sd * np.sqrt(1 - kept**2) * rng.standard_normal()
    return found


def born(rng, gain, gamma, fatigue=(0.6, 0.3), by_session=False):
    """Draw an athlete whose net response to 220 AU a week is N(gain)."""
    tau_gain = 35 * 1.5 ** rng.standard_normal()
    tau_fatigue = 7 * 1.3 ** rng.standard_normal()
    d50 = 150 * 1.8 ** rng.standard_normal()
    c = rng.normal(*fatigue)
    neither = Person(tau_gain, tau_fatigue, d50, gamma, by_session=by_session)
    unit = replace(neither, s=1.0).after_standard_weeks(220.0)
    cost = replace(neither, c=c).after_standard_weeks(220.0)
    return replace(neither, s=(rng.normal(*gain) - cost) / unit, c=c)


def trained(rng, n):
    """Draw two sessions a week, in blocks of three to six weeks of the same dose."""
    weekly = np.concatenate(
        [np.full(7 * rng.integers(3, 7), rng.choice([0, 60, 120, 180, 240, 320])) for _ in range(n)]
    )[:n]
    on = np.isin(np.arange(n) % 7, rng.choice(7, size=2, replace=False))
    return np.where(on, weekly / 2 * rng.lognormal(0, 0.2, n), 0.0)


def rising(rng, n, begin):
    """Draw two sessions a week whose dose rises with the calendar, from none to 320 AU a week."""
    weekly = 320 * np.clip((np.arange(n) - begin) / (n - begin), 0, 1)
    on = np.isin(np.arange(n) % 7, rng.choice(7, size=2, replace=False))
    return np.where(on, weekly / 2 * rng.lognormal(0, 0.2, n), 0.0)


def make(
    *,
    athletes=24,
    days=365,
    tests=36,
    seed=0,
    drift=0.0,
    gain=(2.0, 1.5),
    gamma=1.0,
    trained_before=False,
    fatigue=(0.6, 0.3),
    noise=2.0,
    day=1.0,
    by_session=False,
    trend=None,
):
    """Make a cohort whose tests scatter by noise and day, in %, and drift by its sd over 60 days.

    With a trend the dose rises with the calendar, and power by so many % a year, by itself.
    """
    rng = np.random.default_rng(seed)
    loads, tested, truth = [], [], []
    total = days + BEFORE_D
    log = START + pd.to_timedelta(np.arange(days), unit="D")
    for i in range(athletes):
        person = born(rng, gain, gamma, fatigue, by_session)
        daily = trained(rng, total) if trend is None else rising(rng, total, BEFORE_D)
        if not trained_before:
            daily[:BEFORE_D] = 0.0
        season = np.exp(0.25 * np.sin(np.arange(total) / 40 + rng.uniform(0, 6)))
        run = 45 * season * rng.lognormal(0, 0.3, total)
        exposed = averaged(run, 42, run[:28].mean())
        relative = exposed / exposed[BEFORE_D:].mean() - 1
        effect = person.effect(daily) + rng.normal(0, 0.8) * relative
        effect += wandering(rng, total, drift, 60)
        effect += (trend or 0.0) * np.arange(total) / 365
        when = np.sort(rng.choice(days, size=tests, replace=False))
        scatter = rng.standard_normal(tests) * np.hypot(noise, day)
        power = rng.uniform(3, 5) * np.exp((effect[BEFORE_D:][when] + scatter) / 100)
        own = {"athlete_id": f"runner-{i:03d}"}
        dose = {"plyo_dose_au": daily[BEFORE_D:], "run_load_au": run[BEFORE_D:]}
        loads.append(pd.DataFrame(own | {"date": log} | dose))
        outcome = {"power_w_kg": power, "se_w_kg": noise / 100 * power}
        tested.append(pd.DataFrame(own | {"date": log[when]} | outcome))
        truth.append([100 * np.expm1(person.after_standard_weeks(d) / 100) for d in DOSES_AU])
    return Made(
        pd.concat(loads, ignore_index=True),
        pd.concat(tested, ignore_index=True),
        np.array(truth),
    )
