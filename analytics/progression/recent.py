"""The recent days of one athlete in every draw, out of the frames that daily stress takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.load import own_high, stress_entries, stress_items, unknown_days
from analytics.load.athlete_stress import Channel, plyo_stress, run_stress
from analytics.load.draws import Drawing, Draws, make, stream
from analytics.load.easy_step import easy_steps, reference_ratios, step_on
from analytics.load.residuals import Model
from analytics.load.stress import left_over
from analytics.load.stress_days import CHANNELS, calendar
from analytics.load.tissue import Tissue
from analytics.progression.history import RECENT_D, TissueHistory

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Recent:
    """What :class:`analytics.progression.history.History` holds of stress, under the same names."""

    tissues: tuple[TissueHistory, ...]
    factors: Mapping[str, Vector]
    knows_plyo: Flags
    knows_run: Flags
    left_out: str | None


def recent(
    sets: pd.DataFrame,
    runs: pd.DataFrame,
    days: pd.DataFrame,
    catalogue: pd.DataFrame,
    tissues: Sequence[Tissue],
    drawing: Drawing,
) -> Recent:
    """Return stress of the recent days of one athlete, and what is left of all days.

    Parameters
    ----------
    sets, runs, days, catalogue, tissues, drawing
        As :func:`analytics.load.daily_stress.stress`, of one athlete; the last of the days is
        the one before a plan.

    Returns
    -------
    Recent
        The draws are those of daily stress, so that its residual, and its own high on the day
        after, are the first column here.

    Raises
    ------
    InputError
        As daily stress, or if the days are of no athlete or of more than one.
    """
    on = calendar(days)
    if len(on.athlete_ids) != 1:
        raise InputError(f"days must be of one athlete; got {len(on.athlete_ids)}.")
    easy = easy_steps(runs)
    items = {
        "plyo": stress_items.of_sets(sets, catalogue, on),
        "run": stress_items.of_runs(runs, easy, on),
    }
    drawn = make(tissues, with_contacts(catalogue), drawing)
    known = {name: stress_entries.known(on, items[name], name) for name in CHANNELS}
    ((athlete_id, rows),) = on.athletes()
    left_out = stress_entries.never_logged(on).get(athlete_id)
    own = reference_ratios(step_on(easy, on.days)["easy_speed_m_s"])
    parts = zip(
        tissues,
        stress_entries.JumpsOf(items["plyo"], drawn, tissues)(rows),
        stress_entries.RunningOf(items["run"], tissues)(rows),
        strict=True,
    )
    found = []
    for tissue, jumps, running in parts:
        model = _model(tissue, drawn, drawing.level)
        added = {
            "plyo": plyo_stress(jumps, model, own[tissue.name]),
            "run": run_stress(running, model, len(on.days)),
        }
        channels = {
            name: Channel(added[name], known[name], stream(drawing.seed, athlete_id, name))
            for name in CHANNELS
            if name != left_out
        }
        found.append(_of_tissue(tissue, model, channels, own[tissue.name][-1]))
    knows = {name: _last(known[name]) for name in CHANNELS}
    return Recent(tuple(found), drawn.factors, knows["plyo"], knows["run"], left_out)


def with_contacts(catalogue: pd.DataFrame) -> pd.DataFrame:
    """Return the drills of a catalogue that have ground contacts, and so a dose."""
    return catalogue[catalogue["contacts_per_rep"] > 0]


def _model(tissue: Tissue, drawn: Draws, level: float) -> Model:
    name = tissue.name
    half_life_d = tissue.half_life_d.value
    return Model(drawn.exponents[name], drawn.references[name], half_life_d, level)


def _of_tissue(
    tissue: Tissue, model: Model, channels: Mapping[str, Channel], own_reference: float
) -> TissueHistory:
    n = model.exponent.size
    known = np.all([one.known for one in channels.values()], axis=0)
    filled = reduce(
        np.add, [unknown_days.fill(one.added, one.known, one.rng) for one in channels.values()]
    )
    settled = np.all(
        [unknown_days.settled(one.known, model.half_life_d) for one in channels.values()], axis=0
    )
    residual = left_over(np.swapaxes(filled, 0, 1), model.half_life_d)
    # Own high is that of the days before a day: one more day has the last among them.
    recent_days = np.concatenate([residual[-RECENT_D:], np.zeros((1, 2, n))])
    counts = np.append((settled & known)[-RECENT_D:], False)
    high = [own_high.high(recent_days[:, leg], counts, 1)[0] for leg in range(2)]
    nothing = np.zeros((2, RECENT_D, n))
    of_channels = {
        name: _last(np.swapaxes(one.added, 0, 1)).swapaxes(0, 1) for name, one in channels.items()
    }
    return TissueHistory(
        tissue=tissue,
        exponent=model.exponent,
        reference=model.reference * own_reference,
        plyo=of_channels.get("plyo", nothing),
        run=of_channels.get("run", nothing),
        residual=np.where(settled[-1], residual[-1], np.nan),
        own_high=np.array(high),
    )


def _last(of_days: npt.NDArray) -> npt.NDArray:  # type: ignore[type-arg]
    """Return the recent days of an array that begins with days; before the log there is nothing."""
    short = max(RECENT_D - len(of_days), 0)
    before = np.zeros((short, *of_days.shape[1:]), dtype=of_days.dtype)
    return np.concatenate([before, of_days[-RECENT_D:]])
