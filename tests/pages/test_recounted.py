import json

import pytest
from pandas.testing import assert_frame_equal

from data import OWNER, athletes, settings, store
from pages.components import sources


@pytest.fixture
def somebody(demo_database):
    with store.session(demo_database) as con:
        return athletes.athletes(con, OWNER)["athlete_id"].iloc[0]


def count_by_contacts(database):
    with store.session(database) as con:
        settings.put_dose_measure(con, "contacts")


def test_a_fit_predicts_from_doses_counted_as_it_was_fitted(demo_database, somebody, open_page):
    at = sources.key()
    chosen = sources.modelled(at, somebody)
    then = sources.forecast(at, chosen, somebody)
    tests_then = sources.fitted_tests(at, chosen, somebody)
    doses_then = sources.inputs(at, chosen)[0]["plyo_dose_au"]

    count_by_contacts(demo_database)

    now = sources.key()
    assert now != at
    assert not sources.inputs(now, chosen)[0]["plyo_dose_au"].equals(doses_then)
    assert_frame_equal(sources.forecast(now, chosen, somebody), then)
    assert_frame_equal(sources.fitted_tests(now, chosen, somebody), tests_then)


def test_another_measure_makes_a_fit_stale_though_nobodys_data_moved_on(
    demo_database, somebody, open_page
):
    chosen = sources.modelled(sources.key(), somebody)
    count_by_contacts(demo_database)
    assert sources.changed_since(sources.key(), chosen) == (0, 0)
    assert sources.moved_on(sources.key(), chosen) == frozenset()


def test_athlete_says_what_the_dose_and_the_models_doses_are_counted_by(
    demo_database, somebody, open_page
):
    usual = open_page("athlete", athlete=somebody)
    assert "counted by" not in " ".join(one.value for one in usual.caption)

    count_by_contacts(demo_database)
    page = open_page("athlete", athlete=somebody)

    figure = json.loads(page.get("plotly_chart")[0].proto.spec)
    titles = [note["text"] for note in figure["layout"]["annotations"]]
    assert "<b>Plyometric dose (AU a day, counted by contacts)</b>" in titles
    captions = " ".join(one.value for one in page.caption)
    assert ", counted by contacts" in captions
    assert "Its doses are counted by modelled force, as it was fitted." in captions
