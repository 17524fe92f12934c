"""Plans side by side, and one plan with more and fewer contacts."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analytics.errors import InputError
from analytics.load.residuals import over
from analytics.load.stress import left_over
from analytics.progression.history import History
from analytics.progression.outlook import Outlook
from analytics.progression.plan import Plan
from analytics.progression.planned_days import planned_days
from analytics.progression.runs_to_come import RunsToCome, runs_to_come
from analytics.progression.simulate import Simulation
from analytics.progression.stress_outlook import added_percent
from analytics.response.fit import ResponseFit

MOST_FACTOR = 10.0
"""Times the contacts of a plan beyond which it is another plan (definition)."""


def compare(simulations: Mapping[str, Simulation]) -> pd.DataFrame:
    """Return one row per plan.

    Returns
    -------
    DataFrame
        ``plan`` (its name); ``gain``, ``lower``, ``upper`` in %; ``p_gain``, that it is above the
        smallest change worth having; ``contacts`` in all; ``minutes_per_week``;
        ``highest_percent`` of own high, ``highest_tissue``, ``highest_side``, ``highest_date``
        (missing where nobody knows it), and in words ``highest_where``; ``added_percent``, the most
        that the plan's sets alone add to a residual, with ``added_where`` and ``added_date``;
        ``n_days_above`` a limit by the plan, and the first of them, ``first_above``.
    """
    columns = ["plan", *_row(None)]
    found = [{"plan": name, **_row(one)} for name, one in simulations.items()]
    return pd.DataFrame(found, columns=columns)


def p_better(a: Simulation, b: Simulation) -> float:
    """Return the probability that one plan gains more than another.

    Both are of the same fit, history, runs and seed, so that their draws go together; of draws
    in which both gain as much, half count.

    Raises
    ------
    InputError
        If they have not as many draws, or not one goal.
    """
    if len(a.gain_draws) != len(b.gain_draws) or a.plan.goal_date != b.plan.goal_date:
        raise InputError("Only plans to one goal, simulated with as many draws, can be compared.")
    ahead = np.where(a.gain_draws == b.gain_draws, 0.5, a.gain_draws > b.gain_draws)
    return float(ahead.mean())


def scaled_gain(  # noqa: PLR0913, PLR0917 - as simulate
    fit: ResponseFit,
    athlete_id: str,
    plan: Plan,
    history: History,
    runs: RunsToCome | pd.DataFrame | None,
    catalogue: pd.DataFrame,
    factors: Sequence[float] = tuple(np.linspace(0.5, 1.5, 11).tolist()),
    *,
    outlook: Outlook | None = None,
) -> pd.DataFrame:
    """Return what a plan gains with so many times its contacts, whole or not.

    Parameters
    ----------
    fit, athlete_id, plan, history, runs, catalogue, outlook
        As :func:`analytics.progression.simulate`.
    factors : sequence of float
        0 to 10.

    Returns
    -------
    DataFrame
        ``factor``; ``gain``, ``lower``, ``upper`` in %; ``highest_percent`` of own high, and
        ``added_percent``, the most that the sets alone add to a residual: missing where nobody
        knows them.
    """
    if not all(0 <= one <= MOST_FACTOR for one in factors):
        raise InputError(f"Contacts can be 0 to {MOST_FACTOR:g} times those of the plan.")
    if outlook is None:
        to_come = runs_to_come(history, runs, plan.goal_date)
        outlook = Outlook.of(fit, athlete_id, history, to_come, draws=1)
    planned = planned_days(plan, history, outlook.costs(catalogue))
    power = outlook.power
    gains = power.gains([power.effect(one * planned.model_dose_au) for one in factors])
    highest = np.full(len(factors), np.nan)
    added = np.nan
    for of in outlook.tissues:
        tissue = of.history.tissue
        steps = planned.equivalents[tissue.name]
        added = np.fmax(added, np.fmax.reduce(added_percent(of, steps), axis=None))
        plyo = left_over(steps[:, :1], tissue.half_life_d.value)
        left = of.residual[..., 0] + np.multiply.outer(np.asarray(factors), plyo[:, 0])[:, None]
        percent = 100.0 * over(left, of.own_high[:, :1])
        highest = np.fmax(highest, np.fmax.reduce(percent, axis=(1, 2)))
    gains.insert(0, "factor", list(factors))
    return gains.assign(highest_percent=highest, added_percent=np.asarray(factors) * added)


def _row(of: Simulation | None) -> dict[str, object]:
    """Return what is said of a plan; of none the names alone."""
    names = (
        "gain",
        "lower",
        "upper",
        "p_gain",
        "contacts",
        "minutes_per_week",
        "highest_percent",
        "highest_where",
        "highest_tissue",
        "highest_side",
        "highest_date",
        "added_percent",
        "added_where",
        "added_date",
        "n_days_above",
        "first_above",
    )
    if of is None:
        return dict.fromkeys(names)
    blamed = of.flags.loc[~of.flags["by_runs"], "date"]
    where, added = (_largest(of.stress, one) for one in ("percent", "added_percent"))
    values = (
        of.gain.mean,
        of.gain.lower,
        of.gain.upper,
        of.gain.p_above_swc,
        float(of.weekly["contacts"].sum()),
        float(of.weekly["minutes"].sum() / of.plan.n_weeks),
        where.get("percent", np.nan),
        _label(where),
        where.get("tissue"),
        where.get("side"),
        where.get("date", pd.NaT),
        added.get("added_percent", np.nan),
        _label(added) if added.get("added_percent") else None,
        added.get("date", pd.NaT) if added.get("added_percent") else pd.NaT,
        int(blamed.nunique()),
        blamed.min() if len(blamed) else pd.NaT,
    )
    return dict(zip(names, values, strict=True))


def _largest(stress: pd.DataFrame, column: str) -> dict[Hashable, Any]:
    """Return the first row of the largest value; none where nobody knows any."""
    found = stress.nlargest(1, column, keep="first").to_dict("records")
    return found[0] if found and not np.isnan(found[0][column]) else {}


def _label(where: Mapping[Hashable, Any]) -> str | None:
    return f"{where['side'][0].upper()} {where['tissue'].capitalize()}" if where else None
