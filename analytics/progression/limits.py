"""The guard rails one sets; each can be switched off."""

from dataclasses import dataclass, fields
from numbers import Real
from typing import Final

from analytics.errors import InputError

LONGEST_H: Final = 24.0 * 365
"""Most hours one may ask for between two days: a year (definition)."""

_MOST: Final = {
    "plyo_share": 1.0,
    "pain_stop": 10.0,
    "hours_between_high": LONGEST_H,
    "hours_after_hard_run": LONGEST_H,
}

_ALWAYS: Final = ("introduction", "residual_growth")
"""Beginnings of the names of numbers that no switch turns off."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Numbers that training is held against. None switches a rule off.

    Where each is from stands in ``data/catalogue/guard_rails.csv``, and of the introductions and
    the growth in ``definitions.csv`` beside it.

    Parameters
    ----------
    spike : float or None
        Day's total per tissue and leg, over the largest of the 30 days before.
    residual : float or None
        Residual stress, over the 95th percentile of the own 42 days before.
    ramp_per_week : float or None
        Growth of a tissue's total of 7 days over the largest of the 4 weeks before; 0.10 is
        10 %.
    dose_ramp_per_week : float or None
        The same of the plyometric dose.
    hours_between_high : float or None
        Least hours between days with a high session.
    hours_after_hard_run : float or None
        Least hours from a hard run to a high session.
    plyo_share : float or None
        Share of plyometrics in a tissue's total of 7 days.
    contacts_per_session, minutes_per_session : float or None
        Most of one day.
    pain_stop : float or None
        Pain from 0 to 10 above which one stops; with a bone it is any pain.
    first_exposure_contacts : float or None
        Most contacts of a drill never done before.
    introduction_steps : float
        Easy steps of a leg up to which a day or a week is neither spike nor ramp, however
        little went before: about 1 km of easy running (assumption).
    introduction_dose_au : float
        Plyometric dose of a week up to which it is no ramp: two first sessions of 40 low
        contacts (assumption, after science H, level 1).

    Raises
    ------
    InputError
        If a limit is no number, negative or not finite, or a share, a pain or hours are
        beyond their scale.
    """

    spike: float | None = 1.10
    residual: float | None = 1.10
    ramp_per_week: float | None = 0.10
    dose_ramp_per_week: float | None = 0.15
    hours_between_high: float | None = 48
    hours_after_hard_run: float | None = 24
    plyo_share: float | None = 0.25
    contacts_per_session: float | None = 120
    minutes_per_session: float | None = 40
    pain_stop: float | None = 5
    first_exposure_contacts: float | None = 20
    introduction_steps: float = 500
    introduction_dose_au: float = 80
    residual_growth_per_week: float = 0.10

    def __post_init__(self) -> None:
        for field in fields(self):
            limit, highest = getattr(self, field.name), _MOST.get(field.name, float("inf"))
            if limit is None and not field.name.startswith(_ALWAYS):
                continue
            if isinstance(limit, bool) or not isinstance(limit, Real | None):
                raise InputError(f"{field.name} must be a number; got {limit!r}.")
            # An infinite limit would be a rule that is off, and looks on.
            if limit is None or not (0 <= float(limit) <= highest and float(limit) < float("inf")):
                scale = f" and at most {highest:g}" if highest < float("inf") else ""
                raise InputError(f"{field.name} must be finite, not negative{scale}; got {limit}.")
