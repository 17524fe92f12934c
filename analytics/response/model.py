"""The response model: what one chooses before a fit."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analytics.errors import InputError
from analytics.response import logs, priors
from analytics.response.design import Convention
from analytics.response.evidence import RIVALS
from analytics.response.fit import ResponseFit
from analytics.response.fitting import Population
from analytics.response.logs import Log
from analytics.response.priors import Prior
from analytics.response.state import State, assemble


@dataclass(frozen=True, slots=True)
class ResponseModel:
    """What one chooses before a fit.

    Parameters
    ----------
    level : float
        Probability inside every interval, between 0 and 1.
    same_day : bool
        Whether the load of a day acts on that day's test, or from the next day on.
    prior : {"default", "sceptic", "optimist"} or Prior
        Which reading of the literature to start from: a column of ``priors.csv``, or
        values of one's own, made by :func:`analytics.response.priors.own`.
    history_before : {"unknown", "none"}
        What was done before the first day. ``unknown``: about what the first
        weeks show, and tests of the first 60 days are not used. ``none``: no plyometrics,
        so that unknown days before the first known one count as 0.
    swc_percent : float
        Smallest change in power that is worth having, in %.
    covariates : tuple of str
        Further columns of ``loads``, none negative, whose 42-day exposure may explain power.
    dose_unit_au : float
        AU per unit of ``plyo_dose_au``, for doses that come in another unit.
        Weekly doses of curves and summaries are always AU.

    Examples
    --------
    >>> ResponseModel(level=0.8).history_before
    'unknown'
    >>> from analytics.response import priors
    >>> ResponseModel(prior=priors.own("sceptic", gain_mean=0.0)).prior["gain_mean"]
    0.0
    """

    level: float = 0.90
    same_day: bool = False
    prior: Literal["default", "sceptic", "optimist"] | Prior = "default"
    history_before: Literal["unknown", "none"] = "unknown"
    swc_percent: float = 1.0
    covariates: tuple[str, ...] = ()
    dose_unit_au: float = 1.0

    def __post_init__(self) -> None:
        if not 0 < self.level < 1:
            raise InputError(f"level is a share between 0 and 1; got {self.level}.")
        priors.chosen(self.prior)
        if self.history_before not in ("unknown", "none"):
            raise InputError(f"history_before is unknown or none; got {self.history_before!r}.")
        if not 0 <= self.swc_percent < 100:
            raise InputError(f"swc_percent lies between 0 and 100; got {self.swc_percent}.")
        if not 0 < self.dose_unit_au < float("inf"):
            raise InputError(
                f"dose_unit_au is AU per unit of dose, positive; got {self.dose_unit_au}."
            )
        if not isinstance(self.covariates, tuple):
            raise InputError(f"covariates is a tuple of column names; got {self.covariates!r}.")
        if not all(isinstance(name, str) for name in self.covariates):
            raise InputError(f"covariates is a tuple of column names; got {self.covariates!r}.")
        taken = {"athlete_id", "date", *logs.CHANNELS, *RIVALS} & set(self.covariates)
        if taken or len(set(self.covariates)) < len(self.covariates):
            raise InputError(
                f"covariates are further columns, each once, and not named {', '.join(RIVALS)}; "
                f"got {self.covariates}."
            )

    def fit(
        self, loads: pd.DataFrame, tests: pd.DataFrame, client: object | None = None
    ) -> ResponseFit:
        """Learn from a cohort or from one athlete.

        Parameters
        ----------
        loads : DataFrame
            As :data:`analytics.frames.LOADS`, and the columns of ``covariates``.
            0 is rest, a missing value or row a day nobody knows.
        tests : DataFrame
            As :data:`analytics.frames.TESTS`: one kind of test and one power
            source. A missing standard error counts as 2 %.
        client : None
            Fits run on this machine; another value is refused until they can run elsewhere.

        Raises
        ------
        InputError
            If a table cannot be meant; the message says which row and what to do.
        """
        if client is not None:
            raise InputError(
                f"client is {type(client).__name__}: fits cannot run on a cluster yet. Leave it "
                "out to fit on this machine."
            )
        read = logs.read(loads, tests, self.covariates, self.dose_unit_au)
        return ResponseFit(self, self.state(read))

    def data_sha256(self, loads: pd.DataFrame, tests: pd.DataFrame) -> str:
        """Return the fingerprint a fit to these data would carry."""
        return logs.sha256(logs.read(loads, tests, self.covariates, self.dose_unit_au))

    def state(self, read: tuple[Log, ...], population: Population | None = None) -> State:
        """Return what a fit to these logs knows; estimate the population unless it is given."""
        prior = priors.chosen(self.prior)
        convention = Convention(
            same_day=self.same_day,
            from_zero=self.history_before == "none",
            unit_au=self.dose_unit_au,
            tau_run_d=prior["tau_run"],
            default_se_percent=prior["default_se"],
        )
        return assemble(prior, convention, read, population)
