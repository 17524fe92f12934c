import json
from datetime import date

import pandas as pd
import pytest

from data import own_drills, plyometrics, store
from tests.pages.drills import HOSTILE, STAIR_HOP, press, somebody, spec, table, texts


def test_an_own_drill_is_marked_and_weighed_as_the_others(database, open_page):
    with store.session(database) as con:
        own_drills.add(con, **STAIR_HOP)
    page = open_page("drills", drill="stair-hop")
    assert not page.exception
    row = table(page).set_index("name").loc["Stair hop · yours"]
    assert row["au"] == pytest.approx(1.004, abs=0.001)
    assert "yours" in texts(page)


def test_an_own_drill_can_be_removed_after_asking(database, open_page):
    with store.session(database) as con:
        own_drills.add(con, **STAIR_HOP)
    page = press(open_page("drills", drill="stair-hop"), "remove-drill-now")
    assert not page.exception
    assert not page.warning
    assert not table(open_page("drills"))["name"].str.contains("yours").any()


def test_an_own_drill_that_sets_use_stays_and_says_why(database, open_page):
    who = somebody(database)
    with store.session(database) as con:
        own_drills.add(con, **STAIR_HOP)
        plyometrics.add_session(
            con,
            athlete_id=who,
            local_date=date(2026, 2, 3),
            sets=pd.DataFrame({"drill_id": ["stair-hop"], "reps": [10]}),
        )
    page = press(open_page("drills", drill="stair-hop"), "remove-drill-now")
    assert "sets were logged with stair" in texts(page)
    assert "Stair hop · yours" in set(table(open_page("drills"))["name"])


def test_a_shipped_drill_cannot_be_removed(database, open_page):
    page = open_page("drills", drill="pogo")
    assert "remove-drill-now" not in [button.key for button in page.button]


def test_a_hostile_name_of_a_drill_stays_text(database, open_page):
    with store.session(database) as con:
        own_drills.add(con, **{**STAIR_HOP, "name": HOSTILE, "cue": HOSTILE})
    page = open_page("drills", drill="stair-hop")
    assert not page.exception
    for element in [*page.markdown, *page.caption, *page.header]:
        assert "](http" not in element.value
    assert "<b>y" not in json.dumps(spec(page)["layout"]["yaxis"]["ticktext"])


JUMP = {"class": "moderate", "qualities": ["reactive"], "contact": 170.0, "flight": 330.0}


def new_drill(page, **fields):
    if "new-name" not in [one.key for one in page.text_input]:
        page = press(page, "new-drill")
    for key, value in fields.items():
        widget = {
            "name": page.text_input,
            "class": page.selectbox,
            "qualities": page.pills,
        }.get(key, page.number_input)
        widget(key=f"new-{key}").set_value(value)
    return page.run()


def test_a_new_drill_shows_peak_and_dose_before_it_is_added(database, open_page):
    page = new_drill(open_page("drills"), name="Stair hop", **JUMP)
    assert not page.exception
    assert "| Peak, all legs that land | 4.62 BW |" in texts(page)
    page = press(page, "new-add")
    assert not page.exception
    assert "Stair hop · yours" in set(table(open_page("drills"))["name"])


def test_a_new_drill_can_be_filled_in_from_another(database, open_page):
    page = press(open_page("drills"), "new-drill")
    page = page.selectbox(key="new-based-on").set_value("bound").run()
    page = page.text_input(key="new-name").set_value("Bound over lines").run()
    assert "| AU a contact adds (both legs averaged) | 0.96 | 0.96 |" in texts(page)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"contact": 170.0}, "it needs a name, a class, a quality, the flight time"),
        (
            {**JUMP, "name": "Pogo"},
            "There is a drill pogo already",
        ),
        (
            {**JUMP, "name": "X hop", "contact": 0.0},
            "0 ms cannot be; leave it empty where it was not measured.",
        ),
        (
            {**JUMP, "name": "X hop", "flight": 3000.0},
            "300 ms meant?",
        ),
        (
            {**JUMP, "name": "X hop", "contact": 50.0, "flight": 1200.0},
            "triple jump",
        ),
    ],
)
def test_a_drill_that_cannot_be_meant_says_why_and_cannot_be_added(
    database, open_page, fields, said
):
    page = new_drill(open_page("drills"), **fields)
    assert not page.exception
    assert said in texts(page).replace("\\", "")
    assert page.button(key="new-add").disabled


def test_a_class_is_never_chosen_by_itself_and_a_level_says_what_it_is(database, open_page):
    page = press(open_page("drills"), "new-drill")
    assert page.selectbox(key="new-class").value is None
    assert "next such session" in page.selectbox(key="new-class").help
    fields = {name: value for name, value in JUMP.items() if name != "class"}
    page = new_drill(page, name="Stair hop", **fields)
    assert "it needs a class" in texts(page)
    assert page.button(key="new-add").disabled


def test_an_added_drill_opens(database, open_page):
    page = press(new_drill(open_page("drills"), name="Stair hop", **JUMP), "new-add")
    assert not page.exception
    assert page.selectbox(key="drill").value == "stair-hop"
    assert "remove-drill-now" in [one.key for one in page.button]


def test_the_dialog_does_not_open_by_itself_on_the_way_back(database, open_page):
    page = press(open_page("drills"), "new-drill")
    assert "new-name" in [one.key for one in page.text_input]
    page = page.switch_page("pages/imports.py").run()
    page = page.switch_page("pages/drills.py").run()
    assert not page.exception
    assert "new-name" not in [one.key for one in page.text_input]
