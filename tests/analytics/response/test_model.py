"""A fit from data to answers."""

import hashlib
import io
import json

import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.response import ResponseFit, ResponseModel, curves, priors
from tests.analytics.response import cohort

DOSES = [0.0, 100.0, 220.0]
NUMBERS = ["mean", "lower", "upper"]


@pytest.fixture(scope="module")
def made():
    return cohort.make(athletes=5, tests=20, seed=3)


@pytest.fixture(scope="module")
def fit(made):
    return ResponseModel().fit(made.loads, made.tests)


def alone(made, name="runner-000"):
    return [frame[frame["athlete_id"] == name] for frame in (made.loads, made.tests)]


def test_response_has_one_row_per_athlete_and_dose(fit):
    curve = fit.response(DOSES)

    assert list(curve.columns) == ["athlete_id", "weekly_dose_au", *NUMBERS]
    assert curve["athlete_id"].tolist() == np.repeat(fit.athlete_ids, len(DOSES)).tolist()
    assert curve["weekly_dose_au"].tolist() == DOSES * 5


def test_no_dose_changes_nothing(fit):
    assert (fit.response([0.0])[NUMBERS] == 0.0).all(axis=None)
    assert (fit.cohort_response([0.0]).drop(columns="weekly_dose_au") == 0.0).all(axis=None)


def test_a_dose_does_not_differ_from_itself(fit):
    same = fit.response([150.0], reference_dose_au=150.0)

    assert (same[NUMBERS] == 0.0).all(axis=None)


def test_one_athlete_of_a_fit_is_that_row_of_all(fit):
    one = fit.response(DOSES, athlete_id="runner-003")

    whole = fit.response(DOSES).query("athlete_id == 'runner-003'").reset_index(drop=True)
    pd.testing.assert_frame_equal(one, whole)


def test_a_higher_level_is_a_wider_interval(fit):
    narrow, wide = fit.response([200.0], level=0.5), fit.response([200.0], level=0.99)

    assert (wide["lower"] < narrow["lower"]).all()
    assert (wide["upper"] > narrow["upper"]).all()


def test_draws_have_the_mean_and_the_interval_of_the_response(fit):
    drawn = fit.draws("runner-001", DOSES, n=20_000, seed=2)
    curve = fit.response(DOSES, athlete_id="runner-001")

    np.testing.assert_allclose(drawn.mean(axis=0), curve["mean"], atol=0.04)
    bounds = np.quantile(drawn, [0.05, 0.95], axis=0)
    np.testing.assert_allclose(bounds, curve[["lower", "upper"]].T, atol=0.08)
    np.testing.assert_array_equal(drawn, fit.draws("runner-001", DOSES, n=20_000, seed=2))


def test_a_new_athlete_is_less_certain_than_the_mean_of_the_population(fit):
    curve = fit.cohort_response([50.0, 150.0, 300.0])

    assert (curve["new_lower"] < curve["lower"]).all()
    assert (curve["new_upper"] > curve["upper"]).all()
    assert curve["mean"].between(curve["lower"], curve["upper"]).all()


def test_saved_fit_answers_exactly_the_same(fit, made, tmp_path):
    fit.save(tmp_path / "fit.npz")
    again = ResponseFit.load(tmp_path / "fit.npz")

    assert again.model == fit.model
    assert again.data_sha256 == fit.data_sha256
    assert again.dumps() == fit.dumps()
    for ask in (
        lambda f: f.response(DOSES),
        lambda f: f.summary(),
        lambda f: f.cohort_response(DOSES),
        lambda f: f.predict(made.loads.head(365)),
    ):
        pd.testing.assert_frame_equal(ask(again), ask(fit), check_exact=True)


def test_what_is_no_saved_fit_is_refused(fit):
    content = fit.dumps()
    damaged = [content[:i] + bytes([content[i] ^ 1]) + content[i + 1 :] for i in (60, 300, -9)]
    for other in (b"", b"no fit", content[:1000], content[:30], *damaged):
        with pytest.raises(InputError, match=r"This is no saved fit .* Fit again"):
            ResponseFit.loads(other)


@pytest.mark.parametrize("number", [1, 2])
def test_a_fit_of_an_earlier_format_is_refused(number):
    file = io.BytesIO()
    about = json.dumps({"format": number}).encode()
    np.savez_compressed(file, about=np.frombuffer(about, dtype=np.uint8))
    content = file.getvalue()
    if number > 1:
        content = b"plyopower response fit\n" + hashlib.sha256(content).digest() + content

    message = rf"saved in format {number}; this version reads 3\. Fit again"
    with pytest.raises(InputError, match=message):
        ResponseFit.loads(content)


def test_a_population_of_other_priors_is_refused(fit, monkeypatch):
    content = fit.dumps()
    monkeypatch.setattr(priors.Prior, "sha256", "of a table that was edited since")

    with pytest.raises(InputError, match=r"other default priors than today's\. Fit again"):
        ResponseFit.loads(content)


def test_the_summary_of_one_athlete_is_that_row_of_all(fit):
    one = fit.summary("runner-003")

    whole = fit.summary().query("athlete_id == 'runner-003'").reset_index(drop=True)
    pd.testing.assert_frame_equal(one, whole)


def test_a_baseline_test_before_the_first_session_counts_where_nothing_was_done_before(made):
    loads, tests = alone(made)
    later = loads.assign(plyo_dose_au=loads["plyo_dose_au"].mask(np.arange(len(loads)) < 7))
    noted = loads.assign(plyo_dose_au=loads["plyo_dose_au"].where(np.arange(len(loads)) >= 7, 0))

    silent, said = (
        ResponseModel(history_before="none").fit(some, tests) for some in (later, noted)
    )

    row = silent.summary().iloc[0]
    assert (row["n_tests_used"], row["n_unknown_days"], row["n_days_before_log"]) == (20, 0, 7)
    assert said.summary()["n_days_before_log"].tolist() == [0]
    pd.testing.assert_frame_equal(silent.response(DOSES), said.response(DOSES))
    unknown = ResponseModel().fit(later, tests).summary().iloc[0]
    assert (unknown["n_unknown_days"], unknown["n_days_before_log"]) == (7, 0)


def test_the_last_days_of_a_sparse_log_are_not_its_usual_dose(made):
    loads, tests = alone(made)
    some = np.arange(len(loads)) % 20 == 4
    sparse = loads.assign(plyo_dose_au=np.where(some, 100.0, np.nan))

    row = ResponseModel().fit(sparse, tests).summary().iloc[0]

    assert np.isnan(row["usual_weekly_dose_au"])
    assert row["n_tests_used"] == 0


def test_components_left_out_change_no_answer(fit, monkeypatch):
    quick = fit.response(DOSES)
    monkeypatch.setattr(curves, "LEFT_OUT", 0.0)

    pd.testing.assert_frame_equal(quick, fit.response(DOSES), atol=1e-4)


def test_fits_run_on_this_machine_only(made):
    loads, tests = alone(made)

    assert ResponseModel().fit(loads, tests, client=None).n_tests == 20
    with pytest.raises(InputError, match="client is str: fits cannot run on a cluster yet"):
        ResponseModel().fit(loads, tests, client="tcp://localhost:8786")


def test_the_order_of_rows_and_athletes_changes_nothing(fit, made):
    mixed = [frame.sample(frac=1, random_state=1) for frame in (made.loads, made.tests)]
    other = ResponseModel().fit(*mixed)

    assert other.data_sha256 == fit.data_sha256
    pd.testing.assert_frame_equal(other.response(DOSES), fit.response(DOSES), check_exact=True)


@pytest.mark.parametrize("factor", [0.8, 1.25])
def test_another_scale_of_power_changes_no_response(fit, made, factor):
    columns = ["power_w_kg", "se_w_kg"]
    scaled = made.tests.assign(**{name: made.tests[name] * factor for name in columns})
    other = ResponseModel().fit(made.loads, scaled)

    pd.testing.assert_frame_equal(other.response(DOSES), fit.response(DOSES), rtol=1e-6)


def test_another_unit_of_dose_changes_nothing(fit, made):
    scaled = made.loads.assign(plyo_dose_au=made.loads["plyo_dose_au"] * 40)
    other = ResponseModel(dose_unit_au=1 / 40).fit(scaled, made.tests)

    pd.testing.assert_frame_equal(other.response(DOSES), fit.response(DOSES), rtol=1e-6)
    pd.testing.assert_frame_equal(
        other.predict(scaled.head(365)), fit.predict(made.loads.head(365)), rtol=1e-6
    )


def test_another_unit_of_run_load_changes_nothing(fit, made):
    scaled = made.loads.assign(run_load_au=made.loads["run_load_au"] * 10)

    other = ResponseModel().fit(scaled, made.tests)

    pd.testing.assert_frame_equal(other.response(DOSES), fit.response(DOSES), rtol=1e-6)


def test_summary_says_what_was_used_and_under_which_convention(made):
    model = ResponseModel(same_day=True)
    loads, tests = alone(made)
    row = model.fit(loads, tests).summary().iloc[0]
    weekly = 7 * loads["plyo_dose_au"].rolling(28).mean()

    late = (tests["date"] - loads["date"].min()).dt.days >= 60
    assert (row["n_tests"], row["n_tests_used"]) == (20, late.sum())
    assert (row["history_before"], row["same_day"]) == ("unknown", True)
    assert row["usual_weekly_dose_au"] == pytest.approx(weekly.iloc[-1])
    assert row["largest_weekly_dose_au"] == pytest.approx(weekly.max())
    assert 0 < row["own_share"] < 1


def test_a_missing_standard_error_counts_as_two_percent(made):
    loads, tests = alone(made)
    ours = ResponseModel().fit(loads, tests.assign(se_w_kg=np.nan))
    theirs = ResponseModel().fit(loads, tests.assign(se_w_kg=0.02 * tests["power_w_kg"]))

    pd.testing.assert_frame_equal(ours.response(DOSES), theirs.response(DOSES), rtol=1e-9)


def test_a_covariate_can_explain_power(made):
    loads, tests = alone(made)
    heat = np.where(np.arange(len(loads)) < 180, 1.0, 3.0)
    share = pd.Series(heat, index=loads["date"]).ewm(alpha=1 - np.exp(-1 / 42)).mean()
    hot = tests["power_w_kg"] * np.exp(-0.04 * share.loc[tests["date"]].to_numpy())
    tests = tests.assign(power_w_kg=hot)
    loads = loads.assign(heat=heat)

    blind, sees = (ResponseModel(covariates=c).fit(loads, tests) for c in ((), ("heat",)))

    own = sees.state.posteriors[0]
    effect = np.sum(own.weight * own.mean[3])
    assert effect < -0.5
    assert ResponseFit.loads(sees.dumps()).model == sees.model
    assert blind.data_sha256 != sees.data_sha256


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"level": 1.0}, "level is a share between 0 and 1; got 1.0"),
        ({"level": float("nan")}, "level is a share"),
        ({"covariates": ("calendar",)}, "not named nothing, calendar, run load"),
        ({"covariates": (1,)}, "column names"),
        ({"prior": "hope"}, "prior is one of default, sceptic, optimist"),
        ({"history_before": "zero"}, "history_before is unknown or none; got 'zero'"),
        ({"swc_percent": -1.0}, "swc_percent lies between 0 and 100"),
        ({"dose_unit_au": 0.0}, "dose_unit_au is AU per unit of dose, positive"),
        ({"covariates": "heat"}, "covariates is a tuple"),
        ({"covariates": ("date",)}, "covariates are further columns"),
    ],
)
def test_settings_are_checked_when_they_are_made(settings, message):
    with pytest.raises(InputError, match=message):
        ResponseModel(**settings)


@pytest.mark.parametrize("doses", [[-1.0], [np.nan], [np.inf], [[1.0]]])
def test_a_weekly_dose_that_cannot_be_meant_is_refused(fit, doses):
    with pytest.raises(InputError, match="weekly_dose_au is a list of doses"):
        fit.response(doses)
