"""Stress of each tissue and leg day by day, runs and plyometrics together, with its band."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.load import draws as drawing
from analytics.load import stress_entries, stress_items
from analytics.load.athlete_stress import Known, plyo_stress, run_stress, summaries
from analytics.load.easy_step import easy_steps, reference_ratios
from analytics.load.residuals import Model
from analytics.load.stress_days import calendar
from analytics.load.stress_table import Columns
from analytics.load.tissue import SIDES, Tissue

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Stress:
    """Daily stress, and what it is made of.

    Attributes
    ----------
    daily : DataFrame
        One row per athlete, tissue, side and day, in that order: ``athlete_id``, ``date``,
        ``tissue``, ``side``; ``equivalents`` in easy steps, of which ``plyo_equivalents`` and
        ``run_equivalents``, with ``lower`` and ``upper``; ``residual``, what is left of all days
        to date, with ``residual_lower`` and ``residual_upper``; ``own_high``, the 95th
        percentile of the residual of the 42 days before; ``percent`` of it, with
        ``percent_lower`` and ``percent_upper``, the own high taken in each draw;
        ``largest_30d``, the largest known day of the 30 before, and ``spike_ratio`` to it;
        ``n_unknown``, unknown days that still weigh in the residual; ``is_estimated``, whether
        a run of the day lacks speed or cadence.
    items : DataFrame
        One row per set or run that counts: ``left`` and ``right`` contacts or steps, and
        under each tissue's name the easy steps one of them is worth.
    easy : DataFrame
        The easy step of each athlete, as of :func:`analytics.load.easy_step.easy_steps`.
    """

    daily: pd.DataFrame
    items: pd.DataFrame
    easy: pd.DataFrame

    @property
    def parts(self) -> pd.DataFrame:
        """Return what each set or run put on each tissue and leg.

        Returns
        -------
        DataFrame
            ``athlete_id``, ``date``, ``kind`` (``plyo`` or ``run``), ``item_id`` (of the session
            or the run), ``set_number``, ``drill_id``, ``label``, ``tissue``, ``side``, ``n``
            (contacts or steps of that leg) and ``equivalents`` in easy steps. Legs that
            did nothing are left out.
        """
        texts = ["athlete_id", "date", "kind", "item_id", "set_number", "drill_id", "label"]
        tissues = [name for name in self.items.columns if name not in {*texts, *SIDES}]
        found = [
            self.items[texts].assign(
                tissue=tissue,
                side=side,
                n=self.items[side],
                equivalents=self.items[side] * self.items[tissue],
            )
            for tissue in tissues
            for side in SIDES
        ]
        return pd.concat(found, ignore_index=True).query("n != 0").reset_index(drop=True)


def stress(  # noqa: PLR0913 - three tables of facts, two of settings, and how to draw
    sets: pd.DataFrame,
    runs: pd.DataFrame,
    days: pd.DataFrame,
    catalogue: pd.DataFrame,
    tissues: Sequence[Tissue],
    *,
    draws: int = 200,
    seed: int = 0,
    level: float = 0.90,
    percent_days: int | None = None,
) -> Stress:
    """Return the stress of each tissue and leg on every day.

    Parameters
    ----------
    sets : DataFrame
        As :data:`analytics.frames.SETS`; also ``session_id`` and ``set_number``, and
        ``own_contact_s`` and ``own_flight_s`` where an athlete has measured times.
    runs : DataFrame
        As :data:`analytics.load.running.STEP_RUNS`.
    days : DataFrame
        As :data:`analytics.load.stress_days.STRESS_DAYS`.
    catalogue : DataFrame
        As :func:`analytics.load.contact_load.contact_loads` needs it, and ``force_cv_percent``.
    tissues : sequence of Tissue
        Of one name each.
    draws : int
        Of exponent, reference, forces and unknown days, 1 or more.
    seed : int
        0 or more. What is drawn for one athlete depends on no other.
    level : float
        Share of the draws every band holds.
    percent_days : int, optional
        For how many days at the end of each log ``percent_lower`` and ``percent_upper`` are
        wanted; all by default. They take most of the time, so a cohort may ask for fewer: the
        others are missing then. Every other column is there for all days.

    Returns
    -------
    Stress
        A day is unknown (missing) in a channel if its status says so, if it was trained
        without sets or runs, if its load came as a number, or if the duration of one of its
        runs is missing. Its total is unknown if either channel is. The residual lets known
        days before stand for unknown ones; more than 14 of them in a row leave it missing, as
        do the first three half-lives of a log.

    Raises
    ------
    InputError
        If a table lacks a column, an entry is on no day, or a set or run cannot be.

    Notes
    -----
    A bookkeeping index against the athlete's own habit. It says nothing of the probability of
    an injury. Half-lives keep their value in every draw. A band always holds its value.

    References
    ----------
    .. [1] Edwards WB. Exerc Sport Sci Rev 2018;46:224-231.
    """
    if not 0 < level < 1:
        raise InputError(f"level must be between 0 and 1; got {level:g}.")
    if percent_days is not None and percent_days < 0:
        raise InputError(f"percent_days must not be negative; got {percent_days}.")
    if len({one.name for one in tissues}) != len(tissues) or not tissues:
        raise InputError("tissues must be at least one, each of its own name.")
    on = calendar(days)
    easy = easy_steps(runs)
    plyo = stress_items.of_sets(sets, catalogue, on)
    run = stress_items.of_runs(runs, easy, on)
    done = catalogue[catalogue["drill_id"].isin(plyo["drill_id"].unique())]
    drawn = drawing.make(tissues, done, draws, seed)
    models = [
        Model(drawn.exponents[one.name], drawn.references[one.name], one.half_life_d.value, level)
        for one in tissues
    ]
    jumps_of = stress_entries.JumpsOf(plyo, drawn, tissues)
    running_of = stress_entries.RunningOf(run, tissues)
    plyo_known = stress_entries.known(on, plyo, "plyo")
    run_known = stress_entries.known(on, run, "run")
    force_ratio = easy["force_ratio"].reindex(on.athlete_ids).fillna(1.0)
    own = reference_ratios(force_ratio.to_numpy(dtype=float))
    table = Columns(on, tissues)
    for i, (athlete_id, rows) in enumerate(on.athletes()):
        n_days = rows.stop - rows.start
        last = n_days if percent_days is None else percent_days
        known = Known(plyo_known[rows], run_known[rows])
        parts = zip(tissues, models, jumps_of(rows), running_of(rows), strict=True)
        for k, (tissue, model, jumps, running) in enumerate(parts):
            added = plyo_stress(jumps, model, own[tissue.name][i])
            ran = run_stress(running, model, n_days)
            # The same days stand for unknown ones in every tissue.
            rng = drawing.stream(seed, athlete_id)
            table.put(rows, k, summaries(added, ran, known, model, rng, last))
    items = pd.concat([plyo, run.drop(columns="is_estimated")], ignore_index=True)
    return Stress(
        daily=table.frame(stress_entries.estimated(on, run)),
        items=stress_items.in_steps(items, easy, on, tissues),
        easy=easy,
    )
