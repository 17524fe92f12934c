"""The demo: a synthetic cohort with its truth, in a file of its own, and gone when removed."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from analytics.errors import InputError
from data import athletes as people
from data import demo_rows, drills, store
from data.viewer import OWNER, Viewer


def load(
    path: Path | str,
    *,
    athletes: int = 24,
    days: int = 365,
    seed: int = 1,
    noise_percent: float = 1.5,
    last_day: date | None = None,
) -> dict[str, Any]:
    """Store a synthetic cohort with its truth.

    Parameters
    ----------
    path : Path or str
        The database file. It holds no real athletes.
    athletes, days : int
        Size of the cohort and length of its logs.
    seed : int
        Same seed, same cohort, but for the calendar it is laid on.
    noise_percent : float
        Standard error of a test, in %.
    last_day : date, optional
        The logs end on the Sunday on or before it; by default today.

    Returns
    -------
    dict
        Everything the generator was told.

    Raises
    ------
    InputError
        If a parameter cannot be meant, or the file holds athletes already.
    """
    # Here, not above: the generator brings scipy.signal and more, and every page imports this.
    from analytics.response import synthetic

    told = synthetic.Parameters(
        athletes=athletes,
        days=days,
        seed=seed,
        noise_percent=noise_percent,
        last_day=last_day or datetime.now(UTC).date(),
    )
    with store.session(path) as con:
        _require_empty(con)
    cohort = synthetic.generate(drills.catalogue(), told)
    with store.session(path) as con:
        _require_empty(con)
        demo_rows.insert(con, cohort)
    return told.to_dict()


def remove(path: Path | str) -> None:
    """Remove the demo wholly: athletes, logs, fits, truth, and what was imported for them.

    The originals of those imports go too; own drills, templates and settings stay.
    A removal that was cut short is finished by the next.

    Raises
    ------
    InputError
        If there is no such file, or it does not hold the demo.
    """
    if not Path(path).is_file():
        raise InputError(f"There is no database at {path}; nothing was removed.")
    with store.session(path) as con:
        if not is_demo(con):
            raise InputError("This file does not hold the demo; nothing was removed.")
    demo_rows.delete(path)


def is_demo(con: duckdb.DuckDBPyConnection, viewer: Viewer = OWNER) -> bool:
    """Tell whether the file holds the demo."""
    return bool(people.athletes(con, viewer)["is_synthetic"].any())


def truth(con: duckdb.DuckDBPyConnection, viewer: Viewer) -> pd.DataFrame:
    """Return the planted response curves; empty where the athletes are real.

    Returns
    -------
    DataFrame
        ``athlete_id``, ``weeks``, ``weekly_dose_au``, ``response_percent``: % running power
        on the day after so many standard weeks, net of fatigue.
    """
    sql = """
        SELECT athlete_id, weeks, weekly_dose_au, response_percent
        FROM synthetic_truth
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
        ORDER BY athlete_id, weeks, weekly_dose_au
    """
    return con.execute(sql, {"viewer": viewer}).df()


def _require_empty(con: duckdb.DuckDBPyConnection) -> None:
    known = people.athletes(con, OWNER)["is_synthetic"]
    if known.any():
        raise InputError(
            f"The demo is here already, with {len(known)} athletes. "
            "Remove it first (python -m data demo --remove)."
        )
    if len(known):
        raise InputError(
            f"This file holds {len(known)} real athletes, and the demo never shares a file with "
            "them. Load it into another file (--db)."
        )
