"""The board of plans of an athlete while one works at it, and how widgets move it.

The board is the one truth: each widget is given its value before it is drawn, and its callback
makes the next board. So a step back moves every widget, too.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final, NoReturn

import streamlit as st
from streamlit.errors import StreamlitAPIException

from pages.components.plan_state import Board, Desk

_DESKS: Final = "plan-desks"


def desk(athlete_id: str) -> Desk | None:
    """Return the desk of an athlete; None where nothing was begun."""
    desks: dict[str, Desk] = st.session_state.setdefault(_DESKS, {})
    return desks.get(athlete_id)


def board(athlete_id: str) -> Board:
    """Return the board of an athlete who has one."""
    found = desk(athlete_id)
    if found is None:
        raise LookupError(athlete_id)
    return found.now


def begin(athlete_id: str, first: Board) -> None:
    """Lay a first board on the desk."""
    st.session_state.setdefault(_DESKS, {})[athlete_id] = Desk(first)


def change(athlete_id: str, board: Board) -> None:
    """Go a step on."""
    found = desk(athlete_id)
    st.session_state[_DESKS][athlete_id] = Desk(board) if found is None else found.changed(board)


def undo(athlete_id: str) -> None:
    """Go a step back; for callbacks."""
    if (found := desk(athlete_id)) is not None:
        st.session_state[_DESKS][athlete_id] = found.undone()


def redo(athlete_id: str) -> None:
    """Make again what was taken back; for callbacks."""
    if (found := desk(athlete_id)) is not None:
        st.session_state[_DESKS][athlete_id] = found.redone()


def again() -> NoReturn:
    """Draw the plan again; where the whole page is being drawn, all of it."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:
        st.rerun()


def change_wishes(athlete_id: str, **said: Any) -> None:  # noqa: ANN401 - fields of Wishes
    """Change days or settings of the board; what is no field of the days is one of settings."""
    now = board(athlete_id)
    days = {name: said.pop(name) for name in ("first_day", "goal_date") if name in said}
    settings = replace(now.wishes.settings, **said)
    change(athlete_id, replace(now, wishes=replace(now.wishes, settings=settings, **days)))


def bound(
    athlete_id: str, name: str, value: object, read: Callable[[Any], dict[str, Any] | None]
) -> dict[str, Any]:
    """Return ``key`` and ``on_change`` of a widget that shows a value and changes wishes.

    Parameters
    ----------
    athlete_id : str
    name : str
    value : object
        What the widget shows.
    read : callable
        Makes of the widget's new value the fields it changes, or None for no change.
    """
    key = f"plan-{name}"
    st.session_state[key] = value

    def changed() -> None:
        said = read(st.session_state[key])
        if said is not None:
            change_wishes(athlete_id, **said)

    return {"key": key, "on_change": changed}
