"""The priors are data, and they say what science F says."""

import json

import numpy as np
import pytest

from analytics.errors import InputError
from analytics.response import ResponseFit, ResponseModel, grid, noise, priors
from tests.analytics.response import cohort


@pytest.mark.parametrize(
    ("name", "mean", "sd"), [("default", 2.0, 1.0), ("sceptic", 0.5, 1.5), ("optimist", 3.5, 2.0)]
)
def test_population_mean_of_the_gain_is_that_of_science_f(name, mean, sd):
    prior = priors.read(name)

    assert prior.mean(0)[0] == mean
    assert prior.mean_covariance(0)[0, 0] == sd**2
    assert prior.spread(0)[0, 0] == 1.5**2


def test_run_load_and_covariates_have_0_and_1_in_all():
    prior = priors.read("default")
    total = prior.mean_covariance(2) + prior.spread(2)

    assert prior.mean(2)[2:].tolist() == [0.0, 0.0, 0.0]
    np.testing.assert_allclose(np.diag(total)[2:], 1.0)


def test_every_row_of_the_file_has_meaning_unit_grade_and_source():
    for row in priors.table():
        assert all(row[column] for column in ("meaning", "unit", "grade", "source")), row


def test_an_unknown_prior_is_refused():
    with pytest.raises(InputError, match="default, sceptic, optimist; got 'hope'"):
        priors.read("hope")


def test_grid_weights_are_those_of_the_lognormal_priors():
    nodes = grid.build(priors.read("default"), same_day=False)
    log_tau, weight = np.log(nodes.tau_gain_d), nodes.weights[0]

    assert np.exp(log_tau @ weight) == pytest.approx(35.0)
    spread = np.exp(np.sqrt((log_tau - np.log(35.0)) ** 2 @ weight))
    assert spread == pytest.approx(1.5, rel=0.03)
    assert nodes.node_weights().sum() == pytest.approx(1.0)


def test_every_node_gives_the_same_response_to_the_reference_weeks():
    nodes = grid.build(priors.read("default"), same_day=False)

    gain, recent = nodes.standard(np.array([220.0]), 8)

    np.testing.assert_allclose(gain, 1.0)
    np.testing.assert_allclose(recent[0], nodes.recent_scale)


def test_noise_settings_hold_the_drift_of_the_specification_once_each():
    found = noise.settings(priors.read("default"))

    drift = {(one.drift_sd, one.drift_tau_d) for one, _ in found}
    assert drift == {(0, 30), *((sd, tau) for sd in (0.5, 1, 2) for tau in (30, 90))}
    assert sum(weight for _, weight in found) == pytest.approx(1.0)


def test_replicates_of_one_day_share_the_day_and_the_drift():
    one = noise.Noise(drift_sd=1.0, drift_tau_d=30.0, day_sd=0.5)

    covariance = one.covariance(np.array([3, 3, 33]), np.array([2.0, 1.0, 2.0]))

    expected = [
        [5.25, 1.25, np.exp(-1)],
        [1.25, 2.25, np.exp(-1)],
        [np.exp(-1), np.exp(-1), 5.25],
    ]
    np.testing.assert_allclose(covariance, expected)


def test_own_values_take_the_place_of_those_of_the_base():
    prior = priors.own("sceptic", gain_mean=1.0, drift_sd=(0.0, 3.0), gamma=[1.0], gamma_weight=1)

    assert prior["gain_mean"] == 1.0
    assert prior.many("drift_sd").tolist() == [0.0, 3.0]
    assert prior["gain_mean_sd"] == priors.read("sceptic")["gain_mean_sd"]
    assert str(prior) == "sceptic but for drift_sd 0; 3, gain_mean 1, gamma 1, gamma_weight 1"


def test_priors_of_equal_values_are_equal_and_can_be_keys():
    one, other = (priors.own("default", gain_mean=m, d50_gsd=2.0) for m in (1, 1.0))

    assert one == other
    assert len({one, other, priors.own("default", gain_mean=2.5)}) == 2
    assert one.sha256 == other.sha256 != priors.read("default").sha256


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"gain_maen": 1.0}, "no parameter 'gain_maen'; gain_mean is near"),
        ({"gain_mean": "much"}, "gain_mean holds what is no number: 'much'"),
        ({"gain_mean": float("nan")}, "gain_mean is made of finite numbers"),
        ({"gain_mean": (1.0, 2.0)}, "gain_mean is one number; got 2"),
        ({"gain_mean_sd": 0.0}, "gain_mean_sd is positive; got 0"),
        ({"run_athlete_sd": -1.0}, "run_athlete_sd is positive; got -1"),
        ({"d50_gsd": 1.0}, "d50_gsd is a geometric standard deviation, above 1"),
        ({"gamma_weight": (0.5, 0.3, 0.1)}, "gamma_weight sums to 1; got 0.5; 0.3; 0.1"),
        ({"gamma": (1.0, 2.0)}, "gamma_weight has a weight for each of the 2 values of gamma"),
        ({"drift_sd": (1.0, 0.0)}, "drift_sd lists its values in rising order"),
        ({"drift_sd": (-1.0, 0.0)}, "drift_sd is not negative"),
        ({"drift_sd": ()}, "drift_sd is made of finite numbers, one at least"),
        ({"day_sd": 1.0}, "day_sd has two values or more"),
        ({"gamma": (1.0, 50.0), "gamma_weight": (0.5, 0.5)}, "gamma lies in 0.2 to 10"),
        ({"reference_dose_au": 1e-9}, "reference_dose_au is 1 AU a week or more"),
        ({"reference_weeks": 7.5}, "reference_weeks is a whole number of weeks"),
    ],
)
def test_own_values_that_cannot_be_meant_are_refused(changed, message):
    with pytest.raises(InputError, match=message):
        priors.own("default", **changed)


def test_a_base_that_is_not_known_is_refused():
    with pytest.raises(InputError, match="got 'hope'"):
        priors.own("hope", gain_mean=1.0)


def test_a_fit_starts_from_ones_own_values_and_keeps_them():
    made = cohort.make(athletes=1, tests=12, seed=2)
    mine = priors.own("default", gain_mean=6.0, gain_mean_sd=0.1, gain_athlete_sd=0.1)

    fit = ResponseModel(prior=mine).fit(made.loads, made.tests)

    assert fit.response([220.0])["mean"][0] == pytest.approx(6.2, abs=0.2)
    changed = {"gain_athlete_sd": [0.1], "gain_mean": [6.0], "gain_mean_sd": [0.1]}
    kept = json.loads(json.dumps(fit.settings))["prior"]
    assert kept == {"base": "default", "changed": changed}
    again = ResponseFit.loads(fit.dumps())
    assert again.model == fit.model
    assert again.response([220.0]).equals(fit.response([220.0]))


def test_a_fit_with_the_values_of_a_name_is_the_fit_of_that_name():
    made = cohort.make(athletes=1, tests=12, seed=2)

    by_name, own = (
        ResponseModel(prior=prior).fit(made.loads, made.tests)
        for prior in ("sceptic", priors.own("default", gain_mean=0.5, gain_mean_sd=1.5))
    )

    assert own.response([220.0]).equals(by_name.response([220.0]))
