"""What a fit answers: responses, predictions, a summary, each with its interval."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.response import archive, curves, logs, priors, proofs, summaries, threads
from analytics.response.blocks import ordered_map
from analytics.response.evidence import Evidence
from analytics.response.evidence.assess import assess
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
        everyone = list(range(len(self.athlete_ids)))
        chosen = everyone if athlete_id is None else [self.state.position(athlete_id)]
        share = self._level(level)
        with threads.single():
            found = ordered_map(
                lambda i: curves.band(curves.athlete(self.state, i, loading), share), chosen
            )
        ids = [self.athlete_ids[i] for i in chosen]
        return pd.DataFrame(
            {
                "athlete_id": np.repeat(ids, len(weekly)),
                "weekly_dose_au": np.tile(weekly, len(ids)),
                **{
                    name: np.concatenate([getattr(b, name) for b in found])
                    for name in curves.Band._fields
                },
            }
        )

    def cohort_response(self, weekly_dose_au: npt.ArrayLike, weeks: int = 8) -> pd.DataFrame:
        """Return the mean response of the population, and that of an athlete not yet seen.

        With fewer than four athletes this is the literature's.

        Returns
        -------
        DataFrame
            ``weekly_dose_au``, ``mean``, ``lower``, ``upper`` of the population's
            mean, ``new_lower``, ``new_upper`` of a new athlete, in %.
        """
        weekly = curves.doses(weekly_dose_au)
        loading = curves.contrast(self.state, weekly, weeks)
        with threads.single():
            mean = curves.band(curves.average(self.state, loading), self.model.level)
            new = curves.band(curves.newcomer(self.state, loading), self.model.level)
        return pd.DataFrame(
            {
                "weekly_dose_au": weekly,
                **mean._asdict(),
                "new_lower": new.lower,
                "new_upper": new.upper,
            }
        )

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
            %, its interval, and how much of it is the athlete's own (0 to 1).
        """
        with threads.single():
            return summaries.summary(self.state, self.model.level, athlete_id)

    def tests(self) -> pd.DataFrame:
        """Return the tests given, and in ``is_used`` whether the training before each is known."""
        return summaries.tests(self.state)

    def draws(
        self, athlete_id: str, weekly_dose_au: npt.ArrayLike, n: int, seed: int, weeks: int = 8
    ) -> Vector:
        """Draw response curves of one athlete, shape (n, n_doses), in %."""
        loading = curves.contrast(self.state, curves.doses(weekly_dose_au), weeks)
        with threads.single():
            return curves.draws(self.state, self.state.position(athlete_id), loading, n, seed)

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

        Read off :attr:`proof`; computed on the spot, in seconds, if the fit was not assessed.

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

    def _level(self, level: float | None) -> float:
        if level is None:
            return self.model.level
        if not 0 < level < 1:
            raise InputError(f"level is a share between 0 and 1; got {level}.")
        return level
