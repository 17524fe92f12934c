"""What a link asks for that is not here is said, not dropped; what is no id is not repeated."""

import pytest

from data import OWNER, athletes, store

LOST = " is not here or not yours to see."


@pytest.fixture
def somebody(demo_database):
    with store.session(demo_database) as con:
        return athletes.athletes(con, OWNER)["athlete_id"].iloc[0]


def warnings(page):
    return [one.value for one in page.warning]


@pytest.mark.parametrize(
    ("asked", "named"), [("no-such-drill", "no-such-drill"), ("<b>no id</b>", "That drill")]
)
def test_a_drill_nobody_has_is_said(database, open_page, asked, named):
    page = open_page("drills", drill=asked)
    assert not page.exception
    assert warnings(page) == [f"{named}{LOST}"]
    assert len(page.dataframe[0].value) > 40


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ({"tissue": "tail"}, "tail"),
        ({"tissue": "left leg!"}, "That tissue"),
        ({"day": "2026-13-45"}, "2026-13-45"),
        ({"day": "yesterday?"}, "That day"),
    ],
)
def test_a_tissue_or_day_there_is_not_is_said(somebody, open_page, link, named):
    page = open_page("athlete", athlete=somebody, view="Stress", **link)
    assert not page.exception
    assert warnings(page) == [f"{named}{LOST}"]


def test_what_is_here_needs_no_word(somebody, open_page):
    link = {"view": "Stress", "tissue": "left Achilles", "day": "2026-02-03"}
    assert not warnings(open_page("athlete", athlete=somebody, **link))
    assert not warnings(open_page("drills", drill="pogo"))
