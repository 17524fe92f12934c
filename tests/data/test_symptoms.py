from datetime import date

import pytest

from analytics.errors import InputError
from data import OWNER, Viewer, athletes, symptoms

DAY = date(2026, 5, 1)


@pytest.fixture
def mara(con):
    athletes.add(con, athlete_id="mara")
    return con


def add(con, **changed):
    row = {
        "athlete_id": "mara",
        "local_date": DAY,
        "site": "achilles",
        "side": "left",
        "moment": "during",
        "pain_0_10": 3.0,
    }
    symptoms.add(con, **{**row, **changed})


def test_a_symptom_comes_back_as_it_was_told(mara):
    add(mara, limp=True)
    (row,) = symptoms.symptoms(mara, OWNER).to_dict("records")
    assert (row["site"], row["side"], row["moment"], row["pain_0_10"]) == (
        "achilles",
        "left",
        "during",
        3.0,
    )
    assert (row["limp"], row["is_bone"]) == (True, False)


def test_no_pain_is_a_word_worth_keeping(mara):
    add(mara, pain_0_10=0.0)
    assert symptoms.symptoms(mara, OWNER)["pain_0_10"].tolist() == [0.0]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"athlete_id": "nobody"}, "nobody"),
        ({"site": "ear"}, "site is 'ear'"),
        ({"side": None}, "side is missing"),
        ({"moment": "later"}, "moment is 'later'"),
        ({"pain_0_10": 11.0}, "pain_0_10 is 11; it must lie within 0 to 10"),
        ({"pain_0_10": float("nan")}, "pain_0_10 is nan"),
        ({"pain_0_10": None}, "pain_0_10 is missing"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_kept(mara, changed, said):
    with pytest.raises(InputError, match=said):
        add(mara, **changed)
    assert symptoms.symptoms(mara, OWNER).empty


def test_the_same_is_told_once(mara):
    add(mara)
    with pytest.raises(InputError, match=r"pain 3 of 10 \(achilles, left, during\)"):
        add(mara, pain_0_10=5.0)
    add(mara, moment="after")


def test_a_stranger_sees_none(mara):
    add(mara)
    assert symptoms.symptoms(mara, Viewer("stranger"), "mara").empty
