import json
import re
from datetime import date, timedelta

import pandas as pd
import pytest

from analytics.progression import Limits
from data import OWNER, athletes, daily_loads, day_status, hand_runs, plyometrics, store
from pages.components import sources, stress_rails
from tests.pages.proofs import BANNED

SENTENCE = re.compile(
    r"(Left|Right) (Achilles|patellar tendon|tibia) \d+ % of own high "
    r"\(range \d+ to \d+ %, limit 110 %\)\."
)


@pytest.fixture
def somebody(demo_database):
    with store.session(demo_database) as con:
        return athletes.athletes(con, OWNER)["athlete_id"].iloc[0]


@pytest.fixture
def mara(database):
    with store.session(database) as con:
        athletes.add(con, athlete_id="mara")
    return database


def run_daily(path, days, first=date(2026, 6, 1)):
    with store.session(path) as con:
        for i in range(days):
            hand_runs.add_by_hand(
                con,
                athlete_id="mara",
                local_date=first + timedelta(days=i),
                duration_min=40,
                distance_m=7200,
            )


def rest_from_hops(path, days, first=date(2026, 6, 1)):
    with store.session(path) as con:
        for i in range(days):
            day = first + timedelta(days=i)
            day_status.put(con, athlete_id="mara", local_date=day, channel="plyo", status="rest")


def hop(path, when=date(2026, 6, 3)):
    with store.session(path) as con:
        sets = pd.DataFrame({"drill_id": ["pogo", "pogo"], "reps": [20, 20]})
        plyometrics.add_session(con, athlete_id="mara", local_date=when, sets=sets)


def opened(open_page, athlete, **params):
    page = open_page("athlete", athlete=athlete, view="Stress", **params)
    assert not page.exception
    return page


def words(page):
    return "\n".join(one.value for one in page.markdown)


def table(page, column):
    (found,) = [one.value for one in page.dataframe if column in one.value]
    return found


def chart(page):
    return json.loads(page.get("plotly_chart")[0].proto.spec)


def test_each_tissue_and_leg_has_the_exact_sentence(somebody, open_page):
    page = opened(open_page, somebody)
    assert len(set(SENTENCE.findall(words(page)))) == 6


def test_the_metric_names_the_highest_tissue_and_leg_with_its_range_in_its_help(
    somebody, open_page
):
    page = opened(open_page, somebody)
    (metric,) = [one for one in page.metric if one.label == "Highest stress"]
    assert re.fullmatch(r"\d+ %", metric.value)
    where = r"of own high, (left|right) (Achilles|patellar tendon|tibia), \w{3} \d+ \w{3}"
    assert any(re.match(where, one.value) for one in page.caption)
    assert re.match(r"Range \d+ to \d+ %\.", metric.help)


def test_the_link_names_tissue_leg_and_day_and_the_sets_and_runs_behind_it_follow(
    somebody, open_page
):
    parts = sources.stress(sources.key(), somebody).parts
    hopped = parts[parts["kind"] == "plyo"]["date"].iloc[-1]
    page = opened(open_page, somebody, tissue="right Achilles", day=f"{hopped:%Y-%m-%d}")
    rows = table(page, "load_from")
    there = parts[
        (parts["date"] == hopped) & (parts["tissue"] == "achilles") & (parts["side"] == "right")
    ]
    here = rows[rows["date"] == hopped]
    assert here["n"].sum() == pytest.approx(there["n"].sum())
    assert here["equivalents"].sum() == pytest.approx(there["equivalents"].sum())
    assert set(rows["load_from"]) <= {"measured", "model", "own easy step"}
    assert any("set" in what for what in here["what"])


def test_what_is_left_of_the_sets_and_runs_adds_up_to_the_residual(somebody, open_page):
    stress = sources.stress(sources.key(), somebody)
    whole = stress.daily.query("tissue == 'achilles' and side == 'left' and n_unknown == 0")
    day = whole.dropna(subset="percent").iloc[-1]
    page = opened(open_page, somebody, tissue="left Achilles", day=f"{day['date']:%Y-%m-%d}")
    assert table(page, "load_from")["left"].sum() == pytest.approx(day["residual"], rel=0.02)


def test_the_highest_days_are_rows_too_for_who_has_no_mouse(somebody, open_page):
    rows = table(opened(open_page, somebody, tissue="left tibia"), "range")
    daily = sources.stress(sources.key(), somebody).daily
    tibia = daily[(daily["tissue"] == "tibia") & (daily["side"] == "left")]
    assert rows["percent"].iloc[0] == pytest.approx(tibia["percent"].max())
    assert rows["percent"].is_monotonic_decreasing


def rails(page):
    (found,) = [one.value for one in page.table]
    return found.set_index("Rule")


def test_guard_rails_say_value_limit_state_and_source(somebody, open_page):
    page = opened(open_page, somebody)
    rows = rails(page)
    assert len(rows) == 11
    unknown = rows[rows["State"] == stress_rails.UNKNOWN]
    assert (unknown["Why"].str.len() > 1).all()
    (asks,) = [one.value for one in page.markdown if "**Residual.**" in one.value]
    assert len(re.findall(r"(assumption|reported by others)\.$", asks, re.MULTILINE)) == 11
    assert set(rows["Limit"]) >= {"1.10 ×", "48 h", "5/10"}


def test_what_is_above_stands_before_the_unknown_and_that_before_what_is_kept(somebody, open_page):
    states = rails(opened(open_page, somebody))["State"]
    order = ["■", "▲", "?"]
    marks = [next((at for at, one in enumerate(order) if one in state), 3) for state in states]
    assert marks == sorted(marks)


def test_a_guard_rail_can_be_switched_off_and_moved_for_looking(somebody, open_page):
    page = opened(open_page, somebody)
    page.toggle(key="limit-on-spike").set_value(False)
    page.number_input(key="limit-residual").set_value(0.5)
    page = page.run()
    assert not page.exception
    rows = rails(page)
    assert rows.loc["Largest day", "State"] == stress_rails.OFF
    assert rows.loc["Residual", "Limit"] == "0.50 ×"
    assert "limit 50 %" in words(page)
    names = {trace.get("name") for trace in chart(page)["data"]}
    assert "limit" not in names


def test_the_numbers_of_the_guard_rails_are_those_of_the_catalogue(somebody, open_page):
    page = opened(open_page, somebody)
    for name in ("contacts_per_session", "minutes_per_session", "pain_stop"):
        assert page.number_input(key=f"limit-{name}").value == getattr(Limits(), name)
    assert page.number_input(key="limit-plyo_share").value == 25


def test_the_ratio_of_7_to_28_days_is_off_until_asked_for_and_called_descriptive(
    somebody, open_page
):
    page = opened(open_page, somebody)
    assert not page.toggle(key="with-acwr").value
    assert not any(one.value.startswith("Descriptive only.") for one in page.caption)
    page = page.toggle(key="with-acwr").set_value(True).run()
    assert any(one.value.startswith("Descriptive only.") for one in page.caption)


def test_constants_stand_with_their_grade_and_the_own_step_with_its_origin(somebody, open_page):
    page = opened(open_page, somebody)
    constants = table(page, "setting_unit")
    assert len(constants) == 9
    assert constants["grade"].str.len().min() > 0
    said = words(page)
    assert "this athlete's own" in said
    assert re.search(r"Since .+: speed \d\.\d\d m/s, .+ cadence \d+ steps/min\.", said)
    assert "Contact time is not used: a watch 20 ms off would double or halve" in said


def test_nothing_promises_or_threatens(somebody, open_page):
    page = opened(open_page, somebody)
    said = " ".join(one.value for one in [*page.markdown, *page.caption, *page.header])
    assert not re.findall(BANNED, said, re.IGNORECASE)
    assert "probability" not in said


def test_without_any_data_the_tab_and_the_metric_say_what_to_do(mara, open_page):
    page = opened(open_page, "mara")
    assert [one.value for one in page.info] == [
        "Nothing logged yet. Import runs or plyometric sets on the Imports page; stress follows."
    ]
    (metric,) = [one for one in page.metric if one.label == "Highest stress"]
    assert metric.value == "–"


def test_with_too_little_history_no_per_cent_but_a_day_from_which_there_is_one(mara, open_page):
    run_daily(mara, 20)
    rest_from_hops(mara, 20)
    page = opened(open_page, "mara")
    assert "Left Achilles: too little history until Sun 5 Jul if every day is logged" in words(page)
    (metric,) = [one for one in page.metric if one.label.startswith("Highest stress")]
    assert metric.value == "–"
    assert "too little history" in metric.help.lower()


def test_the_day_from_which_there_is_a_per_cent_is_kept(mara, open_page):
    run_daily(mara, 40)
    rest_from_hops(mara, 40)
    daily = sources.stress(sources.key(), "mara").daily
    achilles = daily[(daily["tissue"] == "achilles") & daily["percent"].notna()]
    assert achilles["date"].min() == pd.Timestamp("2026-07-05")


def test_runs_alone_have_their_stress_and_are_said_to_be_alone(mara, open_page):
    run_daily(mara, 75)
    page = opened(open_page, "mara")
    assert page.info[0].value.startswith("Plyometrics were never logged: stress of runs alone.")
    assert len(set(SENTENCE.findall(words(page)))) == 6
    (metric,) = [one for one in page.metric if one.label == "Highest stress"]
    assert "never logged" in metric.help
    assert "all from runs" in words(page)
    assert "from plyometrics" not in words(page)


def test_where_nothing_is_known_before_nothing_is_said_to_stand_in(mara, open_page):
    run_daily(mara, 3)
    hop(mara, date(2026, 6, 2))
    page = opened(open_page, "mara")
    said = " ".join(one.value for one in page.caption)
    assert "1 day is not all logged, and nothing stands in" in said
    assert "stands in for what" not in said


def test_headings_name_the_day_they_are_of(mara, open_page):
    run_daily(mara, 75)
    asked = opened(open_page, "mara", tissue="left tibia", day="2026-07-15")
    titles = {one.value for one in asked.header}
    assert {"Behind left tibia on Wed 15 Jul", "Guard rails on Wed 15 Jul"} <= titles
    assert "Monitoring figures on Fri 14 Aug, the last logged day" in titles
    assert "Last runs, up to Fri 14 Aug, against the longest of 30 days" in titles
    titles = {one.value for one in opened(open_page, "mara").header}
    assert "Guard rails on Fri 14 Aug, the last logged day" in titles
    assert any(
        one.startswith("Behind") and one.endswith(", the highest day of the period")
        for one in titles
    )


def test_under_the_chart_both_limits_are_counted(somebody, open_page):
    said = " ".join(one.value for one in opened(open_page, somebody).caption)
    assert re.search(r"Residual above its limit on \d+ of \d+ days", said)
    assert re.search(r"A day's total above its limit on \d+ days?, perhaps on \d+; on \d+ of", said)


def test_with_rest_said_of_plyometrics_no_set_is_missed(mara, open_page):
    run_daily(mara, 5)
    rest_from_hops(mara, 5)
    page = opened(open_page, "mara")
    assert page.info[0].value.startswith("No plyometric set is logged")
    assert chart(page)["data"]


def test_a_long_run_on_a_last_day_without_word_of_plyometrics_is_above(mara, open_page):
    rest_from_hops(mara, 40)
    run_daily(mara, 44)
    with store.session(mara) as con:
        long = {"duration_min": 240, "distance_m": 42195}
        hand_runs.add_by_hand(con, athlete_id="mara", local_date=date(2026, 7, 15), **long)
    page = opened(open_page, "mara")
    assert "Residual stress on Wed 15 Jul" in {one.value for one in page.header}
    said = words(page)
    assert re.search(r"above\*\* · Left Achilles \d+ % of .* 5 unknown days stand in\.", said)
    assert "Of this day plyometrics are not known; what is known added 20" in said


def test_a_channel_silent_for_long_is_named_with_the_remedy(mara, open_page):
    rest_from_hops(mara, 20)
    run_daily(mara, 50)
    page = opened(open_page, "mara")
    assert "Left Achilles: plyometrics not logged for more than 14 days until" in words(page)
    silent = page.info[-1].value
    assert silent.startswith("Plyometrics: nothing is known since Sun 21 Jun")
    assert "a daily load of 0" in silent


def test_hops_alone_count_in_steps_of_the_catalogue(mara, open_page):
    hop(mara)
    page = opened(open_page, "mara")
    assert "the catalogue's, not this athlete's" in page.info[0].value
    assert "is the catalogue's" in words(page)


def test_daily_numbers_alone_ask_for_the_sets_behind_them(mara, open_page):
    with store.session(mara) as con:
        daily_loads.add(
            con,
            athlete_id="mara",
            local_date=date(2026, 6, 1),
            channel="plyo",
            value=90.0,
            unit="au",
            source="told",
        )
    page = opened(open_page, "mara")
    assert page.info[0].value.startswith("Only daily numbers are logged.")
    assert not page.get("plotly_chart")


def test_a_day_outside_the_log_is_said_to_be(somebody, open_page):
    page = opened(open_page, somebody, day="2001-01-01")
    assert "Mon 1 Jan 2001 is outside this log." in [one.value for one in page.markdown]


def test_the_timeline_has_rows_of_stress_and_of_other_load(somebody, open_page):
    page = open_page("athlete", athlete=somebody, rows="stress")
    names = {trace.get("name") for trace in chart(page)["data"]}
    assert {"Achilles", "patellar tendon", "tibia"} <= names
    assert "dose" not in names
    assert any("Residual above its limit on" in one.value for one in page.caption)
    page = open_page("athlete", athlete=somebody, rows="other load")
    assert "other load" in {trace.get("name") for trace in chart(page)["data"]}
