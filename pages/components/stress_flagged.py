"""What two rules say of each day, beside its stress."""

import pandas as pd


def flagged(daily: pd.DataFrame, flags: pd.DataFrame) -> pd.DataFrame:
    """Return days of tissues and legs with what two rules say of them.

    Returns
    -------
    DataFrame
        Besides, ``residual_above`` and ``spike_above``: missing where it cannot be known, or the
        rule is switched off; ``residual_perhaps`` and ``spike_perhaps``: whether a day of which
        it cannot be known is above all that is logged.
    """
    by = ["date", "tissue", "side"]
    for rule in ("residual", "spike"):
        names = {"is_above": f"{rule}_above", "is_perhaps": f"{rule}_perhaps"}
        said = flags.loc[flags["rule"] == rule, [*by, *names]].rename(columns=names)
        said = said.astype({"date": daily["date"].dtype} | dict.fromkeys(names.values(), "boolean"))
        daily = daily.merge(said, on=by, how="left", validate="one_to_one")
    return daily
