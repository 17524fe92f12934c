"""Saved fits: what was learnt, from which data, with which settings."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import duckdb
import pandas as pd

from analytics.errors import InputError
from analytics.response import ResponseFit
from data import store
from data.viewer import Viewer

MODEL_VERSION: Final = "3"
"""Raised when the same data and settings would give other numbers."""

_FACTS: Final = (
    "fit_id",
    "created_at",
    "kind",
    "power_source",
    "duration_s",
    "data_sha256",
    "model_version",
    "seconds",
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
        What the fit took.
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
    fit: ResponseFit

    def is_stale(self, loads: pd.DataFrame, tests: pd.DataFrame) -> bool:
        """Tell whether the data, or the model, moved on since.

        Parameters
        ----------
        loads, tests : DataFrame
            What a fit would be made from now, of :func:`data.assembly.response_inputs`.
        """
        now = self.fit.model.data_sha256(loads, tests)
        return now != self.data_sha256 or self.model_version != MODEL_VERSION


def save(
    con: duckdb.DuckDBPyConnection,
    fit: ResponseFit,
    *,
    kind: str,
    power_source: str,
    duration_s: float | None,
    seconds: float,
) -> int:
    """Save a fit of a series of tests, with the seconds it took; return its number.

    It takes the place of one of the same data, settings and model, as when a fit is assessed.
    """
    settings = json.dumps(fit.settings, sort_keys=True)
    _forget(con, kind, power_source, duration_s, (settings, fit.data_sha256))
    row = con.execute(
        """
        INSERT INTO fits (kind, duration_s, power_source, settings, data_sha256, model_version,
            n_athletes, n_tests, seconds, content)
        VALUES ($kind, $duration_s, $power_source, $settings, $data_sha256, $model_version,
            $n_athletes, $n_tests, $seconds, $content)
        RETURNING fit_id
        """,
        {
            "kind": kind,
            "duration_s": duration_s,
            "power_source": power_source,
            "settings": settings,
            "data_sha256": fit.data_sha256,
            "model_version": MODEL_VERSION,
            "n_athletes": len(fit.athlete_ids),
            "n_tests": fit.n_tests,
            "seconds": seconds,
            "content": fit.dumps(),
        },
    ).fetchone()
    fit_id = int(row[0]) if row else 0
    con.execute(
        """
        INSERT INTO fit_athletes (fit_id, athlete_id)
        SELECT $fit_id, unnest($athlete_ids)
        """,
        {"fit_id": fit_id, "athlete_ids": list(fit.athlete_ids)},
    )
    store.bump(con)
    return fit_id


def _forget(
    con: duckdb.DuckDBPyConnection,
    kind: str,
    power_source: str,
    duration_s: float | None,
    same: tuple[str, str],
) -> None:
    """Delete fits of a series with the same settings and data, made by this version."""
    arguments = {
        "kind": kind,
        "power_source": power_source,
        "duration_s": duration_s,
        "settings": same[0],
        "data_sha256": same[1],
        "model_version": MODEL_VERSION,
    }
    found = con.execute(
        """
        DELETE FROM fits
        WHERE kind = $kind AND power_source = $power_source
            AND duration_s IS NOT DISTINCT FROM $duration_s
            AND settings = $settings AND data_sha256 = $data_sha256
            AND model_version = $model_version
        RETURNING fit_id
        """,
        arguments,
    ).fetchall()
    con.execute(
        "DELETE FROM fit_athletes WHERE list_contains($fit_ids, fit_id)",
        {"fit_ids": [fit_id for (fit_id,) in found]},
    )


def fits(con: duckdb.DuckDBPyConnection, viewer: Viewer) -> pd.DataFrame:
    """Return saved fits without their content, newest first.

    A fit of a cohort is for those who may see every athlete in it.

    Returns
    -------
    DataFrame
        ``fit_id``, ``created_at`` (UTC), ``kind``, ``duration_s``, ``power_source``,
        ``settings`` (JSON), ``data_sha256``, ``model_version``, ``n_athletes``, ``n_tests``,
        ``seconds``.
    """
    sql = """
        SELECT fit_id, created_at, kind, duration_s, power_source, settings, data_sha256,
            model_version, n_athletes, n_tests, seconds
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
            seconds, content
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
    return SavedFit(**dict(zip(_FACTS, facts, strict=True)), fit=ResponseFit.loads(content))
