"""What a fit answers: responses, predictions, a summary, each with its interval."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.response import (
    answers,
    archive,
    curves,
    influence,
    logs,
    next_tests,
    parameters,
    priors,
    proofs,
    residuals,
    shrinkage,
    summaries,
    threads,
)
from analytics.response.evidence import Evidence
from analytics.response.prediction import predict
from analytics.response.state import State, updated

if TYPE_CHECKING:
    from analytics.response.model import ResponseModel

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class ResponseFit:
    """What the data say. Made by :meth:`ResponseModel.fit` or :meth:`load`.

    Attributes
    ----------
    model : ResponseModel
        The settings it was made with.
    state : State
        Data, population and posterior; not part of the interface.
    proof : Evidence or None
        Verdicts with every number behind them, if the fit was assessed.
    """

    model: "ResponseModel"
    state: State
    proof: Evidence | None = None

    @property
    def athlete_ids(self) -> tuple[str, ...]:
        """Ids in order."""
        return self.state.athlete_ids

    @property
    def n_tests(self) -> int:
        """Power tests given, used or not."""
        return sum(len(log.test_day) for log in self.state.logs)

    @property
    def settings(self) -> dict[str, Any]:
        """The settings of the model, as JSON has them."""
        model = self.model
        chosen = {field.name: getattr(model, field.name) for field in fields(model)}
        return chosen | {
            "prior": priors.as_json(model.prior),
            "covariates": list(model.covariates),
        }

    @property
    def data_sha256(self) -> str:
        """Fingerprint of the data, equal for equal data."""
        return logs.sha256(self.state.logs)

    def response(
        self,
        weekly_dose_au: npt.ArrayLike,
        weeks: int = 8,
        reference_dose_au: float = 0.0,
        athlete_id: str | None = None,
        level: float | None = None,
    ) -> pd.DataFrame:
        """Return how power changes after standard weeks, net of fatigue.

        Parameters
        ----------
        weekly_dose_au : array_like of float, shape (n,)
            Doses in AU a week, each split over two equal sessions.
        weeks : int
            Weeks of it, from no plyometrics; power is that of the day after.
        reference_dose_au : float
            The dose to compare with, over the same weeks.
        athlete_id : str, optional
            One athlete; by default all.
        level : float, optional
            Probability inside the interval; by default the model's.

        Returns
        -------
        DataFrame
            ``athlete_id``, ``weekly_dose_au``, ``mean``, ``lower``, ``upper`` in %.
        """
        weekly = curves.doses(weekly_dose_au)
        loading = curves.contrast(self.state, weekly, weeks, reference_dose_au)
        with threads.single():
            return answers.response(
                self.state, self._chosen(athlete_id), weekly, loading, self._level(level)
            )

    def gain_probability(
        self,
        weekly_dose_au: npt.ArrayLike,
        athlete_id: str | None = None,
        weeks: int = 8,
        above_percent: float | None = None,
        reference_dose_au: float = 0.0,
    ) -> pd.DataFrame:
        """Return how probable it is that power changes by more than so many percent.

        Parameters
        ----------
        above_percent : float, optional
            In %; by default ``swc_percent``, the smallest change worth having.

        Returns
        -------
        DataFrame
            ``athlete_id``, ``weekly_dose_au``, ``probability`` (0 to 1): of the change that
            :meth:`response` speaks of, from its distribution function.
        """
        weekly = curves.doses(weekly_dose_au)
        loading = curves.contrast(self.state, weekly, weeks, reference_dose_au)
        above = self.model.swc_percent if above_percent is None else above_percent
        with threads.single():
            return answers.gain_probability(
                self.state, self._chosen(athlete_id), weekly, loading, above
            )

    def cohort_response(
        self, weekly_dose_au: npt.ArrayLike, weeks: int = 8, reference_dose_au: float = 0.0
    ) -> pd.DataFrame:
        """Return the mean response of the population, and that of an athlete not yet seen.

        With fewer than four athletes this is the literature's.

        Returns
        -------
        DataFrame
            ``weekly_dose_au``, ``mean``, ``lower``, ``upper`` of the population's
            mean, ``new_lower``, ``new_upper`` of a new athlete, in %.
        """
        weekly = curves.doses(weekly_dose_au)
        loading = curves.contrast(self.state, weekly, weeks, reference_dose_au)
        with threads.single():
            return answers.cohort_response(self.state, weekly, loading, self.model.level)

    def predict(self, loads: pd.DataFrame) -> pd.DataFrame:
        """Predict power on each day of any loads, past or planned.

        Loads that begin after the fitted ones are taken to follow them: what is
        known of the days before counts. Days nobody knows the training of have no
        answer, nor have the 60 days after more than 14 of them: what went before is unknown.

        Returns
        -------
        DataFrame
            ``athlete_id``, ``date``, ``mean``, ``lower``, ``upper`` (of the
            athlete's power), ``test_lower``, ``test_upper`` (of a single test), in W/kg.
        """
        given = logs.read_loads(loads, self.model.covariates, self.model.dose_unit_au)
        frames = []
        for log in given:
            found = predict(self.state, self.state.position(log.athlete_id), log, self.model.level)
            days = pd.Timestamp(0) + pd.to_timedelta(
                log.first_day + np.arange(log.n_days), unit="D"
            )
            frames.append(
                pd.DataFrame({"athlete_id": log.athlete_id, "date": days, **asdict(found)})
            )
        return pd.concat(frames, ignore_index=True)

    def summary(self, athlete_id: str | None = None) -> pd.DataFrame:
        """Return one row per athlete: what went in, and the response to 100 AU a week.

        Parameters
        ----------
        athlete_id : str, optional
            One athlete; by default all.

        Returns
        -------
        DataFrame
            ``athlete_id``, ``n_tests``, ``n_tests_used``, ``first_date``, ``last_date``,
            ``n_days``; of these ``n_unknown_days``, ``n_filled_days`` (with the mean of the
            weeks before) and ``n_days_before_log`` (taken as without plyometrics, under
            ``history_before="none"``); the convention; doses in AU a week; the response in
            %, its interval, ``p_gain`` (probability that it is above ``swc_percent``) and how
            much of it is the athlete's own (0 to 1). Of the evidence the fit carries
            ``skill_no_dose`` and ``skill_no_fatigue`` (1 less the squared error of forecasts
            over that of the model without dose, without fatigue) and the ``verdict``; missing
            and ``not_assessed`` where there is none.
        """
        model = self.model
        with threads.single():
            return summaries.summary(
                self.state, model.level, model.swc_percent, self.proof, athlete_id
            )

    def tests(self) -> pd.DataFrame:
        """Return the tests given, and in ``is_used`` whether the training before each is known."""
        return summaries.tests(self.state)

    def draws(
        self,
        athlete_id: str,
        weekly_dose_au: npt.ArrayLike,
        n: int,
        seed: int,
        weeks: int = 8,
        reference_dose_au: float = 0.0,
    ) -> Vector:
        """Draw response curves of one athlete, shape (n, n_doses), in %."""
        weekly = curves.doses(weekly_dose_au)
        loading = curves.contrast(self.state, weekly, weeks, reference_dose_au)
        with threads.single():
            return curves.draws(self.state, self.state.position(athlete_id), loading, n, seed)

    def parameters(self, athlete_id: str | None = None) -> pd.DataFrame:
        """Return the weights of each nonlinear parameter's values beside their prior.

        As :func:`analytics.response.parameters.parameters`; of all athletes by default.
        """
        position = None if athlete_id is None else self.state.position(athlete_id)
        return parameters.parameters(self.state, position)

    def shrinkage(self, weekly_dose_au: float = 100.0, weeks: int = 8) -> pd.DataFrame:
        """Return each athlete's own estimate beside the pooled one.

        As :func:`analytics.response.shrinkage.shrinkage`.
        """
        with threads.single():
            return shrinkage.shrinkage(self.state, weekly_dose_au, weeks, self.model.level)

    def residuals(self, athlete_id: str | None = None) -> pd.DataFrame:
        """Return what is left of each test used; of all athletes by default.

        As :func:`analytics.response.residuals.residuals`.
        """
        with threads.single():
            found = [residuals.residuals(self.state, i) for i in self._chosen(athlete_id)]
        return pd.concat(found, ignore_index=True)

    def influence(
        self, athlete_id: str, weekly_dose_au: float = 100.0, weeks: int = 8
    ) -> pd.DataFrame:
        """Return an athlete's response without each of its test days, the population held.

        As :func:`analytics.response.influence.influence`.
        """
        position = self.state.position(athlete_id)
        with threads.single():
            return influence.influence(
                self.state, position, weekly_dose_au, weeks, self.model.level
            )

    def next_tests(
        self,
        athlete_id: str,
        weekly_dose_au: float = 100.0,
        weeks: int = 8,
        n: Sequence[int] = (1, 2, 4, 8),
        every_d: int = 14,
    ) -> pd.DataFrame:
        """Return the expected width of an athlete's interval after further tests.

        As :func:`analytics.response.next_tests.next_tests`.
        """
        loading = curves.contrast(self.state, np.array([curves.one_dose(weekly_dose_au)]), weeks)
        position, level = self.state.position(athlete_id), self.model.level
        with threads.single():
            return next_tests.next_tests(self.state, position, loading, level, n, every_d)

    def updated(self, athlete_id: str, loads: pd.DataFrame, tests: pd.DataFrame) -> Self:
        """Return the fit with the data of one athlete as they are now, population held.

        Parameters
        ----------
        athlete_id : str
            Who; an athlete the fit does not know is added.
        loads, tests : DataFrame
            As in :meth:`ResponseModel.fit`: the whole history, of that athlete alone.

        Raises
        ------
        InputError
            If a row is of someone else, or cannot be meant.
        """
        model = self.model
        log = logs.read_one(athlete_id, loads, tests, model.covariates, model.dose_unit_au)
        proof = None if self.proof is None else proofs.without(self.proof, athlete_id)
        return replace(self, state=updated(self.state, log), proof=proof)

    def evidence(self) -> pd.DataFrame:
        """Return one verdict per athlete, with the numbers behind it.

        Read off :attr:`proof`. If the fit was not assessed it is computed on the spot, every
        time anew, in seconds: call :meth:`assessed` once and keep what it returns.

        Returns
        -------
        DataFrame
            As ``athletes`` of :class:`analytics.response.evidence.Evidence`.
        """
        proof = self.assessed().proof
        return pd.DataFrame() if proof is None else proof.athletes.copy()

    def assessed(self, on_progress: Callable[[int, int], None] | None = None) -> Self:
        """Return the fit with its evidence; athletes that were judged before are kept as they are.

        Parameters
        ----------
        on_progress : callable, optional
            Told how many athletes are done, of how many. What it raises ends the assessment.
        """
        if self.proof is not None and len(self.proof.athletes) == len(self.athlete_ids):
            return self
        # Here, because it is slow to import and whoever reads a saved fit never needs it.
        from analytics.response.evidence.assess import assess

        model = self.model
        proof = assess(self.state, model.level, model.covariates, on_progress, self.proof)
        return replace(self, proof=proof)

    def dumps(self) -> bytes:
        """Return the fit as bytes: data, settings, population and evidence, no pickle."""
        made_from = archive.Content(
            self.settings, self.state.logs, self.state.population, self.proof
        )
        return archive.pack(made_from)

    @classmethod
    def loads(cls, content: bytes) -> Self:
        """Return the fit whose bytes these are.

        Raises
        ------
        InputError
            If they are not, were damaged, or are of another version or other priors.
        """
        # Here, because the model makes fits and so imports this module.
        from analytics.response.model import ResponseModel

        settings, read, population, proof = archive.unpack(content)
        model = ResponseModel(
            **settings
            | {
                "prior": priors.from_json(settings["prior"]),
                "covariates": tuple(settings["covariates"]),
            }
        )
        return cls(model, model.state(read, population), proof)

    def save(self, path: str | Path) -> None:
        """Write the fit to a file."""
        Path(path).write_bytes(self.dumps())

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a fit from a file."""
        return cls.loads(Path(path).read_bytes())

    def _chosen(self, athlete_id: str | None) -> list[int]:
        if athlete_id is None:
            return list(range(len(self.athlete_ids)))
        return [self.state.position(athlete_id)]

    def _level(self, level: float | None) -> float:
        if level is None:
            return self.model.level
        if not 0 < level < 1:
            raise InputError(f"level is a share between 0 and 1; got {level}.")
        return level
