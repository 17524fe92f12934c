"""Text of others stays text: nothing in it is rendered, nothing in it makes the browser ask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import athletes, store
from pages.components.text import plain

HOSTILE = "![x](http://evil.example/x.png) [in](http://evil.example) :smile: $a$ :red[x] <b>y</b>"


def test_a_hostile_name_is_shown_as_it_stands(database, open_page):
    with store.session(database) as con:
        athletes.add(con, athlete_id="mara-k", name=HOSTILE)

    page = open_page("athlete", athlete="mara-k")

    assert not page.exception
    assert plain(HOSTILE) in [caption.value for caption in page.caption]
    for element in [*page.markdown, *page.caption, *page.header, *page.info, *page.warning]:
        assert "](http" not in element.value


@pytest.mark.parametrize("asked", [HOSTILE, "<img src=x>", "a" * 400])
def test_a_link_cannot_put_words_on_the_page(demo_database, open_page, asked):
    page = open_page(athlete=asked)
    assert page.warning[0].value == "That athlete is not here or not yours to see."


@given(st.text())
def test_no_mark_of_markdown_is_left_without_a_backslash(foreign):
    shown = plain(foreign)
    for mark in "*_[]()`$<>&!|~#":
        assert shown.count(mark) == shown.count(f"\\{mark}")
    assert "\n" not in shown
