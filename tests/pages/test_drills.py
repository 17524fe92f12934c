import json
import re
from datetime import date

import pandas as pd
import pytest

from data import athletes, own_drills, own_times, plyometrics, store
from pages.components import text

HOSTILE = "![x](http://evil.example/x.png) <b>y</b> :smile:"
STAIR_HOP = {
    "drill_id": "stair-hop",
    "name": "Stair hop",
    "legs": 2,
    "contact_ms": 170,
    "flight_ms": 330,
    "drill_class": "moderate",
    "qualities": ("stiffness", "reactive"),
    "level": 2,
}


def table(page):
    return page.dataframe[0].value


def texts(page):
    return " ".join(one.value for one in [*page.markdown, *page.caption, *page.header, *page.info])


def spec(page):
    return json.loads(page.get("plotly_chart")[0].proto.spec)


def somebody(database, **more):
    with store.session(database) as con:
        athletes.add(con, athlete_id="mara-k", name="Mara", **more)
    return "mara-k"


def press(page, key):
    return page.button(key=key).click().run()


# The list


def test_it_ships_filled_and_says_of_each_drill_who_says_so(database, open_page):
    page = open_page("drills")
    assert not page.exception
    rows = table(page).set_index("name")
    assert len(rows) > 40
    assert rows.loc["Drop jump, 30 cm", "peak"] == "2.78 at 30 cm"
    assert rows.loc["Drop jump, 30 cm", "value_from"] == "Wallace10, n unknown"
    assert rows.loc["Drop jump, 30 cm", "grade"] == "measured (source seen)"
    assert rows.loc["Pogo (ankle hop)", "peak"] == "unknown · 4.60 model"
    assert rows.loc["Pogo (ankle hop)", "au"] == 1.0
    assert rows.loc["Pogo (ankle hop)", "value_from"] == "Morin05, model"


def test_the_running_step_is_no_drill_but_the_line_at_one(database, open_page):
    page = open_page("drills")
    assert not table(page)["name"].str.contains("Running step").any()
    notes = [note["text"] for note in spec(page)["layout"]["annotations"]]
    assert "running step = 1" in notes


def test_the_chart_has_the_rows_of_the_table_in_their_order(database, open_page):
    page = open_page("drills", quality="variability")
    names = spec(page)["layout"]["yaxis"]["ticktext"]
    assert len(names) == len(table(page))
    for shown, whole in zip(names, table(page)["name"], strict=True):
        assert whole.startswith(shown.rstrip("…"))


@pytest.mark.parametrize(
    ("link", "has", "has_not"),
    [
        ({"quality": "RFD"}, "Squat jump", "Pogo (ankle hop)"),
        ({"quality": "multidirectional"}, "Lateral hop (two legs)", "Pogo (ankle hop)"),
        ({"legs": "one leg"}, "Bound", "Pogo (ankle hop)"),
        ({"class": "high"}, "Hurdle hop", "Jump rope"),
        ({"class": "moderate"}, "Tuck jump (repeated)", "Bound"),
        ({"level": "3"}, "Bound", "Pogo (ankle hop)"),
        ({"purpose": "warm-up"}, "Ankling", "Bound"),
        ({"find": "ankle HOP"}, "Pogo (ankle hop)", "Bound"),
    ],
)
def test_filters_come_from_the_link(database, open_page, link, has, has_not):
    names = set(table(open_page("drills", **link))["name"])
    assert has in names
    assert has_not not in names


def test_two_qualities_leave_the_drills_of_either(database, open_page):
    page = open_page("drills")
    page = page.pills(key="quality").set_value(["technique", "RFD"]).run()
    names = set(table(page)["name"])
    assert {"Jump rope", "Squat jump"} <= names
    assert "Bound" not in names


def test_an_order_is_one_tissues_and_never_a_rank_of_intensity(database, open_page):
    page = open_page("drills", order="tibia")
    assert table(page)["name"].iloc[0] in {"Box jump", "Box jump and stick"}
    assert "intensity" not in " ".join(table(page).columns).lower()
    assert not re.search(r"rank", texts(page))


def test_nothing_found_says_what_to_do_and_the_button_does_it(database, open_page):
    page = open_page("drills", find="trampoline", legs="one leg")
    assert "No drill is left by these filters. Take one back, or show all." in texts(page)
    page = press(page, "show-all")
    assert len(table(page)) > 40


def test_a_drill_without_ground_contacts_has_no_dose_and_says_so(database, open_page):
    page = open_page("drills", drill="calf-raise")
    assert table(page).set_index("name")["au"].isna()["Calf raise"]
    assert "no plyometric dose" in texts(page)


# One drill


def test_a_drill_opens_with_every_number_its_source_and_how_it_was_worked_out(database, open_page):
    page = open_page("drills", drill="single-leg-forward-hop")
    said = texts(page)
    assert not page.exception
    assert "(8.16 ÷ 6 BW)⁹ = 16" in said.replace("\\", "")
    assert "band over exponent 4 to 12, reference 5.2 to 7 BW, load ± 25 %" in said.replace(
        "\\", ""
    )
    assert "3.40 BW ÷ 2.3 BW, one leg of a pogo = 1.48 AU" in said.replace("\\", "")
    numbers = page.dataframe[1].value.set_index("what")
    assert numbers.loc["Achilles force", "n"] == "n 8"
    assert numbers.loc["Achilles force", "source"].startswith("Baxter21: ")
    assert numbers.loc["Achilles force", "cv"] == "25 %"


def test_a_value_without_a_count_says_n_unknown(database, open_page):
    numbers = open_page("drills", drill="drop-jump").dataframe[1].value
    measured = numbers[numbers["what"] == "peak force, measured"]
    assert set(measured["n"]) == {"n unknown"}


def test_a_drill_leads_to_the_easier_one_of_its_quality(database, open_page):
    page = open_page("drills", drill="bound")
    page = press(page, "open-hill-bound")
    assert page.selectbox(key="drill").value == "hill-bound"


def test_a_drill_nobody_has_leaves_the_list(database, open_page):
    page = open_page("drills", drill="no-such-drill")
    assert not page.exception
    assert len(table(page)) > 40


def test_drills_of_every_kind_open(database, open_page):
    page = open_page("drills")
    for drill_id in page.selectbox(key="drill").options[::5]:
        page = page.selectbox(key="drill").set_value(drill_id).run()
        assert not page.exception, drill_id


# Own values


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
    assert "| AU | 1.00 | 1.14 |" in texts(page)
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


# Own drills


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


def new_drill(page, **fields):
    page = press(page, "new-drill")
    for key, value in fields.items():
        widget = {"name": page.text_input, "qualities": page.pills}.get(key, page.number_input)
        widget(key=f"new-{key}").set_value(value)
    return page.run()


def test_a_new_drill_shows_peak_and_dose_before_it_is_added(database, open_page):
    page = new_drill(
        open_page("drills"), name="Stair hop", qualities=["reactive"], contact=170.0, flight=330.0
    )
    assert not page.exception
    assert "| Peak, legs together | 4.62 BW |" in texts(page)
    page = press(page, "new-add")
    assert not page.exception
    assert "Stair hop · yours" in set(table(open_page("drills"))["name"])


def test_a_new_drill_can_be_filled_in_from_another(database, open_page):
    page = press(open_page("drills"), "new-drill")
    page = page.selectbox(key="new-based-on").set_value("bound").run()
    page = page.text_input(key="new-name").set_value("Bound over lines").run()
    assert "| AU | 1.91 | 1.91 |" in texts(page)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"contact": 170.0}, "it needs a name, a quality, the flight time"),
        (
            {"name": "Pogo", "qualities": ["reactive"], "contact": 170.0, "flight": 330.0},
            "There is a drill pogo already",
        ),
        (
            {"name": "X hop", "qualities": ["reactive"], "contact": 0.0, "flight": 330.0},
            "contact",
        ),
        (
            {"name": "X hop", "qualities": ["reactive"], "contact": 50.0, "flight": 1200.0},
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


# Ladder and constants


def test_the_ladder_says_of_every_row_who_says_so(database, open_page):
    page = open_page("drills", view="Ladder")
    assert not page.exception
    assert [one.label[2] for one in page.expander] == list("012345")
    said = texts(page)
    assert "Pain at most 2 of 10" in said
    assert "| low | 40 s (30 to 50) |" in said
    rows = [line for line in said.split("\n") if line.startswith(("- ", "| "))]
    gates = [line for line in rows if "gray[" in line]
    assert len(gates) > 80
    assert "Pain above 5 of 10" in said


def test_constants_open_to_value_band_source_and_grade(database, open_page):
    page = open_page("drills", view="Constants")
    assert not page.exception
    labels = [one.label for one in page.expander]
    assert "Exponent · **9** · reported by others" in labels
    assert any("assumption" in label for label in labels)
    assert "band 4 to 12" in texts(page).replace("\\", "")


def test_no_word_of_the_page_promises(demo_database, open_page):
    for view in ("Drills", "Ladder", "Constants"):
        page = open_page("drills", view=view, drill="drop-jump")
        labels = " ".join(one.label for one in page.expander)
        said = f"{texts(page)} {labels}".lower()
        for word in ("safe", "risk", "significant", "proven", "optimal", "ready"):
            assert not re.search(rf"\b{word}", said), (view, word)
