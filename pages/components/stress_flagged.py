"""What two rules say of each day, beside its stress."""

import pandas as pd


def flagged(daily: pd.DataFrame, flags: pd.DataFrame) -> pd.DataFrame:
    """Return days of tissues and legs with what two rules say of them.

    Returns
    -------
    DataFrame
        Besides, ``residual_above`` and ``spike_above``: missing where it cannot be known, or the
        rule is switched off.
    """
    by = ["date", "tissue", "side"]
    for rule in ("residual", "spike"):
        said = flags.loc[flags["rule"] == rule, [*by, "is_above"]]
        said = said.rename(columns={"is_above": f"{rule}_above"}).astype(
            {"date": daily["date"].dtype, f"{rule}_above": "boolean"}
        )
        daily = daily.merge(said, on=by, how="left", validate="one_to_one")
    return daily
