"""A slip is answered with what was likely meant, and where the list is."""

import pytest

from analytics.errors import InputError
from data import athletes, limits
from data.imports import tables


def reason(con, row):
    athletes.add(con, athlete_id="mara")
    text = f"athlete_id,local_date,drill_id,reps,height_m\nmara,2026-02-01,{row}\n"
    return tables.take(con, text.encode(), "0" * 64).reason


def test_four_hundred_reps_in_one_set_are_asked_about(con):
    assert "reps: 400 is outside 1 to 300. 40 meant?" in reason(con, "pogo,400,")


@pytest.mark.parametrize("value", [0, -40, 305, 400.5, 40_000])
def test_what_one_digit_does_not_explain_is_not_guessed(value):
    assert limits.LIMITS["plyo_sets.reps"].meant(value) == ""


def test_a_form_asks_the_same():
    with pytest.raises(InputError, match=r"reps is 400; .* 1 to 300\. 40 meant\?"):
        limits.check("plyo_sets.reps", 400)


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("drop jmp", "'drop-jump'"),
        ("Depth jump", "'drop-jump'"),
        ("single leg hops", "'single-leg-hop'"),
        ("counter jump", "'countermovement-jump'"),
        ("power skip", "'skip'"),
    ],
)
def test_an_unknown_drill_is_told_the_nearest_and_where_all_are(con, written, near):
    said = reason(con, f"{written},5,")
    assert f"{written!r} is not in the catalogue" in said
    assert near in said.split("catalogue.")[1]
    assert said.endswith("All ids stand on Imports, Templates, under Plyometric sets.")


@pytest.mark.parametrize("written", ["running-stepp", "step", "qqq"])
def test_the_step_doses_are_compared_with_is_never_offered(con, written):
    assert "running-step'" not in reason(con, f"{written},5,").split("catalogue.")[1]
