"""A cohort whose truth is known, for tests of recovery and coverage."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

START = pd.Timestamp("2025-01-06")


@dataclass(frozen=True)
class Made:
    """Loads, tests, and each athlete's true response in % at ``doses`` after 8 weeks."""

    loads: pd.DataFrame
    tests: pd.DataFrame
    doses: np.ndarray
    truth: dict[str, np.ndarray]


def ewma(daily, tau_d, start):
    kept, value, out = np.exp(-1 / tau_d), start, np.empty(len(daily))
    for day, dose in enumerate(daily):
        value = kept * value + (1 - kept) * dose
        out[day] = value
    return out


def net(daily, person, before):
    """Effect on each day of the load of earlier days, in log %."""
    chronic = 7 * np.r_[before, ewma(daily, person["tau_gain"], before)[:-1]]
    recent = 7 * np.r_[before, ewma(daily, person["tau_fatigue"], before)[:-1]] / 100
    share = chronic ** person["gamma"]
    share = share / (share + person["d50"] ** person["gamma"])
    return person["s"] * share - person["c"] * recent


def standard(weekly, person):
    daily = np.zeros(57)
    daily[np.isin(np.arange(57) % 7, (1, 4))] = weekly / 2
    daily[56] = 0
    return net(daily, person, 0.0)[-1]


def make(
    athletes=24,
    days=365,
    tests=36,
    seed=0,
    drift=0.0,
    gain=(2.0, 1.5),
    before=False,
    day_sd=1.0,
    gamma=1.0,
    se=2.0,
):
    rng = np.random.default_rng(seed)
    doses = np.array([50.0, 100.0, 150.0, 220.0, 300.0])
    loads, tested, truth = [], [], {}
    mean_gain = gain[0]
    for i in range(athletes):
        name = f"runner-{i:03d}"
        person = {
            "tau_gain": 35 * 1.5 ** rng.standard_normal(),
            "tau_fatigue": 7 * 1.3 ** rng.standard_normal(),
            "d50": 150 * 1.8 ** rng.standard_normal(),
            "gamma": gamma,
            "s": 0.0,
            "c": 0.0,
        }
        c = rng.normal(0.6, 0.3)
        unit = standard(220.0, person | {"s": 1.0})
        cost = -standard(220.0, person | {"c": 1.0})
        person |= {"c": c, "s": (rng.normal(mean_gain, gain[1]) + c * cost) / unit}
        total = days + 180
        weekly, block, daily = 0.0, 0, np.zeros(total)
        sessions = rng.choice(7, size=2, replace=False)
        for day in range(total):
            if block == 0:
                block, weekly = (
                    7 * rng.integers(3, 7),
                    rng.choice([0, 60, 120, 180, 240, 320]) * 1.0,
                )
            block -= 1
            if day % 7 in sessions:
                daily[day] = weekly / 2 * rng.lognormal(0, 0.2)
        if not before:
            daily[:180] = 0
        run = 45 * np.exp(0.25 * np.sin(np.arange(total) / 40 + rng.uniform(0, 6)))
        run = run * rng.lognormal(0, 0.3, total) * (np.arange(total) % 7 != 0)
        r = np.r_[run[0], ewma(run, 42, run[:28].mean())[:-1]]
        r = r / r[180:].mean() - 1
        kept = np.exp(-1 / 60)
        u = drift * rng.standard_normal()
        path = np.empty(total)
        for day in range(total):
            path[day] = u
            u = kept * u + drift * np.sqrt(1 - kept**2) * rng.standard_normal()
        effect = net(daily, person, 0.0) + rng.normal(0, 0.8) * r + path
        when = np.sort(rng.choice(np.arange(180, total), size=tests, replace=False))
        noise = rng.standard_normal(tests) * np.hypot(se, day_sd)
        power = rng.uniform(3, 5) * np.exp((effect[when] + noise) / 100)
        dates = START + pd.to_timedelta(np.arange(days), unit="D")
        loads.append(
            pd.DataFrame(
                {
                    "athlete_id": name,
                    "date": dates,
                    "plyo_dose_au": daily[180:],
                    "run_load_au": run[180:],
                }
            )
        )
        tested.append(
            pd.DataFrame(
                {
                    "athlete_id": name,
                    "date": START + pd.to_timedelta(when - 180, unit="D"),
                    "power_w_kg": power,
                    "se_w_kg": se / 100 * power,
                }
            )
        )
        truth[name] = 100 * np.expm1([standard(d, person) / 100 for d in doses])
    return Made(
        pd.concat(loads, ignore_index=True), pd.concat(tested, ignore_index=True), doses, truth
    )
