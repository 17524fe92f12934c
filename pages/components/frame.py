"""What surrounds every page: the menu, the title, and the athlete the page is about.

``app.py`` draws the frame and runs the page inside it. One case escapes that:
Streamlit notices the ``pages/`` folder first, so until some visitor has made
``app.py`` call ``st.navigation``, a link to ``/response`` runs that file alone.
Each page therefore starts with :func:`enter`, which sees to the frame if need be.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analytics.charts import template
from analytics.errors import WorkbenchError
from data import ids
from pages.components import sources, text

_inside: ContextVar[bool] = ContextVar("inside", default=False)
_ICON = Path(__file__).parent / "icon.png"
_OFFERED = "offered"
_DRAWN = "drawn"
_ARRIVED = "arrived"
_PAGES = (
    ("today", "Today"),
    ("athlete", "Athlete"),
    ("response", "Response"),
    ("plan", "Plan"),
    ("cohort", "Cohort"),
    ("imports", "Imports"),
    ("drills", "Drills"),
)


def run() -> None:
    """Draw the frame and, inside it, the page asked for. Called by ``app.py`` alone."""
    with _told():
        page = _draw()
        _fill(page.url_path)
        token = _inside.set(True)
        try:
            page.run()
        finally:
            _inside.reset(token)


def enter() -> str | None:
    """Begin a page: return the id of the athlete it is about, or None while nobody is picked."""
    if not _inside.get():
        first_run = "framed" not in st.session_state
        with _told():
            _draw()
        if first_run:
            st.rerun()  # through app.py this time, now that st.navigation was called
    athlete = st.session_state.get("athlete")
    return None if athlete is None else str(athlete)


def has_arrived() -> bool:
    """Tell whether the visitor comes from another page, and not from a rerun of this one."""
    return bool(st.session_state.get(_ARRIVED))


@contextmanager
def _told() -> Iterator[None]:
    """Show an error that is meant for the user, and stop there."""
    try:
        yield
    except WorkbenchError as error:
        st.warning(text.plain(error))
        st.stop()


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
        return
    st.write("Pick an athlete.")
    with st.container(horizontal=True):
        for one in athletes["athlete_id"]:
            st.button(one, key=f"pick-{one}", type="tertiary", on_click=pick, args=(one,))


def link(page: str, label: str, athlete_id: str, **said: object) -> None:
    """Draw a link to another page about an athlete, or first a button that picks the athlete.

    The picker stands on every page, and what a link says does not move a widget that is there;
    only a callback does. What else the link says fills the other page's widgets of these keys.
    """
    if st.session_state.get("athlete") == athlete_id:
        query = {name: str(value) for name, value in said.items()}  # the picker adds its own
        st.page_link(f"pages/{page}.py", label=label, query_params=query)
        if said:
            st.session_state[_OFFERED] = (page, said)
    else:
        key = f"pick-for-{page}-{athlete_id}"
        st.button(f"Pick {athlete_id}", key=key, on_click=pick, args=(athlete_id,))


def _fill(page: str) -> None:
    """Fill the page's widgets with what the link to it said, on the page drawn just before.

    The address alone does not: a value that stood in the address as the visitor came is not
    read again on the next page. Whoever goes there by the menu takes it along as well.
    """
    offered, said = st.session_state.pop(_OFFERED, ("", {}))
    if offered == page:
        for name, value in said.items():
            st.session_state[name] = value


def pick_row(table: str, athlete_ids: Sequence[str]) -> None:
    """Pick the athlete of the row that was selected in a table; its key names it."""
    rows = st.session_state[table]["selection"]["rows"]
    pick(athlete_ids[rows[0]] if rows else None)


def pick(athlete_id: str | None) -> None:
    """Pick an athlete, as the picker does; for callbacks."""
    st.session_state["athlete"] = athlete_id


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
    st.session_state[_ARRIVED] = st.session_state.get(_DRAWN) != page.url_path
    st.session_state[_DRAWN] = page.url_path
    athletes = sources.athletes(sources.key())
    asked = st.query_params.get("athlete", "")  # the picker drops an unknown id from the link
    names = dict(zip(athletes["athlete_id"], athletes["name"], strict=True))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.title(page.title, width=150, anchor=False)
        # Ids, not names: a bound widget writes what it shows into the link, and a link should
        # not break on a new spelling. No default: a default is left out of the link, which
        # would then mean whoever happens to be first.
        athlete = st.selectbox(
            "Athlete", list(names), index=None, key="athlete", bind="query-params", width=220
        )
        if athlete is not None and names[athlete] != athlete:
            st.caption(text.plain(names[athlete]), width="content")
        st.space("stretch")
        if len(athletes) and athletes["is_synthetic"].all():
            st.markdown("◌ **Synthetic**", width="content", help="Made-up athletes. Not real data.")
        with st.popover("Words", type="tertiary"):
            for word, meaning in text.WORDS.items():
                st.markdown(f"**{word}** · {meaning}")
    if asked and asked not in names:
        _say_not_here(asked, "That athlete")
    return page


def say_unknown(key: str, is_known: Callable[[str], bool], which: str) -> None:
    """Say of what a link asks for that it is not here; call it before the widget of that key.

    Parameters
    ----------
    key : str
        Of a widget bound to the link, which drops what it does not know without a word.
    is_known : callable
        Tells of what the link says whether it is here.
    which : str
        What is said in place of something that is no id, such as "That drill".
    """
    asked = "" if key in st.session_state else st.query_params.get(key, "")
    if asked and not is_known(asked):
        _say_not_here(asked, which)


def _say_not_here(asked: str, which: str) -> None:
    # An address is anybody's to write: what is no id is not repeated.
    st.warning(f"{asked if ids.SLUG.fullmatch(asked) else which} is not here or not yours to see.")
