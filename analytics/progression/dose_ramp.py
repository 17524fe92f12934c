"""Weeks that keep to the ramp of the dose, whatever seven days one looks at."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.progression.block_weeks import Week
from analytics.progression.limits import Limits

_WEEK_D: Final = 7
_WEEKS_BEFORE: Final = 4


@dataclass(frozen=True, slots=True, eq=False)
class Ramp:
    """What the dose of seven days may be, after the days before a plan.

    Parameters
    ----------
    before_au : ndarray of float
        Dose of each day before the plan's first, oldest first, 34 or more; nothing is counted of
        those nobody knows.
    limits : Limits
        Of these the ramp of the dose and its introduction.
    """

    before_au: npt.NDArray[np.float64]
    limits: Limits

    def cut(self, week: Week, laid: list[Week]) -> Week:
        """Return a week with fewer sets on days on which its seven days would be too much.

        Parameters
        ----------
        week : Week
        laid : list of Week
            Weeks of the plan before it.
        """
        if self.limits.dose_ramp_per_week is None:
            return week
        days = [np.nan_to_num(self.before_au, nan=0.0), *(daily(one) for one in laid)]
        dose_au = np.concatenate([*days, np.zeros(_WEEK_D)])
        sets = week.sets.copy()
        for day in range(_WEEK_D):
            here = np.array([one.offset_d == day for one in week.drills], dtype=bool)
            if not here.any():
                continue
            at = dose_au.size - _WEEK_D + day
            room_au = self._most(dose_au, at) - dose_au[at - _WEEK_D + 1 : at].sum()
            while (of_day := float(sets[here] @ week.set_au[here])) > room_au * (1 + 1e-9):
                if not sets[here].any():
                    break
                # The drill with the most sets gives one; of equals the last.
                most = np.flatnonzero(here & (sets == sets[here].max()))
                sets[most[-1]] -= 1
            dose_au[at] = of_day
        drills = (replace(one, sets=int(n)) for one, n in zip(week.drills, sets, strict=True))
        return replace(week, drills=tuple(drills))

    def _most(self, dose_au: npt.NDArray[np.float64], at: int) -> float:
        sums = [
            dose_au[end - _WEEK_D + 1 : end + 1].sum()
            for end in (at - _WEEK_D * n for n in range(1, _WEEKS_BEFORE + 1))
        ]
        ramp = self.limits.dose_ramp_per_week or 0.0
        return float(max((1 + ramp) * max(sums), self.limits.introduction_dose_au))


def daily(week: Week) -> npt.NDArray[np.float64]:
    """Return the dose of each day of a week, in AU."""
    offsets = [one.offset_d for one in week.drills]
    dose_au = np.bincount(offsets, weights=week.sets * week.set_au, minlength=_WEEK_D)
    return np.asarray(dose_au, dtype=float)
