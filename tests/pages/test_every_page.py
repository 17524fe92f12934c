import subprocess
import sys
from pathlib import Path

import pytest

from data import OWNER, athletes, store

PAGES = sorted(path.stem for path in Path("pages").glob("*.py") if not path.stem.startswith("_"))
ABOUT_SOMEONE = ("athlete", "response", "plan")


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_database_is_said_to_be_empty_and_what_to_do(open_page, name):
    page = open_page(name)
    assert not page.exception
    said = " ".join(element.value for element in [*page.info, *page.header])
    if name == "imports":
        assert page.file_uploader
    elif name == "drills":  # ships filled
        assert len(page.dataframe[0].value) > 30
    else:
        assert "Nothing here yet." in said


@pytest.mark.parametrize("name", PAGES)
def test_a_full_database_opens_without_anybody_picked(demo_database, open_page, name):
    page = open_page(name)
    assert not page.exception
    if name in ABOUT_SOMEONE:
        assert "Pick an athlete." in [element.value for element in page.markdown]
        offered = [button for button in page.button if str(button.key).startswith("pick-")]
        assert len(offered) == 6
        picked = offered[0].click().run()
        assert picked.selectbox(key="athlete").value == offered[0].label


@pytest.mark.parametrize("name", PAGES)
def test_a_full_database_opens_with_an_athlete(demo_database, open_page, name):
    with store.session(demo_database) as con:
        somebody = athletes.athletes(con, OWNER)["athlete_id"].iloc[0]

    page = open_page(name, athlete=somebody)

    assert not page.exception
    assert page.selectbox(key="athlete").value == somebody
    assert not page.warning


@pytest.mark.parametrize("name", PAGES)
def test_every_screen_says_that_the_demo_is_synthetic(demo_database, open_page, name):
    assert "◌ **Synthetic**" in [element.value for element in open_page(name).markdown]


def test_a_link_to_somebody_unknown_says_so(demo_database, open_page):
    page = open_page(athlete="nobody-here")
    assert not page.exception
    assert page.warning[0].value == "nobody-here is not here or not yours to see."


def test_the_readme_names_every_page():
    readme = Path("README.md").read_text(encoding="utf-8")
    assert [name for name in PAGES if f"*{name.capitalize()}" not in readme] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_database_it_cannot_open_is_said_so_in_words(demo_database, open_page, name):
    with store.session(demo_database) as con:
        con.execute("INSERT INTO _migrations (name, sha256) VALUES ('9999_later.sql', 'x')")
    page = open_page(name)
    assert not page.exception
    assert "last opened by a newer Plyopower" in page.warning[0].value


def test_a_page_does_without_the_generator_of_the_demo_and_what_that_needs():
    code = "import sys, pages.components.frame; print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"analytics.response.synthetic", "scipy.signal", "scipy.stats"} & set(modules)
