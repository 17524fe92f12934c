"""What surrounds every page: the menu, the title, and the athlete the page is about.

``app.py`` draws the frame and runs the page inside it. One case escapes that:
Streamlit notices the ``pages/`` folder first, so until some visitor has made
``app.py`` call ``st.navigation``, a link to ``/response`` runs that file alone.
Each page therefore starts with :func:`enter`, which sees to the frame if need be.
"""

from contextvars import ContextVar
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analytics.charts import template
from analytics.errors import WorkbenchError
from pages.components import sources, text

_inside: ContextVar[bool] = ContextVar("inside", default=False)
_ICON = Path(__file__).parent / "icon.png"
_PAGES = (
    ("today", "Today"),
    ("athlete", "Athlete"),
    ("response", "Response"),
    ("imports", "Imports"),
)


def run() -> None:
    """Draw the frame and, inside it, the page asked for. Called by ``app.py`` alone."""
    page = _draw()
    token = _inside.set(True)
    try:
        page.run()
    except WorkbenchError as error:
        st.warning(str(error))
    finally:
        _inside.reset(token)


def enter() -> str | None:
    """Begin a page: return the id of the athlete it is about, or None while nobody is picked."""
    if not _inside.get():
        first_run = "framed" not in st.session_state
        _draw()
        if first_run:
            st.rerun()  # through app.py this time, now that st.navigation was called
    athlete = st.session_state.get("athlete")
    return None if athlete is None else str(athlete)


def need_athlete(athlete_id: str | None) -> str:
    """Return the athlete, or stop the page and offer the squad as links."""
    if athlete_id is None:
        _offer_athletes()
        st.stop()
    return athlete_id


def _offer_athletes() -> None:
    athletes = sources.athletes(sources.key())
    if athletes.empty:
        st.info("Nothing here yet. Load the demo on Today, or import your files.")
        st.page_link("pages/today.py", label="Today")
    else:
        st.write("Pick an athlete.")
        here = st.session_state["page"]
        with st.container(horizontal=True):
            for one in athletes["athlete_id"]:
                st.page_link(here, label=one, query_params={"athlete": one})


def palette() -> template.Palette:
    """Return the chart colours for the ground the visitor sees."""
    return template.DARK if st.context.theme.type == "dark" else template.LIGHT


def _draw() -> StreamlitPage:
    st.session_state["framed"] = True
    st.set_page_config(page_title="Plyopower", page_icon=str(_ICON), layout="wide")
    # A page's address is its file name, the one name both ways of finding it share.
    page = st.navigation(
        [
            st.Page(f"pages/{name}.py", title=title, default=name == "today")
            for name, title in _PAGES
        ],
        position="top",
    )
    st.session_state["page"] = f"pages/{page.url_path or 'today'}.py"
    athletes = sources.athletes(sources.key())
    asked = st.query_params.get("athlete")  # the picker drops an unknown id from the link
    names = dict(zip(athletes["athlete_id"], athletes["name"], strict=True))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.title(page.title, width="content", anchor=False)
        # Ids, not names: a bound widget writes what it shows into the link, and a link should
        # not break on a new spelling. No default: a default is left out of the link, which
        # would then mean whoever happens to be first.
        athlete = st.selectbox(
            "Athlete", list(names), index=None, key="athlete", bind="query-params", width=220
        )
        if athlete is not None and names[athlete] != athlete:
            st.caption(names[athlete], width="content")
        st.space("stretch")
        if len(athletes) and athletes["is_synthetic"].all():
            st.markdown("◌ **Synthetic**", width="content", help="Made-up athletes. Not real data.")
        with st.popover("Words", type="tertiary"):
            for word, meaning in text.WORDS.items():
                st.markdown(f"**{word}** · {meaning}")
    if asked and asked not in names:
        st.warning(f"{asked} is not here or not yours to see.")
    return page
