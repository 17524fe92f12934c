import pandas as pd

from data import OWNER, athletes, demo, overview, store, symptoms


def test_the_demo_is_one_click_and_gone_with_another(database, open_page):
    page = open_page("today").button(key="demo").click().run()

    assert not page.exception
    assert len(page.dataframe[0].value) == 24
    steps = page.dataframe[0].value["next_step"]
    assert ((steps == "–") | steps.str.startswith("Pain ")).all()

    # AppTest loses the first click after a run that ended in st.rerun; a browser does not.
    page = page.run().button(key="remove-demo").click().run()

    assert not page.exception
    assert page.header[0].value == "Nothing here yet."
    with store.session(database) as con:
        assert overview.overview(con, OWNER).empty
        assert not demo.is_demo(con)


def test_it_counts_what_is_here(demo_database, open_page):
    with store.session(demo_database) as con:
        here = overview.overview(con, OWNER)

    page = open_page("today")

    assert page.dataframe[0].value["n_tests"].sum() == here["n_tests"].sum() > 0
    assert any(text.value.startswith("6 athletes · ") for text in page.markdown)


def test_pain_of_the_last_days_stands_above_every_other_step(demo_database, open_page):
    with store.session(demo_database) as con:
        athlete = athletes.athletes(con, OWNER)["athlete_id"].iloc[-1]
        symptoms.add(
            con,
            athlete_id=athlete,
            local_date=pd.Timestamp.now().date(),
            site="shin",
            side="left",
            moment="night",
            pain_0_10=9.0,
        )

    first = open_page("today").dataframe[0].value.iloc[0]

    assert first["athlete_id"] == athlete
    assert first["next_step"].startswith("Pain 9/10, left shin, ")
