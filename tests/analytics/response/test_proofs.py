"""Evidence in a saved fit: table by table as it was."""

from dataclasses import fields, replace

import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.response import ResponseFit, ResponseModel
from analytics.response.evidence import Evidence
from tests.analytics.response import cohort


@pytest.fixture(scope="module")
def fit():
    made = cohort.make(athletes=2, tests=15, seed=3)
    return ResponseModel().fit(made.loads, made.tests)


@pytest.fixture
def proof():
    days = pd.to_datetime(["2025-03-01", "2025-04-01"]).astype("datetime64[us]")
    athletes = pd.DataFrame(
        {
            "athlete_id": ["Ålesund", "runner-001"],
            "verdict": ["shown", "not_shown"],
            "moves_with": ["the calendar", None],
            "n_tests": [30, 4],
            "r2_calendar": [0.25, np.nan],
            "excludes_zero": [True, False],
        }
    )
    dated = pd.DataFrame({"athlete_id": ["a", "b"], "date": days, "mean": [4.0, 4.1]})
    none = pd.DataFrame({"weekly_dose_au": np.empty(0), "name": pd.Series([], dtype="str")})
    mixed = athletes.assign(verdict=athletes["verdict"].astype(object), shift_d=[28, -28])
    return Evidence(athletes, athletes.head(1), dated, mixed, dated, athletes, none)


def test_every_table_comes_back_with_its_dtypes(fit, proof):
    again = ResponseFit.loads(replace(fit, proof=proof).dumps()).proof

    for field in fields(Evidence):
        ours, theirs = getattr(proof, field.name), getattr(again, field.name)
        pd.testing.assert_frame_equal(ours, theirs, check_exact=True)


def test_equal_evidence_gives_equal_bytes(fit, proof):
    assessed = replace(fit, proof=proof)
    content = assessed.dumps()

    assert ResponseFit.loads(content).dumps() == content
    assert content != fit.dumps()
    assert ResponseFit.loads(fit.dumps()).proof is None


def test_damaged_evidence_is_refused(fit, proof):
    content = replace(fit, proof=proof).dumps()
    place = len(content) // 2
    damaged = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]

    with pytest.raises(InputError, match="This is no saved fit any more"):
        ResponseFit.loads(damaged)


def test_a_column_of_mixed_types_is_a_mistake_of_ours(fit, proof):
    mixed = proof.athletes.assign(excludes_zero=pd.Series([True, None], dtype=object))

    with pytest.raises(TypeError, match=r"athletes\.excludes_zero holds more than text"):
        replace(fit, proof=replace(proof, athletes=mixed)).dumps()


def test_the_summary_says_what_evidence_the_fit_carries(fit, proof):
    columns = ["skill_no_dose", "skill_no_fatigue", "verdict"]
    found = pd.DataFrame(
        {
            "athlete_id": ["runner-001"],
            "skill_no_dose": [0.1],
            "skill_no_fatigue": [np.nan],
            "verdict": ["not_shown"],
        }
    )

    silent = fit.summary()[columns]
    said = replace(fit, proof=replace(proof, athletes=found)).summary()[columns]

    assert silent["verdict"].tolist() == ["not_assessed"] * 2
    assert silent[columns[:2]].isna().all(axis=None)
    assert said["verdict"].tolist() == ["not_assessed", "not_shown"]
    assert said["skill_no_dose"].tolist()[1] == 0.1
    assert (silent.dtypes == said.dtypes).all()
