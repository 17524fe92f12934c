"""What is said of pain, before all else of the Stress tab."""

from datetime import date, timedelta

import pandas as pd
import pytest

from data import athletes, store, symptoms
from pages.components import stress_pain

TUE = pd.Timestamp("2026-11-17")


def told(pain_0_10, moment="after", is_bone=False, limp=False, **more):
    row = {"date": TUE, "site": "achilles", "side": "left", "moment": moment} | more
    return pd.DataFrame([row | {"pain_0_10": pain_0_10, "is_bone": is_bone, "limp": limp}])


@pytest.fixture(autouse=True)
def on_sunday(monkeypatch):
    monkeypatch.setattr(stress_pain, "today", lambda: date(2026, 11, 22))


@pytest.mark.parametrize(
    ("felt", "said"),
    [
        (told(6.0), "left Achilles pain 6/10 after Tue's session (limit 5)"),
        (
            told(1.0, is_bone=True, site="shin"),
            "left shin pain 1/10 after Tue's session (of a bone any pain stops)",
        ),
        (
            told(2.5, "during", limp=True, side="both"),
            "left and right Achilles pain 2.5/10 during Tue's session (with a limp any pain stops)",
        ),
        (
            told(1.0, "night", is_bone=None, limp=None, site="patellar"),
            "left patellar tendon pain 1/10 at night on Tue 17 Nov (at night any pain stops)",
        ),
        (
            told(6.0, "next_morning", date=TUE - timedelta(days=7)),
            "left Achilles pain 6/10 on the morning of Tue 10 Nov (limit 5)",
        ),
        (
            told(6.0, date=TUE - timedelta(days=7)),
            "left Achilles pain 6/10 after the session of Tue 10 Nov (limit 5)",
        ),
    ],
)
def test_a_pain_that_stops_is_said_with_its_limit(felt, said):
    assert stress_pain.lines(felt, 5.0) == [f":red[■] **Stop jumping: {said}.**"]


@pytest.mark.parametrize(
    ("is_bone", "limp", "said"),
    [
        (None, False, "whether it is a bone is not known."),
        (False, pd.NA, "whether it came with a limp is not known."),
        (None, None, "whether it is a bone or came with a limp is not known."),
    ],
)
def test_a_pain_that_may_stop_says_what_nobody_knows(is_bone, limp, said):
    felt = told(1.0, is_bone=is_bone, limp=limp)
    assert stress_pain.lines(felt, 5.0) == [
        f"**?** Left Achilles pain 1/10 after Tue's session: {said}"
    ]


def test_a_pain_within_the_limit_has_no_line():
    assert stress_pain.lines(told(5.0), 5.0) == []


def test_of_the_last_seven_logged_days_those_of_pain_alone_count_too():
    rows = [told(6.0, date=TUE + timedelta(days=ago)) for ago in (-8, -3, 2)]
    logged = [TUE - timedelta(days=ago) for ago in range(6)]
    felt = stress_pain.lately(pd.concat(rows), logged)
    assert felt["date"].tolist() == [TUE + timedelta(days=2), TUE - timedelta(days=3)]
    assert stress_pain.lately(told(0.0), logged).empty


def test_pain_stands_above_everything_and_of_who_told_of_nothing_else(database, open_page):
    with store.session(database) as con:
        athletes.add(con, athlete_id="mara")
        where = {"site": "achilles", "side": "left", "moment": "after"}
        symptoms.add(con, athlete_id="mara", local_date=TUE.date(), pain_0_10=6.0, **where)
    page = open_page("athlete", athlete="mara", view="Stress")
    assert not page.exception
    (said,) = [one.value for one in page.markdown if "Stop jumping" in one.value]
    assert "Stop jumping: left Achilles pain 6/10 after Tue's session (limit 5)." in said
    page = page.toggle(key="limit-on-pain_stop").set_value(False).run()
    assert not any("Stop jumping" in one.value for one in page.markdown)
    assert stress_pain.OFF in [one.value for one in page.caption]
