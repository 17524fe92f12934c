"""Fits as they come into the store: new, assessed, or with one athlete's data taken in."""

import json
from typing import Any, Final

import duckdb

from analytics.response import ResponseFit
from data import settings, store

MODEL_VERSION: Final = "3"
"""Raised when the same data and settings would give other numbers."""


def save(  # noqa: PLR0913 - one argument per column
    con: duckdb.DuckDBPyConnection,
    fit: ResponseFit,
    *,
    kind: str,
    power_source: str,
    duration_s: float | None,
    seconds: float,
    dose_measure: str | None = None,
) -> int:
    """Save a fit of a whole series of tests; return its number.

    Of fits of the same data, settings and model one is kept, that in which more athletes are
    judged: fitting again takes no verdict away.

    Parameters
    ----------
    seconds : float
        What fitting, and assessing if it was assessed, took.
    dose_measure : str, optional
        What the sets of its loads were weighed by, a name of
        :data:`analytics.load.dose.MEASURES`; where left out the setting as it is now.
    """
    row = _row(fit) | {
        "kind": kind,
        "power_source": power_source,
        "duration_s": duration_s,
        "seconds": seconds,
        "dose_measure": dose_measure or settings.dose_measure(con),
    }
    settings.check_dose_measure(row["dose_measure"])
    same = con.execute(
        """
        SELECT fit_id, n_judged, seconds, content, fit_id = (
                SELECT max(fit_id)
                FROM fits
                WHERE kind = $kind AND power_source = $power_source
                    AND duration_s IS NOT DISTINCT FROM $duration_s
            )
        FROM fits
        WHERE kind = $kind AND power_source = $power_source
            AND duration_s IS NOT DISTINCT FROM $duration_s
            AND settings = $settings AND data_sha256 = $data_sha256
            AND model_version = $model_version AND dose_measure = $dose_measure
            AND fit_id NOT IN (SELECT fit_id FROM fit_athletes WHERE updated_at IS NOT NULL)
        ORDER BY n_judged DESC, fit_id DESC
        """,
        {name: row[name] for name in _SAME},
    ).fetchall()
    if same and same[0][1] >= max(1, row["n_judged"]):
        judged_id, row["n_judged"], row["seconds"], row["content"], is_newest = same[0]
        if is_newest:
            return int(judged_id)
    _forget(con, [one[0] for one in same])
    fit_id = _insert(con, row)
    _name_athletes(con, fit_id, fit)
    store.bump(con)
    return fit_id


def save_assessed(
    con: duckdb.DuckDBPyConnection, fit_id: int, fit: ResponseFit, seconds: float
) -> bool:
    """Put an assessed fit in the place of itself, not yet assessed; its number stays.

    Returns
    -------
    bool
        False, and nothing is written, if that fit is not there any more.
    """
    arguments = _row(fit) | {"fit_id": fit_id, "seconds": seconds}
    names = ("fit_id", "data_sha256", "settings", "model_version", "n_judged", "seconds", "content")
    found = con.execute(
        """
        UPDATE fits
        SET content = $content, n_judged = $n_judged, seconds = $seconds
        WHERE fit_id = $fit_id AND data_sha256 = $data_sha256 AND settings = $settings
            AND model_version = $model_version
        RETURNING fit_id
        """,
        {name: arguments[name] for name in names},
    ).fetchall()
    if found:
        store.bump(con)
    return bool(found)


def save_update(
    con: duckdb.DuckDBPyConnection, base_id: int, fit: ResponseFit, athlete_id: str
) -> int | None:
    """Save a fit that one athlete's new data were taken into; return its number.

    Its cohort, and what that took, are those of the fit it was made from.

    Returns
    -------
    int or None
        None, and nothing is written, if that fit is not the newest of its series any more.
    """
    base = con.execute(
        """
        SELECT kind, power_source, duration_s, seconds, cohort_at, dose_measure
        FROM fits AS base
        WHERE fit_id = $fit_id AND model_version = $model_version AND fit_id = (
            SELECT max(fit_id)
            FROM fits
            WHERE kind = base.kind AND power_source = base.power_source
                AND duration_s IS NOT DISTINCT FROM base.duration_s
        )
        """,
        {"fit_id": base_id, "model_version": MODEL_VERSION},
    ).fetchone()
    if base is None:
        return None
    names = ("kind", "power_source", "duration_s", "seconds", "cohort_at", "dose_measure")
    fit_id = _insert(con, _row(fit) | dict(zip(names, base, strict=True)))
    _name_athletes(con, fit_id, fit)
    con.execute(
        """
        UPDATE fit_athletes
        SET updated_at = earlier.updated_at
        FROM fit_athletes AS earlier
        WHERE fit_athletes.fit_id = $fit_id AND earlier.fit_id = $base_id
            AND earlier.athlete_id = fit_athletes.athlete_id
        """,
        {"fit_id": fit_id, "base_id": base_id},
    )
    con.execute(
        """
        UPDATE fit_athletes
        SET updated_at = now() AT TIME ZONE 'UTC'
        WHERE fit_id = $fit_id AND athlete_id = $athlete_id
        """,
        {"fit_id": fit_id, "athlete_id": athlete_id},
    )
    store.bump(con)
    return fit_id


_SAME: Final = (
    "kind",
    "power_source",
    "duration_s",
    "settings",
    "data_sha256",
    "model_version",
    "dose_measure",
)


def _row(fit: ResponseFit) -> dict[str, Any]:
    """Return the columns that follow from the fit itself."""
    return {
        "settings": json.dumps(fit.settings, sort_keys=True),
        "data_sha256": fit.data_sha256,
        "model_version": MODEL_VERSION,
        "n_athletes": len(fit.athlete_ids),
        "n_judged": 0 if fit.proof is None else len(fit.proof.athletes),
        "n_tests": fit.n_tests,
        "content": fit.dumps(),
    }


def _insert(con: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> int:
    inserted = con.execute(
        """
        INSERT INTO fits (kind, duration_s, power_source, settings, data_sha256, model_version,
            n_athletes, n_judged, n_tests, seconds, content, dose_measure, cohort_at)
        VALUES ($kind, $duration_s, $power_source, $settings, $data_sha256, $model_version,
            $n_athletes, $n_judged, $n_tests, $seconds, $content, $dose_measure,
            coalesce($cohort_at, now() AT TIME ZONE 'UTC'))
        RETURNING fit_id
        """,
        {"cohort_at": None} | row,
    ).fetchone()
    return int(inserted[0]) if inserted else 0


def _name_athletes(con: duckdb.DuckDBPyConnection, fit_id: int, fit: ResponseFit) -> None:
    con.execute(
        """
        INSERT INTO fit_athletes (fit_id, athlete_id)
        SELECT $fit_id, unnest($athlete_ids)
        """,
        {"fit_id": fit_id, "athlete_ids": list(fit.athlete_ids)},
    )


def _forget(con: duckdb.DuckDBPyConnection, fit_ids: list[int]) -> None:
    for table in ("fits", "fit_athletes"):
        con.execute(
            f"DELETE FROM {table} WHERE list_contains($fit_ids, fit_id)",  # noqa: S608 - two names
            {"fit_ids": fit_ids},
        )
