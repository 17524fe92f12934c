"""A fit from data to answers."""

import pandas as pd
import pytest

from analytics.response import ResponseFit, ResponseModel
from tests.analytics.response import cohort

DOSES = [0.0, 100.0, 220.0]


@pytest.fixture(scope="module")
def made():
    return cohort.make(athletes=5, tests=20, seed=3)


@pytest.fixture(scope="module")
def fit(made):
    return ResponseModel().fit(made.loads, made.tests)


def test_response_has_one_row_per_athlete_and_dose(fit):
    curve = fit.response(DOSES)

    assert list(curve.columns) == ["athlete_id", "weekly_dose_au", "mean", "lower", "upper"]
    assert len(curve) == 5 * len(DOSES)
    assert curve["athlete_id"].unique().tolist() == list(fit.athlete_ids)


def test_no_dose_changes_nothing(fit):
    rest = fit.response([0.0])

    assert (rest[["mean", "lower", "upper"]] == 0.0).all(axis=None)


def test_saved_fit_answers_exactly_the_same(fit, tmp_path):
    fit.save(tmp_path / "fit.npz")
    again = ResponseFit.load(tmp_path / "fit.npz")

    pd.testing.assert_frame_equal(again.response(DOSES), fit.response(DOSES), check_exact=True)
    pd.testing.assert_frame_equal(again.summary(), fit.summary(), check_exact=True)
    assert again.data_sha256 == fit.data_sha256
    assert again.model == fit.model
    assert again.dumps() == fit.dumps()
