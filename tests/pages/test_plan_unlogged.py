"""The Plan page for whom nothing is logged of: the prior's plan, marked as such."""

import pytest

from data import OWNER, athletes, plans, store
from tests.pages.test_plan import texts

ATHLETE = "real-a"


@pytest.fixture
def page(database, open_page):
    with store.session(database) as con:
        athletes.add(con, athlete_id=ATHLETE)
    return open_page("plan", athlete=ATHLETE)


def test_it_says_what_is_missing_what_would_help_and_whose_response_it_is(page):
    assert not page.exception
    said = texts(page)
    assert "Nothing is logged of real-a: runs and sets of the last six weeks would tell" in said
    assert "stays within the introductions" in said
    assert "published prior, not real-a's own response" in said
    assert page.button(key="plan-improve")


@pytest.mark.parametrize("level", [0, 1])
def test_a_plan_begins_from_a_level_is_saved_and_can_leave(page, database, level):
    page.selectbox(key="plan-level").set_value(level).run()
    page.button(key="plan-from-level").click().run()
    assert not page.exception
    assert "1 limit broken" not in texts(page)
    assert "all limits met as far as can be known" in texts(page)
    page.button(key="plan-save-now").click().run()
    assert not page.exception
    with store.session(database) as con:
        assert plans.plans(con, OWNER, ATHLETE)["athlete_id"].tolist() == [ATHLETE]
    assert any("PDF" in one.label for one in page.get("download_button"))


def test_improve_finds_a_plan_within_the_introductions_by_the_prior(page):
    page.button(key="plan-improve").click().run()
    assert not page.exception
    found = page.session_state["plan-desks"][ATHLETE].now
    assert found.draft is not None
    assert found.draft.sets
