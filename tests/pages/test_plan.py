"""The Plan page: where it begins, what each control does, what is kept, and what it refuses."""

import re
from datetime import timedelta

import pandas as pd
import pytest

from data import OWNER, athletes, hand_runs, plans, plyometrics, store
from pages.components import days
from tests.pages.proofs import BANNED


@pytest.fixture
def first(demo_database):
    with store.session(demo_database) as con:
        return athletes.athletes(con, OWNER)["athlete_id"].iloc[0]


@pytest.fixture
def page(open_page, first):
    return open_page("plan", athlete=first)


@pytest.fixture
def levelled(page):
    """A plan from level 1 of the ladder."""
    page.selectbox(key="plan-level").set_value(1).run()
    page.button(key="plan-from-level").click().run()
    assert not page.exception
    return page


def texts(page):
    kinds = (page.markdown, page.caption, page.info, page.warning, page.error, page.header)
    said = " ".join(str(one.value) for kind in kinds for one in kind)
    return said.replace("\\", "").replace("\N{WORD JOINER}", "")


def metrics(page):
    return {one.label: one.value for one in page.metric}


def board(page, athlete_id):
    return page.session_state["plan-desks"][athlete_id].now


def viewed(page, view):
    page.session_state["view"] = view
    page.run()
    assert not page.exception
    return page


def test_without_a_plan_it_says_from_what_one_may_begin(page):
    assert not page.exception
    said = [one.value for one in page.info]
    assert any(one.startswith("No plan. Start from level ") for one in said)
    assert any(one.endswith(", copy last block, or empty.") for one in said)
    assert page.button(key="plan-improve")
    assert not page.metric


def test_a_level_of_the_ladder_becomes_a_plan_with_gain_stress_and_interval(levelled):
    shown = metrics(levelled)
    (gain,) = [value for label, value in shown.items() if label.startswith("Gain on ")]
    assert gain.endswith(" %")
    assert {"Contacts", "Minutes a week", "P(gain > 1.0 %)"} <= set(shown)
    assert {"Highest stress", "Stress added by jumps"} & set(shown)
    assert "90 % interval" in texts(levelled)
    assert "of today's own high" in texts(levelled)


def test_the_last_block_can_be_copied(page, first):
    page.button(key="plan-copy").click().run()
    assert not page.exception
    assert board(page, first).draft.title == "last block"
    assert board(page, first).draft.sets


def test_an_empty_plan_promises_what_the_runs_alone_do(page, first):
    page.button(key="plan-empty").click().run()
    assert not page.exception
    assert board(page, first).sets() == ()
    assert metrics(page)["Contacts"] == "0"
    viewed(page, "Sessions")
    assert "No session to come here" in texts(page)


def test_a_step_back_moves_every_control_too(levelled, first):
    before = levelled.number_input(key="plan-weeks").value
    levelled.number_input(key="plan-weeks").set_value(6).run()
    assert board(levelled, first).wishes.n_weeks == 6
    levelled.button(key="plan-undo").click().run()
    assert levelled.number_input(key="plan-weeks").value == before
    levelled.button(key="plan-redo").click().run()
    assert levelled.number_input(key="plan-weeks").value == 6


@pytest.mark.parametrize(
    ("key", "value", "read"),
    [
        ("plan-pattern", "none", lambda now: now.wishes.settings.deload == "none"),
        ("plan-event", "Spring race", lambda now: now.wishes.settings.event == "Spring race"),
        ("plan-aim", "least_stress", lambda now: now.wishes.settings.target_percent == 1.0),
        (
            "plan-weekdays",
            ["Mon", "Sun"],
            lambda now: now.wishes.settings.session_weekdays == (0, 6),
        ),
        ("plan-limit-spike", 1.25, lambda now: now.wishes.settings.limits.spike == 1.25),
        (
            "plan-limit-ramp_per_week",
            20.0,
            lambda now: now.wishes.settings.limits.ramp_per_week == pytest.approx(0.2),
        ),
        (
            "plan-limit-on-plyo_share",
            False,
            lambda now: now.wishes.settings.limits.plyo_share is None,
        ),
        (
            "plan-residual-growth",
            5.0,
            lambda now: now.wishes.settings.limits.residual_growth_per_week == pytest.approx(0.05),
        ),
        ("plan-scale", 1.2, lambda now: now.draft.scale == 1.2),
    ],
)
def test_each_control_moves_the_board(levelled, first, key, value, read):
    (widget,) = [
        one
        for kind in ("segmented_control", "text_input", "radio", "pills", "number_input", "toggle")
        for one in [*getattr(levelled, kind), *levelled.slider]
        if one.key == key
    ][:1]
    widget.set_value(value).run()
    assert not levelled.exception
    assert read(board(levelled, first))


def test_a_limit_switched_off_and_on_again_has_its_number(levelled, first):
    levelled.toggle(key="plan-limit-on-spike").set_value(False).run()
    assert board(levelled, first).wishes.settings.limits.spike is None
    levelled.toggle(key="plan-limit-on-spike").set_value(True).run()
    assert board(levelled, first).wishes.settings.limits.spike == pytest.approx(1.10)


def test_a_goal_in_the_past_is_refused_with_what_to_do(levelled):
    levelled.date_input(key="plan-goal").set_value(days.today() - timedelta(days=3)).run()
    assert not levelled.exception
    (said,) = [one.value for one in levelled.warning]
    assert "is not to come" in said
    assert said.endswith("Pick a later day.")
    assert not levelled.metric


def test_another_goal_keeps_whole_weeks(levelled, first):
    goal = board(levelled, first).wishes.goal_date + timedelta(days=17)
    levelled.date_input(key="plan-goal").set_value(goal).run()
    wishes = board(levelled, first).wishes
    assert wishes.goal_date == goal
    assert (goal - wishes.first_day).days == 7 * wishes.n_weeks


def test_improve_fills_b_and_leaves_a_as_it_was(levelled, first):
    mine = board(levelled, first).drafts["A"]
    levelled.button(key="plan-improve").click().run()
    assert not levelled.exception
    now = board(levelled, first)
    assert now.drafts["A"] == mine
    assert now.focus == "B"
    assert now.draft.title == "improved"
    assert "No plan within these limits can promise more than " in texts(levelled)
    assert "P(B better than A)" in metrics(levelled)
    levelled.button(key="plan-undo").click().run()
    assert list(board(levelled, first).drafts) == ["A"]


def test_improve_begins_from_nothing_too(page, first):
    page.button(key="plan-improve").click().run()
    assert not page.exception
    assert board(page, first).draft.title == "improved"
    assert list(board(page, first).drafts) == ["A"]


def test_a_wish_that_cannot_be_is_answered_with_the_smallest_changes(page):
    page.pills(key="plan-weekdays").set_value([]).run()
    page.button(key="plan-improve").click().run()
    assert not page.exception
    assert "No plan fits: no day of the week is allowed for a session" in texts(page)
    assert "one allowed day" in texts(page)


def test_more_gain_than_any_plan_promises_is_refused_with_what_would_help(page):
    page.radio(key="plan-aim").set_value("least_stress").run()
    page.number_input(key="plan-target").set_value(45.0).run()
    page.button(key="plan-improve").click().run()
    assert not page.exception
    assert page.warning


@pytest.mark.parametrize("view", ["Sessions", "Compare", "Frontier and prices"])
def test_every_tab_opens_from_its_link(open_page, first, view):
    page = open_page("plan", athlete=first, view=view)
    page.button(key="plan-improve").click().run()
    assert not page.exception
    assert page.metric


def test_two_plans_stand_side_by_side(levelled):
    levelled.button(key="plan-improve").click().run()
    levelled.run()
    viewed(levelled, "Compare")
    (table,) = [one.value for one in levelled.table if "Plan" in one.value.columns]
    assert list(table.columns) == ["Plan", "A level 1", "B improved ◂"]
    assert "P(better than B)" in list(table["Plan"])


def test_a_plan_is_saved_named_and_versioned_and_its_link_opens_it(levelled, first, open_page):
    levelled.text_input(key=f"plan-name-{first}-A-None").set_value("Spring bounce").run()
    levelled.button(key="plan-save-now").click().run()
    assert not levelled.exception
    plan_id = levelled.selectbox(key="plan").value
    sets = board(levelled, first).sets()
    page = open_page("plan", athlete=first, plan=plan_id)
    assert not page.exception
    assert board(page, first).draft.title == "Spring bounce"
    assert board(page, first).draft.version == 1
    assert board(page, first).sets() == sets
    page.slider(key="plan-scale").set_value(0.7).run()
    page.button(key="plan-save-now").click().run()
    assert board(page, first).draft.version == 2
    assert metrics(page)["Contacts"] != metrics(levelled)["Contacts"]


def test_two_who_save_the_same_name_are_told(levelled, first, demo_database):
    levelled.text_input(key=f"plan-name-{first}-A-None").set_value("Ours").run()
    with store.session(demo_database) as con:
        now = board(levelled, first)
        plan = page_plan(now)
        settings = now.wishes.settings
        plans.save(
            con, athlete_id=first, name="Ours", plan=plan, settings=settings, created_by="Noor"
        )
    levelled.button(key="plan-save-now").click().run()
    assert not levelled.exception
    said = texts(levelled)
    assert "Noor saved version 1" in said
    assert "Nothing was saved" in said


def page_plan(now):
    from pages.components.plan_state import as_plan

    return as_plan(now.sets(), now.wishes.first_day, now.wishes.goal_date)


def test_an_unknown_plan_of_a_link_is_said_to_be_not_here(open_page, first):
    page = open_page("plan", athlete=first, plan="nobody-here")
    assert not page.exception
    assert "nobody-here is not here or not yours to see." in texts(page)


def test_a_plan_above_a_limit_says_so_on_the_page_and_on_every_copy(levelled):
    levelled.number_input(key="plan-limit-contacts_per_session").set_value(5.0).run()
    said = texts(levelled)
    assert "broken: " in said
    assert "BREAKS A LIMIT" in said


def test_the_words_nobody_may_read_are_nowhere(levelled):
    levelled.button(key="plan-improve").click().run()
    for view in ("Outcome", "Sessions", "Compare", "Frontier and prices"):
        viewed(levelled, view)
        said = texts(levelled)
        assert re.findall(BANNED, said.lower()) == []


@pytest.fixture
def mara(database):
    with store.session(database) as con:
        athletes.add(con, athlete_id="mara", name="<b>Mara</b> ![x](http://evil.example/a.png)")
    return database


def test_who_was_never_tested_plans_with_the_prior_and_is_told(mara, open_page):
    with store.session(mara) as con:
        for i in range(60):
            day = days.today() - timedelta(days=60 - i)
            hand_runs.add_by_hand(
                con, athlete_id="mara", local_date=day, duration_min=40, distance_m=7200
            )
        sets = pd.DataFrame({"drill_id": ["pogo", "pogo"], "reps": [20, 20]})
        day = days.today() - timedelta(days=5)
        plyometrics.add_session(con, athlete_id="mara", local_date=day, sets=sets)
    page = open_page("plan", athlete="mara")
    assert not page.exception
    said = texts(page)
    assert "Planned with the published prior, not mara's own response." in said
    page.button(key="plan-from-level").click().run()
    assert not page.exception
    assert "gain in % only" in texts(page)


def test_a_name_of_somebodys_own_is_never_read_as_markup(levelled, first):
    hostile = "<img src=x> ![y](http://evil.example/b.png)"
    levelled.text_input(key=f"plan-name-{first}-A-None").set_value(hostile).run()
    levelled.button(key="plan-save-now").click().run()
    assert not levelled.exception
    shown = " ".join(str(one.value) for one in (*levelled.markdown, *levelled.caption))
    assert "![y](http" not in shown
    viewed(levelled, "Compare")
    assert not levelled.exception
