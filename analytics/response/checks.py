"""Refuse loads and tests that cannot be meant, saying which and what to do."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError

LARGEST_DAY_AU: Final = 5000.0
"""More than twice a whole day at critical power, or 5 000 pogo jumps."""
POWER_RANGE_W_KG: Final = (0.5, 30.0)
LARGEST_SE_SHARE: Final = 0.5
SUSPECT_DAY_AU: Final = 500.0
"""A day above this is a slip of the unit if it is also far above the athlete's other days."""
SLIP: Final = 20.0
"""How many times the athlete's usual large day is far above."""
FEWEST_DAYS: Final = 10
"""Days with training from which on it is known what the athlete's large days are."""
POWER_SLIP: Final = 3.0


def loads(frame: pd.DataFrame, channels: tuple[str, ...], unit_au: float) -> pd.DataFrame:
    """Return athlete_id, day (since 1970-01-01) and ``channels``, sorted; or say what is wrong."""
    missing = [name for name in channels if name not in frame.columns]
    if missing:
        raise InputError(f"loads has no column {', '.join(missing)}, named in covariates.")
    if frame.empty:
        raise InputError("loads has no rows. Add one row per athlete and day of training.")
    rows = _sorted(frame, "loads", channels)
    double = rows.duplicated(["athlete_id", "day"]).to_numpy()
    if double.any():
        raise InputError(
            f"loads has {double.sum()} days twice, the first being {_row(rows, double)}. "
            "Add up what was done on one day, and give it one row."
        )
    for name in channels:
        value = rows[name].to_numpy()
        _refuse(rows, np.isinf(value) | (value < 0), name, "must be finite and not negative")
    for name, unit in (("plyo_dose_au", unit_au), ("run_load_au", 1.0)):
        large = too_large(rows[name], unit)
        _refuse(rows, large, name, f"is at most {LARGEST_DAY_AU:g} AU a day; check the unit")
        advice = f"is within {SLIP:g} times the athlete's usual large day"
        _refuse(rows, slips(rows["athlete_id"], rows[name], unit), name, advice)
    return rows


def too_large(load: pd.Series, unit_au: float = 1.0) -> npt.NDArray[np.bool_]:
    """Tell which daily loads no day can hold, shape (n,)."""
    found: npt.NDArray[np.bool_] = load.to_numpy(dtype=float) * unit_au > LARGEST_DAY_AU
    return found


def slips(athlete_id: pd.Series, load: pd.Series, unit_au: float = 1.0) -> npt.NDArray[np.bool_]:
    """Tell which daily loads are far beyond the athlete's others, as a slip of the unit is."""
    done = load[load > 0].groupby(athlete_id)
    large = athlete_id.map(done.quantile(0.9).where(done.count() >= FEWEST_DAYS)).to_numpy(float)
    value = load.to_numpy(dtype=float)
    found: npt.NDArray[np.bool_] = (value > SLIP * large) & (value * unit_au > SUSPECT_DAY_AU)
    return found


def tests(frame: pd.DataFrame) -> pd.DataFrame:
    """Return athlete_id, day, power_w_kg and se_w_kg, sorted; or say what is wrong."""
    rows = _sorted(frame, "tests", ("power_w_kg", "se_w_kg"))
    power, se = rows["power_w_kg"].to_numpy(), rows["se_w_kg"].to_numpy()
    low, high = POWER_RANGE_W_KG
    impossible = ~((power >= low) & (power <= high))
    advice = f"lies between {low:g} and {high:g} W/kg; divide watts by body mass in kg"
    _refuse(rows, impossible, "power_w_kg", advice)
    _refuse(rows, np.isinf(se) | (se < 0), "se_w_kg", "must be finite and not negative, or missing")
    advice = f"is below {LARGEST_SE_SHARE:.0%} of the power; give it in W/kg"
    _refuse(rows, se > LARGEST_SE_SHARE * power, "se_w_kg", advice)
    usual = rows.groupby("athlete_id")["power_w_kg"].transform("median").to_numpy()
    slip = (power > POWER_SLIP * usual) | (power < usual / POWER_SLIP)
    _refuse(rows, slip, "power_w_kg", f"is within {POWER_SLIP:g} times the athlete's usual test")
    return rows


def _sorted(frame: pd.DataFrame, table: str, numbers: tuple[str, ...]) -> pd.DataFrame:
    unnamed = frame["athlete_id"].isna().sum()
    if unnamed:
        raise InputError(f"{unnamed} rows of {table} have no athlete_id.")
    try:
        values = {
            name: pd.to_numeric(frame[name]).to_numpy(float, na_value=np.nan) for name in numbers
        }
    except (ValueError, TypeError) as error:
        raise InputError(f"{table} holds what is no number: {error}.") from error
    day = pd.DatetimeIndex(frame["date"]).as_unit("s").asi8 // 86_400
    rows = pd.DataFrame(
        {"athlete_id": frame["athlete_id"].astype(str).to_numpy(), "day": day, **values}
    )
    # All columns, so that the order of replicate tests does not depend on the order of rows.
    return rows.sort_values(["athlete_id", "day", *numbers], ignore_index=True)


def _refuse(rows: pd.DataFrame, bad: npt.NDArray[np.bool_], name: str, rule: str) -> None:
    if bad.any():
        raise InputError(
            f"{name} {rule}: {bad.sum()} of {len(rows)} values are not so, the first being "
            f"{rows[name].to_numpy()[bad][0]:g} ({_row(rows, bad)})."
        )


def _row(rows: pd.DataFrame, bad: npt.NDArray[np.bool_]) -> str:
    row = rows[bad].iloc[0]
    return f"{row['athlete_id']}, {pd.Timestamp(0) + pd.Timedelta(days=int(row['day'])):%d %b %Y}"
