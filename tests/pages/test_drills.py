import re

import pytest

from tests.pages.drills import press, spec, table, texts


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


def test_a_drill_opens_with_every_number_its_source_and_how_it_was_worked_out(database, open_page):
    page = open_page("drills", drill="single-leg-forward-hop")
    said = texts(page)
    assert not page.exception
    assert "(8.16 ÷ 6 BW)⁹ = 16" in said.replace("\\", "")
    assert "band over exponent 4 to 12, reference 5.2 to 7 BW, load ± 25 %" in said.replace(
        "\\", ""
    )
    assert (
        "3.40 BW ÷ 2.3 BW, one leg of a pogo = 1.48 AU on the leg that lands, 0 on the other"
        in said.replace("\\", "")
    )
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
