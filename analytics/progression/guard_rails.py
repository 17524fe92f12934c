"""Hold every day of a log against every guard rail."""

from collections.abc import Callable, Mapping
from typing import Final

import pandas as pd

from analytics.frames import Table
from analytics.load.daily_stress import Stress
from analytics.progression import day_rules, tissue_rules
from analytics.progression.blocks import Blocks
from analytics.progression.judging import COLUMNS
from analytics.progression.limits import Limits

Rule = Callable[[Blocks, float, Limits], pd.DataFrame]

FACTS = Table(
    "facts",
    {
        "athlete_id": "Athlete",
        "date": "Day",
        "plyo_dose_au": "Plyometric dose (AU)",
        "plyo_contacts": "Contacts",
        "plyo_minutes": "Minutes of plyometrics",
        "is_high": "High session",
        "n_high_sessions": "High sessions",
        "hard_run": "Hard run",
        "max_pain_0_10": "Worst pain (0 to 10)",
        "max_stop_pain_0_10": "Worst pain of a bone, with a limp or at night (0 to 10)",
        "first_exposure_contacts": "Contacts of a new drill",
    },
)
"""One row per athlete and day without gaps; what nobody knows is missing, not 0 or False."""

TISSUE_RULES: Final[Mapping[str, Rule]] = {
    "spike": tissue_rules.spike,
    "residual": tissue_rules.residual,
    "ramp_per_week": tissue_rules.ramp,
    "plyo_share": tissue_rules.plyo_share,
}
DAY_RULES: Final[Mapping[str, Rule]] = {
    "dose_ramp_per_week": day_rules.dose_ramp,
    "hours_between_high": day_rules.hours_between_high,
    "hours_after_hard_run": day_rules.hours_after_hard_run,
    "contacts_per_session": day_rules.contacts,
    "minutes_per_session": day_rules.minutes,
    "pain_stop": day_rules.pain,
    "first_exposure_contacts": day_rules.first_exposure,
}


def flags(stress: Stress, facts: pd.DataFrame, limits: Limits) -> pd.DataFrame:
    """Say of each day and rule how far it went, what the limit is, and whether it is above.

    Parameters
    ----------
    stress : Stress
    facts : DataFrame
        As :data:`FACTS`.
    limits : Limits
        A rule whose limit is None has no rows.

    Returns
    -------
    DataFrame
        ``athlete_id``, ``date``, ``rule`` (a field of :class:`Limits`), ``tissue`` and ``side``
        (missing for rules of a day), ``value`` and ``limit`` in ``unit``, ``is_above``,
        ``detail`` and ``is_perhaps``. Is above is True (of hours: below), False, or missing where
        what nobody knows decides; ``detail`` says what that is, and why a value is missing. Is
        perhaps tells of those missing which are above all that is logged.

    Raises
    ------
    InputError
        If a table lacks a column, or a day is there twice or not at all.
    """
    of_tissues = Blocks.of(stress.daily, ["athlete_id", "tissue", "side"], "stress")
    of_days = Blocks.of(FACTS.check(facts), ["athlete_id"], "facts")
    found = [
        rule(days, limit, limits)
        for days, rules in ((of_tissues, TISSUE_RULES), (of_days, DAY_RULES))
        for name, rule in rules.items()
        if len(days.frame) and (limit := getattr(limits, name)) is not None
    ]
    if not found:
        return pd.DataFrame({name: pd.Series(dtype=object) for name in COLUMNS})
    texts = dict.fromkeys(["tissue", "side", "detail", "rule", "unit"], object)
    return pd.concat([one.astype(texts) for one in found], ignore_index=True)
