from datetime import date

import pandas as pd
import pytest

from data import own_times, plyometrics, store
from pages.components import text
from tests.pages.drills import press, somebody, table, texts


def enter(page, drill_id, contact_ms, flight_ms, peak_bw=None):
    for field, value in (
        ("contact_ms", contact_ms),
        ("flight_ms", flight_ms),
        ("peak_bw", peak_bw),
    ):
        if value is not None:
            page.number_input(key=f"own-{field}-mara-k-{drill_id}").set_value(value)
    return page.run()


def test_without_an_athlete_the_drill_says_how_to_enter_own_values(database, open_page):
    page = open_page("drills", drill="pogo")
    assert "Pick an athlete above to enter own contact and flight times." in texts(page)


def test_own_times_show_what_they_change_before_they_are_saved(database, open_page):
    who = somebody(database)
    page = enter(open_page("drills", drill="pogo", athlete=who), "pogo", 170.0, 400.0)
    assert "| AU a contact adds (both legs averaged) | 1.00 | 1.14 |" in texts(page)
    assert table(page).set_index("name").loc["Pogo (ankle hop)", "au"] == 1.0
    page = press(page, "own-save-mara-k-pogo")
    assert not page.exception
    page = open_page("drills", athlete=who)
    row = table(page).set_index("name").loc["Pogo (ankle hop)"]
    assert row["au"] == pytest.approx(1.145, abs=0.001)
    assert row["value_from"] == "own times"


def test_a_peak_below_the_mean_is_refused_in_the_words_of_the_screens(database, open_page):
    who = somebody(database)
    page = enter(open_page("drills", drill="pogo", athlete=who), "pogo", 200.0, 320.0, 2.1)
    said = (
        "Peak 2.1 BW is below the mean 2.6 BW that contact and flight time give. Check the times."
    )
    assert f":orange[▲] {text.plain(said)}" in texts(page)
    assert page.button(key="own-save-mara-k-pogo").disabled


@pytest.mark.parametrize(("contact_ms", "flight_ms"), [(0.0, 300.0), (170.0, 3000.0), (-5.0, 1.0)])
def test_times_no_body_can_do_are_refused_with_the_reason(
    database, open_page, contact_ms, flight_ms
):
    who = somebody(database)
    page = enter(open_page("drills", drill="pogo", athlete=who), "pogo", contact_ms, flight_ms)
    assert not page.exception
    assert ":orange[▲]" in texts(page)
    assert page.button(key="own-save-mara-k-pogo").disabled


def test_own_times_can_be_forgotten_after_asking(database, open_page):
    who = somebody(database)
    with store.session(database) as con:
        own_times.put(
            con,
            athlete_id=who,
            drill_id="pogo",
            from_date=date(2026, 1, 5),
            contact_ms=170,
            flight_ms=400,
            peak_bw=5.5,
        )
    page = open_page("drills", drill="pogo", athlete=who)
    assert "contact 170 ms, flight 400 ms, peak 5.50 BW measured." in texts(page)
    assert table(page).set_index("name").loc["Pogo (ankle hop)", "peak"] == "5.50 own, measured"
    page = press(page, "forget-now-pogo-2026-01-05")
    assert not page.exception
    assert "contact 170 ms" not in texts(open_page("drills", drill="pogo", athlete=who))


def test_logged_times_are_offered_and_never_taken_by_themselves(database, open_page):
    who = somebody(database)
    with store.session(database) as con:
        plyometrics.add_session(
            con,
            athlete_id=who,
            local_date=date(2026, 2, 3),
            sets=pd.DataFrame(
                {"drill_id": "pogo", "reps": 10, "contact_ms": [180, 190], "flight_ms": 340}
            ),
        )
    page = open_page("drills", drill="pogo", athlete=who)
    assert table(page).set_index("name").loc["Pogo (ankle hop)", "au"] == 1.0
    assert "contact 185 ms, flight 340 ms on average." in texts(page)
    page = press(page, "use-logged-pogo")
    assert page.number_input(key="own-contact_ms-mara-k-pogo").value == 185


def test_times_count_from_a_day_of_1950_or_later_until_today(database, open_page):
    who = somebody(database)
    page = open_page("drills", drill="pogo", athlete=who)
    since = page.date_input(key="own-from-mara-k-pogo")
    assert since.min == date(1950, 1, 1)
    assert since.max == since.value
