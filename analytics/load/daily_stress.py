"""Stress of each tissue and leg day by day, runs and plyometrics together, with its band."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.load import stress_entries, stress_items
from analytics.load.athlete_stress import Channel, plyo_stress, run_stress, summaries
from analytics.load.draws import Drawing, make, stream
from analytics.load.easy_step import easy_steps, reference_ratios, step_on
from analytics.load.residuals import Model
from analytics.load.stress_days import CHANNELS, calendar
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
        ``run_equivalents``, with ``lower`` and ``upper``; ``known_equivalents``, what is known
        of a day of which not all is: it was at least that; ``residual``, what is left of all days
        to date, with ``residual_lower`` and ``residual_upper``; ``own_high``, the 95th
        percentile of the residual of the 42 days before; ``percent`` of it, with
        ``percent_lower`` and ``percent_upper``, the own high taken in each draw;
        ``largest_30d``, the largest known day of the 30 before, and ``spike_ratio`` to it;
        ``n_unknown``, days not all known that still weigh in the residual; ``is_estimated``,
        whether a run of the day lacks speed or cadence.
    items : DataFrame
        One row per set or run that counts: ``left`` and ``right`` contacts or steps, and
        under each tissue's name the easy steps one of them is worth.
    easy : DataFrame
        The easy step as of each day of running, as of :func:`analytics.load.easy_step.easy_steps`.
    left_out : mapping of str to str
        The channel, ``plyo`` or ``run``, an athlete never logged, by ``athlete_id``: stress
        is that of the other alone.
    """

    daily: pd.DataFrame
    items: pd.DataFrame
    easy: pd.DataFrame
    left_out: Mapping[str, str] = field(default_factory=dict)

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


def stress(
    sets: pd.DataFrame,
    runs: pd.DataFrame,
    days: pd.DataFrame,
    catalogue: pd.DataFrame,
    tissues: Sequence[Tissue],
    drawing: Drawing = Drawing(),  # noqa: B008 - frozen
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
    drawing : Drawing
        How the bands are drawn.

    Returns
    -------
    Stress
        A day is unknown (missing) in a channel if its status says so, if it was trained
        without sets or runs, if its load came as a number, or if the duration of one of its
        runs is missing. Its total is unknown if either channel is. In the residual, known days
        of a channel stand for its unknown ones, beside what is known of the other; more than 14
        of them in a row leave it missing, as do the first three half-lives of a log. A
        channel of which no day of the log is known is left out, and said to be; once it is
        logged, the days before are unknown in it.

    Raises
    ------
    InputError
        If a table lacks a column, an entry is on no day, or a set or run cannot be.

    Notes
    -----
    A bookkeeping index against the athlete's own habit. It says nothing of the probability of
    an injury. Half-lives keep their value in every draw. A band is widened where it must be to
    hold what comes out at the low and at the high exponent, all else at its value.

    References
    ----------
    .. [1] Edwards WB. Exerc Sport Sci Rev 2018;46:224-231.
    """
    if len({one.name for one in tissues}) != len(tissues) or not tissues:
        raise InputError("tissues must be at least one, each of its own name.")
    on = calendar(days)
    easy = easy_steps(runs)
    plyo = stress_items.of_sets(sets, catalogue, on)
    run = stress_items.of_runs(runs, easy, on)
    done = catalogue[catalogue["drill_id"].isin(plyo["drill_id"].unique())]
    drawn = make(tissues, done, drawing)
    models = [
        Model(
            drawn.exponents[one.name],
            drawn.references[one.name],
            one.half_life_d.value,
            drawing.level,
        )
        for one in tissues
    ]
    jumps_of = stress_entries.JumpsOf(plyo, drawn, tissues)
    running_of = stress_entries.RunningOf(run, tissues)
    known = {
        "plyo": stress_entries.known(on, plyo, "plyo"),
        "run": stress_entries.known(on, run, "run"),
    }
    left_out = stress_entries.never_logged(on)
    own = reference_ratios(step_on(easy, on.days)["easy_speed_m_s"])
    table = Columns(on, tissues)
    for athlete_id, rows in on.athletes():
        n_days = rows.stop - rows.start
        last = n_days if drawing.percent_days is None else drawing.percent_days
        parts = zip(tissues, models, jumps_of(rows), running_of(rows), strict=True)
        for k, (tissue, model, jumps, running) in enumerate(parts):
            added = {
                "plyo": plyo_stress(jumps, model, own[tissue.name][rows]),
                "run": run_stress(running, model, n_days),
            }
            # The same days stand for unknown ones in every tissue.
            channels = {
                name: Channel(
                    added[name], known[name][rows], stream(drawing.seed, athlete_id, name)
                )
                for name in CHANNELS
                if name != left_out.get(athlete_id)
            }
            table.put(rows, k, summaries(channels, model, last))
    items = pd.concat([plyo, run.drop(columns="is_estimated")], ignore_index=True)
    return Stress(
        daily=table.frame(stress_entries.estimated(on, run)),
        items=stress_items.in_steps(items, easy, on, tissues),
        easy=easy,
        left_out=left_out,
    )
