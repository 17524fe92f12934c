"""A small fit, and what its evidence is made from."""

from dataclasses import dataclass

import pytest

from analytics.response import ResponseFit, ResponseModel
from analytics.response.evidence import athlete
from tests.analytics.response import cohort


@dataclass(frozen=True)
class Case:
    made: cohort.Made
    fit: ResponseFit
    models: athlete.Models

    @property
    def state(self):
        return self.fit.state


@pytest.fixture(scope="session")
def case():
    made = cohort.make(athletes=6, days=200, tests=14, drift=1.0, seed=5)
    fit = ResponseModel(history_before="none").fit(made.loads, made.tests)
    return Case(made, fit, athlete.models(fit.state))
