from datetime import date, datetime, time, timedelta

import icalendar
import numpy as np
import pytest

from analytics.progression.plan_calendar import ics
from tests.analytics.progression.papers import BROKEN, MONDAY, above, paper, plan, rows


def events(of, **more):
    return icalendar.Calendar.from_ical(ics(of, "mara-spring", **more)).walk("VEVENT")


def test_each_session_is_an_entry_on_its_day():
    found = events(paper())
    assert [one.decoded("dtstart") for one in found] == [
        (MONDAY + timedelta(days=n)).date() for n in (1, 4, 8, 11)
    ]
    assert found[0].decoded("dtend") - found[0].decoded("dtstart") == timedelta(days=1)


def test_at_an_hour_it_is_on_the_athletes_own_clock():
    (one, *_) = events(paper(), start=time(17, 30))
    assert one.decoded("dtstart") == datetime(2026, 11, 24, 17, 30)  # noqa: DTZ001
    assert one.decoded("dtend") - one.decoded("dtstart") == timedelta(minutes=23)


def test_a_later_version_updates_the_entries_of_the_first():
    first, moved = events(paper()), events(paper(plan((2, 5, 8, 11)), version=4))
    assert [one["uid"] for one in first] == [one["uid"] for one in moved]
    assert len({one["uid"] for one in first}) == 4
    assert (first[0]["sequence"], moved[0]["sequence"]) == (3, 4)


def test_the_text_begins_with_the_stop_rules_and_has_the_drills():
    said = str(events(paper())[0]["description"])
    assert "Drop jump: 3 × 5 from 30 cm, rest 2:30 min. Step off" in said
    assert "Hill bound: 3 × 10, rest 1:30 min." in said
    assert said.startswith("Stop at once and tell your coach if pain goes above 5 of 10")
    assert said.splitlines()[2] == "all limits met"


def test_a_plan_over_a_limit_says_so_on_one_line_after_the_stop_rules():
    for one in events(paper(found=BROKEN)):
        said = str(one["description"]).splitlines()
        assert said[2].startswith("BREAKS A LIMIT: L Achilles largest day 1.23 ×")
        assert sum("BREAKS A LIMIT" in line for line in said) == 1


def test_calendars_are_shared_so_no_title_and_no_verdict_tells_how_strong_a_pain_is():
    one = events(paper(found=rows(above("pain_stop", 7.0, 5.0))))[0]
    assert str(one["summary"]) == "Plyometrics, 73 contacts"
    said = str(one["description"]).splitlines()[2]
    assert said == "BREAKS A LIMIT: pain: see the plan on Tue 24 Nov"


HOSTILE = "x\r\nEND:VEVENT\r\nBEGIN:VALARM\\;,\u0000"


def test_hostile_names_stay_text():
    told = {"plan_name": HOSTILE, "issued_by": HOSTILE, "athlete_name": HOSTILE}
    found = icalendar.Calendar.from_ical(
        ics(paper(warm_up=HOSTILE, why={MONDAY + timedelta(days=1): HOSTILE}, **told), "p")
    )
    assert len(found.walk("VEVENT")) == 4
    assert found.walk("VALARM") == []


def test_the_athlete_is_not_named_and_the_demo_is_marked():
    found = ics(paper(is_synthetic=True), "p").decode()
    assert "Mara" not in found
    assert "◌ SYNTHETIC" in found


def test_equal_plans_make_equal_files():
    assert ics(paper(), "p") == ics(paper(), "p")
    assert events(paper(plan(()))) == []


@pytest.mark.parametrize("version", [None, 1])
def test_a_plan_never_saved_can_be_sent_too(version):
    (one,) = events(paper(plan((0,), [("pogo", 1, 5, np.nan, 60)]), version=version))
    assert one.decoded("dtstart") == date(2026, 11, 23)
