"""Assess a fit: forecasts, placebo and separation of each athlete, then of all together."""

from collections.abc import Callable

import pandas as pd

from analytics.response import threads
from analytics.response.blocks import blocks, ordered_map
from analytics.response.evidence import athlete, cohort, verdicts
from analytics.response.evidence.differences import differences
from analytics.response.evidence.findings import Evidence
from analytics.response.state import State

Progress = Callable[[int, int], None]

AT_ONCE = 8
"""Athletes between two reports of progress."""


def assess(
    state: State,
    level: float,
    covariates: tuple[str, ...] = (),
    on_progress: Progress | None = None,
    known: Evidence | None = None,
) -> Evidence:
    """Judge every athlete of a fit that is not judged yet, and the cohort.

    Parameters
    ----------
    state : State
        Of the fit.
    level : float
        Coverage of intervals.
    covariates : tuple of str
        Names of the fit's covariates.
    on_progress : callable, optional
        Told how many athletes are done, of how many. What it raises ends the assessment.
    known : Evidence, optional
        Of athletes that need not be judged again.
    """
    judged = set() if known is None else set(known.athletes["athlete_id"])
    missing = [i for i, name in enumerate(state.athlete_ids) if name not in judged]
    with threads.single():
        found = [] if known is None else [_parts(known)]
        if missing:
            models = athlete.models(state)
            for start in range(0, len(missing), AT_ONCE):
                some = missing[start : start + AT_ONCE]
                found += ordered_map(
                    lambda i: athlete.assess(state, models, i, level, covariates), some
                )
                if on_progress is not None:
                    on_progress(start + len(some), len(missing))
        tables = {name: _joined([one[name] for one in found]) for name in athlete.TABLES}
        tables["athletes"] = verdicts.with_verdicts(tables["athletes"])
        return Evidence(
            **tables,
            cohort=cohort.row(state, tables),
            differences=differences(state, blocks(state.designs), level),
        )


def _parts(known: Evidence) -> athlete.Tables:
    return {name: getattr(known, name) for name in athlete.TABLES}


def _joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of all parts, in order of athlete; without any, the first part."""
    filled = [part for part in parts if len(part)]
    if not filled:
        return parts[0].reset_index(drop=True)
    rows = pd.concat(filled, ignore_index=True)
    return rows.sort_values("athlete_id", kind="stable", ignore_index=True)
