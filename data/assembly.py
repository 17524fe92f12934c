"""Facts of the store laid out as the response model reads them: loads by day, and tests."""

from typing import Final, NamedTuple

import duckdb
import pandas as pd

from analytics.errors import InsufficientDataError
from analytics.frames import LOADS, TESTS
from analytics.load.calendar import lay_out
from data import channels, daily_loads, day_status, plausible, power_tests, settings
from data.cautions import cautions
from data.viewer import Viewer

DEFAULT_SE_PERCENT: Final = {"critical_power": 2.0, "time_trial": 2.5}
"""Standard error of a test that has none of its own, in % (assumption)."""


class Inputs(NamedTuple):
    """What a fit of one series of tests is made from.

    Attributes
    ----------
    loads : DataFrame
        As :func:`daily`, of the athletes with such tests. A load that cannot be is missing.
    tests : DataFrame
        As :data:`analytics.frames.TESTS`. A missing standard error is the default of its
        kind: 2 % of a critical power, 2.5 % of a time trial.
    warnings : tuple of str
        What to keep in mind when reading the fit.
    """

    loads: pd.DataFrame
    tests: pd.DataFrame
    warnings: tuple[str, ...]


_CHANNELS: Final = ("plyo", "run")
_OF_CHANNELS: Final = ("is_estimated", "status", "unit", "is_overruled")
_DAY: Final = ["athlete_id", "date"]


def daily(
    con: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    athlete_id: str | None = None,
    *,
    dose_measure: str | None = None,
) -> pd.DataFrame:
    """Return the loads of every day, from the first entry or test to the last.

    Parameters
    ----------
    con : DuckDBPyConnection
    viewer : Viewer
    athlete_id : str, optional
    dose_measure : str, optional
        What sets are weighed by, a name of :data:`analytics.load.dose.MEASURES`; where left
        out that of :func:`data.settings.dose_measure`.

    Returns
    -------
    DataFrame
        As :data:`analytics.frames.LOADS`, in order, with ``plyo_contacts`` (0 on rest
        days, missing where only a number is known), and of each channel, beginning with
        ``plyo_`` and ``run_``: ``is_estimated``, ``status`` (``trained``, ``rest``,
        ``unknown``), ``unit`` of the entry, missing without one, and ``is_overruled`` (an entry
        that does not count, for what was said of its day). A load nobody knows is missing,
        not 0.
    """
    plyo = channels.plyo(con, viewer, athlete_id, dose_measure)
    run = channels.run(con, viewer, athlete_id)
    spoken = day_status.day_statuses(con, viewer, athlete_id)
    spoken = spoken[spoken["channel"] != "other"]
    tested = power_tests.tests(con, viewer, athlete_id)
    span = (
        pd.concat(
            [frame[_DAY].astype({"athlete_id": object}) for frame in (plyo, run, spoken, tested)]
        )
        .groupby("athlete_id")["date"]
        .agg(first="min", last="max")
        .reset_index()
    )
    days = _channel("plyo", plyo, spoken, span).merge(
        _channel("run", run, spoken, span), on=_DAY, validate="one_to_one"
    )
    rested = days["plyo_status"] == "rest"
    days["plyo_contacts"] = days["plyo_contacts"].mask(rested, 0.0)
    days = days.rename(columns={"plyo_load_au": "plyo_dose_au"}).astype({"athlete_id": "str"})
    columns = [
        "plyo_contacts",
        *(f"{c}_{n}" for n in _OF_CHANNELS for c in _CHANNELS),
    ]
    return LOADS.check(days[[*LOADS.labels, *columns]])


def other_load(
    con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str | None = None
) -> pd.DataFrame:
    """Return the load of other training of every day of a log, for who has such a log.

    Returns
    -------
    DataFrame
        ``athlete_id``, ``date``, ``other_load`` (session RPE × minutes, AU), ``other_kinds``
        (in words), ``other_status`` (``trained``, ``rest``, ``unknown``), ``other_unit``,
        ``other_is_estimated``, ``other_is_overruled``: from the athlete's first entry of any
        kind to the last. A load nobody knows is missing, not 0. The response model reads
        none of it.
    """
    other = channels.other(con, viewer, athlete_id)
    spoken = day_status.day_statuses(con, viewer, athlete_id)
    spoken = spoken[spoken["channel"] == "other"]
    speaks = pd.concat([frame["athlete_id"].astype(object) for frame in (other, spoken)])
    span = channels.spans(con, viewer, athlete_id)
    span = span[span["athlete_id"].isin(speaks)].reset_index(drop=True)
    days = _channel("other", other, spoken, span).rename(columns={"other_load_au": "other_load"})
    first = [*_DAY, "other_load", "other_kinds", "other_status"]
    days = days.astype({"athlete_id": "str"})
    return days[[*first, *days.columns.difference(first, sort=False)]]


def response_inputs(
    con: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    *,
    kind: str,
    power_source: str,
    duration_s: float | None = None,
    dose_measure: str | None = None,
) -> Inputs:
    """Return what a fit of one series of tests is made from.

    Parameters
    ----------
    con : DuckDBPyConnection
    viewer : Viewer
    kind : str
        ``critical_power`` or ``time_trial``.
    power_source : str
        Sources are never joined: their watts are not on one scale.
    duration_s : float, optional
        Of the time trial, in s; required for it.
    dose_measure : str, optional
        As :func:`daily`.

    Raises
    ------
    InputError
        If there is no such measure.
    InsufficientDataError
        If there is no such test.
    """
    chosen = _series(power_tests.tests(con, viewer), kind, power_source, duration_s)
    measure = dose_measure or settings.dose_measure(con)
    settings.check_dose_measure(measure)
    loads = daily(con, viewer, dose_measure=measure)
    loads = loads[loads["athlete_id"].isin(chosen["athlete_id"])].reset_index(drop=True)
    loads, left_out = plausible.loads(loads)
    default_w_kg = chosen["power_w_kg"] * DEFAULT_SE_PERCENT[kind] / 100
    tests = chosen.assign(se_w_kg=chosen["se_w_kg"].astype(float).fillna(default_w_kg))
    numbers = daily_loads.daily_loads(con, viewer)
    return Inputs(
        loads=loads,
        tests=TESTS.check(tests[list(TESTS.labels)].astype({"athlete_id": "str"})),
        warnings=(*left_out, *cautions(loads, chosen, numbers, measure)),
    )


def _series(
    tests: pd.DataFrame, kind: str, power_source: str, duration_s: float | None
) -> pd.DataFrame:
    here = (tests["kind"] == kind) & (tests["power_source"] == power_source)
    if kind == "time_trial":
        here &= tests["duration_s"] == duration_s
    if not here.any():
        length = f" of {duration_s:g} s" if kind == "time_trial" and duration_s else ""
        raise InsufficientDataError(
            f"There is no {kind}{length} by {power_source}. Import power tests, or choose "
            "another series."
        )
    return tests[here].reset_index(drop=True)


def _channel(
    channel: str, loads: pd.DataFrame, spoken: pd.DataFrame, span: pd.DataFrame
) -> pd.DataFrame:
    said = spoken.loc[spoken["channel"] == channel, [*_DAY, "status"]]
    loads = loads.astype({"athlete_id": object})
    laid = lay_out(loads[[*_DAY, "load_au"]], said, span)
    more = loads.drop(columns="load_au")
    laid = laid.merge(more, on=_DAY, how="left").assign(
        is_estimated=lambda day: (
            day["is_estimated"].eq(True) & day["load_au"].notna() & (day["status"] == "trained")
        )
    )
    names = {name: f"{channel}_{name}" for name in laid.columns.difference(_DAY)}
    return laid.rename(columns=names)
