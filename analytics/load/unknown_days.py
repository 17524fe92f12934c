"""What the days nobody knows leave behind: drawn from known ones for a while, then nothing."""

from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.load.draws import N_FIXED

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]

LIKE_D: Final = 28
"""Known days before an unknown one, of which any may stand for it (assumption)."""

MOST_UNKNOWN_D: Final = 14
"""Unknown days in a row after which nothing is said of what is left (assumption)."""

SETTLED_HALF_LIVES: Final = 3
"""Half-lives after which a day counts as forgotten: an eighth of it is left (assumption)."""


def fill(stress: Vector, known: Flags, rng: np.random.Generator) -> Vector:
    """Let a known day of the weeks before stand for each unknown one of a channel.

    Parameters
    ----------
    stress : ndarray of float, shape (..., n_days, 3 + n)
        Of one channel, as :class:`analytics.load.draws.Draws` has them; of unknown days what
        is listed all the same, such as a run beside one of unknown length, else 0.
    known : ndarray of bool, shape (n_days,)
    rng : Generator

    Returns
    -------
    ndarray of float
        In each draw one of the 28 known days before, the same for both legs; the value
        itself is their mean; never less than what is listed. Before the first known day
        only that is there, and means nothing.
    """
    if known.all():
        return stress
    filled = stress.copy()
    there = np.flatnonzero(known)
    n_before = np.cumsum(known)
    n_draws = stress.shape[-1] - N_FIXED
    columns = np.arange(N_FIXED, N_FIXED + n_draws)
    for day in np.flatnonzero(~known):
        pool = there[max(0, n_before[day] - LIKE_D) : n_before[day]]
        if not pool.size:
            continue
        picked = pool[rng.integers(pool.size, size=n_draws)]
        mean = stress[..., pool, :N_FIXED].mean(axis=-2)
        like = np.concatenate([mean, stress[..., picked, columns]], axis=-1)
        filled[..., day, :] = np.maximum(like, stress[..., day, :])
    return filled


def settled(known: Flags, half_life_d: float) -> Flags:
    """Tell on which days it is known what is left of all days before.

    Parameters
    ----------
    known : ndarray of bool, shape (n_days,)
    half_life_d : float

    Returns
    -------
    ndarray of bool, shape (n_days,)
        Not in the first three half-lives of a log, not from the 15th unknown day in a row on,
        and not in the three half-lives after such a stretch. No day looks ahead.
    """
    number = np.arange(known.size)
    last_known = np.maximum.accumulate(np.where(known, number, -1))
    lost = (last_known < 0) | (number - last_known > MOST_UNKNOWN_D)
    last_lost = np.maximum.accumulate(np.where(lost, number, -1))
    return ~lost & (number - last_lost > forgotten_after(half_life_d))


def forgotten_after(half_life_d: float) -> int:
    """Return the whole days of three half-lives."""
    return int(np.ceil(SETTLED_HALF_LIVES * half_life_d))


def still_weighing(known: Flags, half_life_d: float) -> Counts:
    """Count the unknown days among each day and those of the three half-lives before it."""
    return trailing(~known, forgotten_after(half_life_d) + 1)


def trailing(flags: Flags, days: int) -> Counts:
    """Count, for each day, those set among the last so many days, itself included."""
    total = np.cumsum(flags)
    before = np.concatenate([np.zeros(days, dtype=total.dtype), total])[: total.size]
    return np.asarray(total - before, dtype=np.int64)
