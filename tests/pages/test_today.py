from data import OWNER, demo, overview, store


def test_the_demo_is_one_click_and_gone_with_another(database, open_page):
    page = open_page("today").button(key="demo").click().run()

    assert not page.exception
    assert len(page.dataframe[0].value) == 24
    assert (page.dataframe[0].value["next_step"] == "–").all()

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
