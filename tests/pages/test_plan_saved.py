"""Saved plans on the Plan page: renamed, put away and back, older versions, beside others."""

import pytest
import streamlit as st

from data import OWNER, athletes, plans, store
from pages.components import plan_editor


@pytest.fixture
def first(demo_database):
    with store.session(demo_database) as con:
        return athletes.athletes(con, OWNER)["athlete_id"].iloc[0]


@pytest.fixture
def saved(open_page, first):
    """A plan saved twice: as level 1 has it, then with fewer contacts."""
    page = open_page("plan", athlete=first)
    page.selectbox(key="plan-level").set_value(1).run()
    page.button(key="plan-from-level").click().run()
    page.text_input(key=f"plan-name-{first}-A-None").set_value("Spring bounce").run()
    page.button(key="plan-save-now").click().run()
    page.slider(key="plan-scale").set_value(0.6).run()
    page.button(key="plan-save-now").click().run()
    assert not page.exception
    assert board(page, first).draft.version == 2
    return page


def board(page, athlete_id):
    return page.session_state["plan-desks"][athlete_id].now


def listed(path, *, away=False):
    with store.session(path) as con:
        return plans.plans(con, OWNER, away=away)


def test_a_plan_gets_another_name_and_is_saved_by_that_one_then(saved, first, demo_database):
    plan_id = board(saved, first).draft.plan_id
    saved.text_input(key=f"plan-shelf-name-{plan_id}-Spring bounce").set_value("May hops").run()
    saved.button(key="plan-shelf-rename").click().run()
    assert not saved.exception
    assert listed(demo_database)["name"].tolist() == ["May hops"]
    assert board(saved, first).draft.title == "May hops"
    saved.button(key="plan-save-now").click().run()
    assert listed(demo_database)["name"].tolist() == ["May hops"]
    assert listed(demo_database)["version"].tolist() == [3]


def test_an_older_version_opens_can_be_taken_back_and_saved_as_the_newest(
    saved, first, demo_database
):
    plan_id = board(saved, first).draft.plan_id
    newer = board(saved, first).sets()
    saved.selectbox(key=f"plan-shelf-version-{plan_id}-2").set_value(1).run()
    saved.button(key="plan-shelf-open").click().run()
    assert not saved.exception
    older = board(saved, first).sets()
    assert sum(one.reps for one in older) > sum(one.reps for one in newer)
    saved.button(key="plan-undo").click().run()
    assert board(saved, first).sets() == newer
    saved.button(key="plan-redo").click().run()
    saved.button(key="plan-save-now").click().run()
    assert not saved.warning
    with store.session(demo_database) as con:
        assert plans.load(con, OWNER, plan_id).version == 3


def test_a_plan_put_away_is_listed_no_more_and_comes_back(saved, first, demo_database):
    plan_id = board(saved, first).draft.plan_id
    sets = board(saved, first).sets()
    saved.button(key="plan-shelf-put-away").click().run()
    assert not saved.exception
    assert listed(demo_database).empty
    assert saved.selectbox(key="plan").value is None
    assert board(saved, first).sets() == sets
    saved.button(key="plan-shelf-back").click().run()
    assert listed(demo_database)["plan_id"].tolist() == [plan_id]
    assert listed(demo_database, away=True).empty


def test_what_was_promised_names_the_fit_that_was_asked(saved, first, demo_database):
    with store.session(demo_database) as con:
        kept = plans.load(con, OWNER, board(saved, first).draft.plan_id)
    assert (kept.promise.basis == "own") == (kept.promise.fit_id is not None)


def test_a_saved_plan_is_laid_beside_those_of_the_board(saved, first, demo_database, monkeypatch):
    with store.session(demo_database) as con:
        mine = plans.load(con, OWNER, board(saved, first).draft.plan_id)
        other, _ = plans.save(
            con,
            athlete_id=first,
            name="Autumn",
            plan=mine.plan,
            settings=mine.settings,
            created_by="Noor",
        )
    saved.session_state["view"] = "Compare"
    picked(monkeypatch, "plan-add", other)
    saved.run()
    assert not saved.exception
    now = board(saved, first)
    assert [one.title for one in now.drafts.values()] == ["Spring bounce", "Autumn"]
    assert now.focus == "B"
    assert now.draft.plan_id == other


@pytest.mark.parametrize(
    ("choice", "read"),
    [
        ("Copy to B", lambda now: now.drafts["B"].sets == now.drafts["A"].sets),
        ("Clear the sessions of A", lambda now: now.sets() == ()),
        ("Remove A", lambda now: not now.drafts),
    ],
)
def test_what_the_menu_of_a_plan_does_can_be_taken_back(
    open_page, first, monkeypatch, choice, read
):
    page = open_page("plan", athlete=first)
    page.button(key="plan-from-level").click().run()
    before = board(page, first)
    picked(monkeypatch, "plan-more", choice)
    page.run()
    assert not page.exception
    assert read(board(page, first))
    page.button(key="plan-undo").click().run()
    assert board(page, first).drafts == before.drafts


def picked(monkeypatch, key, choice):
    """Pick from a menu once; the test of pages of Streamlit does not know menus yet."""
    left = [choice]

    def menu(label, options, **more):
        if more["key"] == key and left:
            assert left[0] in options
            return left.pop()
        return None

    monkeypatch.setattr(st, "menu_button", menu)


def test_an_edit_of_the_sessions_moves_the_plan_and_can_be_taken_back(
    open_page, first, monkeypatch
):
    page = open_page("plan", athlete=first)
    page.button(key="plan-from-level").click().run()
    before = board(page, first).sets()
    left = [3.0]

    def edit(name, rows, **look):
        if not name.startswith("plan-sessions") or not left:
            return None
        return rows.assign(sets=left.pop())

    monkeypatch.setattr(plan_editor, "edit", edit)
    page.session_state["view"] = "Sessions"
    page.run()
    assert not page.exception
    after = board(page, first).sets()
    week = [one for one in after if (one.date - after[0].date).days < 7 - after[0].date.weekday()]
    assert {one.sets for one in week} == {3}
    assert len(after) == len(before)
    page.button(key="plan-undo").click().run()
    assert board(page, first).sets() == before
