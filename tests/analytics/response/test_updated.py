"""One athlete's new data, the population held."""

import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.response import ResponseModel
from analytics.response.evidence import Evidence
from tests.analytics.response import cohort

DOSES = [50.0, 150.0, 300.0]


@pytest.fixture(scope="module")
def made():
    return cohort.make(athletes=6, tests=20, seed=3)


@pytest.fixture(scope="module")
def fit(made):
    return ResponseModel().fit(made.loads, made.tests)


def of(made, athlete_id):
    return [frame[frame["athlete_id"] == athlete_id] for frame in (made.loads, made.tests)]


def test_the_same_data_give_the_same_answers(fit, made):
    same = fit.updated("runner-002", *of(made, "runner-002"))

    assert same.data_sha256 == fit.data_sha256
    assert same.model == fit.model
    for ask in (
        lambda f: f.response(DOSES),
        lambda f: f.summary(),
        lambda f: f.predict(made.loads.head(365 * 3)),
    ):
        pd.testing.assert_frame_equal(ask(same), ask(fit), rtol=1e-12, atol=1e-12)


def test_a_new_test_moves_that_athlete_alone(fit, made):
    loads, tests = of(made, "runner-002")
    more = pd.concat([tests, tests.tail(1).assign(power_w_kg=tests["power_w_kg"].max() * 1.05)])

    later = fit.updated("runner-002", loads, more)

    before, after = (f.response(DOSES).set_index("athlete_id") for f in (fit, later))
    pd.testing.assert_frame_equal(
        before.drop("runner-002"), after.drop("runner-002"), check_exact=True
    )
    assert (before.loc["runner-002", "mean"] != after.loc["runner-002", "mean"]).all()
    assert later.n_tests == fit.n_tests + 1
    assert later.data_sha256 != fit.data_sha256


def test_it_is_the_model_under_the_same_population(fit, made):
    loads, tests = of(made, "runner-004")
    fewer = tests.head(12)
    rest = made.tests[made.tests["athlete_id"] != "runner-004"]

    quick = fit.updated("runner-004", loads, fewer)

    whole = ResponseModel().fit(made.loads, pd.concat([rest, fewer]))
    held = whole.model.state(whole.state.logs, fit.state.population)
    for ours, theirs in zip(quick.state.posteriors, held.posteriors, strict=True):
        np.testing.assert_allclose(ours.mean, theirs.mean, rtol=1e-9, atol=1e-10)
    assert quick.data_sha256 == whole.data_sha256


@pytest.mark.parametrize(
    ("name", "place"), [("aaa", 0), ("runner-002b", 3), ("zoe", 6)], ids=["first", "middle", "last"]
)
def test_a_new_athlete_is_added_in_order_of_id(fit, made, name, place):
    loads, tests = (frame.assign(athlete_id=name) for frame in of(made, "runner-001"))

    more = fit.updated(name, loads, tests)

    assert more.athlete_ids.index(name) == place
    assert list(more.athlete_ids) == sorted(more.athlete_ids)
    twin, own = (more.response(DOSES, athlete_id=who) for who in ("runner-001", name))
    pd.testing.assert_frame_equal(twin.iloc[:, 1:], own.iloc[:, 1:], rtol=1e-9)
    assert more.data_sha256 != fit.data_sha256


def test_the_fit_it_came_from_is_as_it_was(fit, made):
    before = fit.dumps()

    fit.updated(
        "runner-000",
        *(frame.head(100) for frame in of(made, "runner-000")[:1]),
        made.tests.iloc[:0],
    )

    assert fit.dumps() == before


def test_rows_of_others_are_refused(fit, made):
    loads, tests = of(made, "runner-002")

    with pytest.raises(
        InputError, match="tests has 100 rows that are not of runner-002, the first of runner-000"
    ):
        fit.updated("runner-002", loads, made.tests)
    with pytest.raises(
        InputError, match=r"loads has 1825 rows .* Give the rows of that athlete alone"
    ):
        fit.updated("runner-002", made.loads, tests)


def test_evidence_of_the_others_is_kept(fit, made):
    own = pd.DataFrame({"athlete_id": list(fit.athlete_ids), "n": range(6)})
    whole = pd.DataFrame({"weekly_dose_au": [100.0]})
    proof = Evidence(own, whole, own, own, own, own, whole)
    assessed = type(fit)(fit.model, fit.state, proof)

    kept = assessed.updated("runner-002", *of(made, "runner-002")).proof

    assert kept.athletes["n"].tolist() == kept.shifts["n"].tolist() == [0, 1, 3, 4, 5]
    assert kept.cohort.empty
    assert len(proof.athletes) == 6
