"""Saved fits: what was learnt, from which data, with which settings."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import duckdb
import pandas as pd

from analytics.errors import InputError
from analytics.response import ResponseFit
from data.fit_writes import MODEL_VERSION, save, save_assessed, save_update
from data.viewer import Viewer

__all__ = [
    "MODEL_VERSION",
    "SavedFit",
    "athletes",
    "fits",
    "latest",
    "previous",
    "save",
    "save_assessed",
    "save_update",
]

_FACTS: Final = (
    "fit_id",
    "created_at",
    "kind",
    "power_source",
    "duration_s",
    "data_sha256",
    "model_version",
    "seconds",
    "cohort_at",
    "dose_measure",
)


@dataclass(frozen=True, slots=True, eq=False)
class SavedFit:
    """A fit of one series of tests, as it was saved.

    Attributes
    ----------
    created_at : datetime
        UTC, naive.
    kind, power_source : str
        The series of tests.
    duration_s : float or None
        Of the time trial, in s.
    data_sha256 : str
        Fingerprint of the loads and tests it was made from.
    model_version : str
        As :data:`MODEL_VERSION` was then.
    seconds : float
        What fitting and assessing the cohort took.
    cohort_at : datetime
        When the cohort was fitted, UTC, naive: before ``created_at`` where athletes were
        taken in alone since.
    dose_measure : str
        What the sets of its loads were weighed by, a name of
        :data:`analytics.load.dose.MEASURES`.
    updated_at : dict of str to datetime
        When each of those was last taken in, in this order.
    fit : ResponseFit
    """

    fit_id: int
    created_at: datetime
    kind: str
    power_source: str
    duration_s: float | None
    data_sha256: str
    model_version: str
    seconds: float
    cohort_at: datetime
    dose_measure: str
    updated_at: dict[str, datetime]
    fit: ResponseFit

    @property
    def is_assessed(self) -> bool:
        """Whether every athlete in it is judged."""
        proof = self.fit.proof
        return proof is not None and len(proof.athletes) == len(self.fit.athlete_ids)

    def is_stale(
        self, loads: pd.DataFrame, tests: pd.DataFrame, dose_measure: str | None = None
    ) -> bool:
        """Tell whether the data, the model, or the measure of dose moved on since.

        Parameters
        ----------
        loads, tests : DataFrame
            What a fit would be made from now, of :func:`data.assembly.response_inputs`.
        dose_measure : str, optional
            What sets are weighed by now. Where left out only the loads tell: they differ
            unless every dose came as a number.
        """
        if dose_measure is not None and dose_measure != self.dose_measure:
            return True
        now = self.fit.model.data_sha256(loads, tests)
        return now != self.data_sha256 or self.model_version != MODEL_VERSION


def fits(con: duckdb.DuckDBPyConnection, viewer: Viewer) -> pd.DataFrame:
    """Return saved fits without their content, newest first.

    A fit of a cohort is for those who may see every athlete in it.

    Returns
    -------
    DataFrame
        ``fit_id``, ``created_at`` (UTC), ``kind``, ``duration_s``, ``power_source``,
        ``settings`` (JSON), ``data_sha256``, ``model_version``, ``n_athletes``, ``n_judged``,
        ``n_tests``, ``seconds``, ``dose_measure``.
    """
    sql = """
        SELECT fit_id, created_at, kind, duration_s, power_source, settings, data_sha256,
            model_version, n_athletes, n_judged, n_tests, seconds, dose_measure
        FROM fits
        WHERE fit_id NOT IN (
            SELECT fit_id FROM fit_athletes
            WHERE athlete_id NOT IN (SELECT athlete_id FROM visible_athletes($viewer))
        )
        ORDER BY fit_id DESC
    """
    return con.execute(sql, {"viewer": viewer}).df()


def athletes(con: duckdb.DuckDBPyConnection, viewer: Viewer) -> frozenset[str]:
    """Return the athletes of whom some saved fit speaks."""
    sql = """
        SELECT DISTINCT athlete_id
        FROM fit_athletes
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
        ORDER BY athlete_id
    """
    return frozenset(one for (one,) in con.execute(sql, {"viewer": viewer}).fetchall())


def latest(
    con: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    athlete_id: str | None = None,
    *,
    kind: str | None = None,
    power_source: str | None = None,
    duration_s: float | None = None,
) -> SavedFit | None:
    """Return the newest fit, of a series or a person where named; None if there is none.

    Parameters
    ----------
    athlete_id : str, optional
        Who must be in it.
    kind, power_source : str, optional
        Of the series of tests.
    duration_s : float, optional
        Of the time trial, in s. With ``kind`` and without a duration, a fit without one.
    """
    return _newest(con, viewer, (athlete_id, kind, power_source, duration_s))


def previous(
    con: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    *,
    kind: str,
    power_source: str,
    duration_s: float | None,
) -> SavedFit | None:
    """Return the fit of a series before its latest, None if there is none.

    One that this version cannot read is passed over.
    """
    passed = 0
    while True:
        passed += 1
        try:
            return _newest(con, viewer, (None, kind, power_source, duration_s), passed)
        except InputError:  # of an older version
            continue


def _newest(
    con: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    wanted: tuple[str | None, str | None, str | None, float | None],
    passed: int = 0,
) -> SavedFit | None:
    """Return the newest fit of an athlete, kind, source and duration, so many passed over."""
    sql = """
        SELECT fit_id, created_at, kind, power_source, duration_s, data_sha256, model_version,
            seconds, cohort_at, dose_measure, content
        FROM fits
        WHERE fit_id NOT IN (
                SELECT fit_id FROM fit_athletes
                WHERE athlete_id NOT IN (SELECT athlete_id FROM visible_athletes($viewer))
            )
            AND ($athlete_id IS NULL OR fit_id IN (
                SELECT fit_id FROM fit_athletes WHERE athlete_id = $athlete_id))
            AND ($kind IS NULL
                OR (kind = $kind AND duration_s IS NOT DISTINCT FROM $duration_s))
            AND ($power_source IS NULL OR power_source = $power_source)
        ORDER BY fit_id DESC
        LIMIT 1 OFFSET $passed
    """
    names = ("athlete_id", "kind", "power_source", "duration_s")
    arguments = {"viewer": viewer, "passed": passed, **dict(zip(names, wanted, strict=True))}
    row = con.execute(sql, arguments).fetchone()
    if row is None:
        return None
    *facts, content = row
    updated = con.execute(
        """
        SELECT athlete_id, updated_at
        FROM fit_athletes
        WHERE fit_id = $fit_id AND updated_at IS NOT NULL
        ORDER BY updated_at, athlete_id
        """,
        {"fit_id": facts[0]},
    ).fetchall()
    return SavedFit(
        **dict(zip(_FACTS, facts, strict=True)),
        updated_at=dict(updated),
        fit=ResponseFit.loads(content),
    )
