"""A fit without a screen: one series of tests, fitted, judged and kept for the pages."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analytics.errors import InputError
from analytics.load.dose import MEASURES
from analytics.response import ResponseFit, ResponseModel
from data import OWNER, assembly, fits, power_tests, settings, store
from data.frames import plain_rows


@dataclass(frozen=True, slots=True)
class Choice:
    """Which series of tests is meant; what is None may be left to the only one there is.

    ``dose_measure`` says what sets are weighed by, as the setting where it is None.
    """

    kind: str | None = None
    source: str | None = None
    duration_s: float | None = None
    dose_measure: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A fit as it was saved.

    Attributes
    ----------
    fit_id : int
    series : dict
        ``kind``, ``power_source``, ``duration_s``.
    dose_measure : str
        What sets were weighed by.
    fit : ResponseFit
    seconds : float
        What it took, its evidence included.
    warnings : tuple of str
    """

    fit_id: int
    series: dict[str, Any]
    dose_measure: str
    fit: ResponseFit
    seconds: float
    warnings: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return everything as JSON can hold it."""
        fit, proof = self.fit, self.fit.proof
        answer = {
            "fit_id": self.fit_id,
            **self.series,
            "dose_measure": self.dose_measure,
            "n_athletes": len(fit.athlete_ids),
            "n_tests": fit.n_tests,
            "seconds": round(self.seconds, 3),
            "data_sha256": fit.data_sha256,
            "settings": fit.settings,
            "warnings": list(self.warnings),
            "summary": plain_rows(fit.summary()),
        }
        if proof is None:
            return answer
        tables = {
            "evidence": proof.athletes,
            "cohort": proof.cohort,
            "differences": proof.differences,
        }
        return answer | {name: plain_rows(table) for name, table in tables.items()}

    def sentences(self) -> list[str]:
        """Return what was done, for people."""
        said = [
            f"Fit {self.fit_id}: {len(self.fit.athlete_ids)} athletes, {self.fit.n_tests} tests, "
            f"{self.series['kind']} by {self.series['power_source']}, {self.seconds:.1f} s."
        ]
        if self.dose_measure != settings.DEFAULT_DOSE_MEASURE:
            label = MEASURES[self.dose_measure].label
            said.append(f"Dose of sets: {label}, in this fit and on the pages from now on.")
        proof = self.fit.proof
        if proof is not None:
            counted = proof.athletes["verdict"].value_counts()
            words = [f"{str(name).replace('_', ' ')} {n}" for name, n in counted.items()]
            cohort = proof.cohort["verdict"].iloc[0].replace("_", " ")
            said.append(f"Dose effect in the cohort: {cohort}. Athletes: {', '.join(words)}.")
        return said


def fit(
    path: Path, choice: Choice, model: ResponseModel, on_progress: Callable[[int, int], None] | None
) -> Fitted:
    """Fit one series of tests of a database and save it; without ``on_progress`` it is not judged.

    A measure of dose that is named becomes the setting: the pages then show the fit beside
    loads weighed alike.

    Raises
    ------
    InputError
        If there is no such database or series, or the data cannot be meant.
    """
    if not path.is_file():
        raise InputError(f"There is no database at {path}. Import something into it first.")
    with store.session(path) as con:
        series = power_tests.one_series(con, OWNER, choice.kind, choice.source, choice.duration_s)
        measure = choice.dose_measure or settings.dose_measure(con)
        loads, tests, warnings = assembly.response_inputs(
            con, OWNER, **series, dose_measure=measure
        )
    begun = time.perf_counter()
    fitted = model.fit(loads, tests)
    if on_progress is not None:
        fitted = fitted.assessed(on_progress)
    seconds = time.perf_counter() - begun
    with store.session(path) as con:
        if choice.dose_measure is not None:
            settings.put_dose_measure(con, measure)
        fit_id = fits.save(con, fitted, **series, seconds=seconds, dose_measure=measure)
    return Fitted(fit_id, series, measure, fitted, seconds, tuple(warnings))
