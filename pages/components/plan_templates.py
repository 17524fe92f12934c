"""Templates on the Plan page: one for this athlete, or for several at once, scaled to each."""

from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.errors import WorkbenchError
from analytics.progression.plan_template import Template, of_plan
from analytics.progression.template_scaling import Scaled, for_athlete
from analytics.progression.verdict import breaks
from data import OWNER, plan_templates, plans, squad_plans, store
from data.plans import PlanSettings
from data.squad_plans import SquadPlan
from pages.components import plan_desk, plan_state, plan_template_frame, sources, text
from pages.components.plan_reading import Reading
from pages.components.plan_state import Board, Draft
from pages.components.sources.plan_basis import Basis

_PICKED: Final = "plan-template"
_SQUAD: Final = "plan-template-athletes"
_FOUND: Final = "plan-template-found"
_TOLD: Final = "plan-template-told"
BROKEN: Final = "plan-template-broken"
TABLE: Final = "plan-template-table"


def offer(basis: Basis, reading: Reading | None) -> None:
    """Offer templates to plan from, and to keep a plan as one."""
    with st.popover("Templates", key="plan-templates"):
        found = sources.templates(basis.at)
        picked = st.selectbox(
            "Template", list(found), key=_PICKED, format_func=lambda one: found[one].name
        )
        template = found[picked]
        st.caption(_about(template))
        st.button(
            f"Use for {basis.athlete_id}", key="plan-template-use", on_click=_use,
            args=(basis, template),
        )  # fmt: skip
        _squad(basis, template)
        if reading is not None and reading.sets:
            _keep(reading)
    told = st.session_state.pop(_TOLD, None)
    if told:
        st.info(text.plain(told))


def scaled_for(basis: Basis, now: Board, template: Template) -> Scaled:
    """Return a template as it is for the athlete of a board, from its first day on."""
    return for_athlete(
        template,
        pd.Timestamp(now.wishes.first_day),
        sources.history_of(basis),
        sources.drills(basis.at),
        now.wishes.settings.limits,
    )


def _about(template: Template) -> str:
    origin = "" if template.source == "own" else f" Source: {template.source} ({template.grade})."
    weeks = text.counted(template.n_weeks, "week")
    said = f"{text.plain(template.sentence)} " if template.sentence else ""
    return f"{said}{weeks}, scaled to the largest week of the last 28 days.{origin}"


def _use(basis: Basis, template: Template) -> None:
    """Lay a template out as plan A; for callbacks."""
    now = plan_desk.board(basis.athlete_id)
    try:
        scaled = scaled_for(basis, now, template)
    except WorkbenchError as error:
        st.session_state[_TOLD] = str(error)
        return
    wishes, moved = plan_template_frame.framed(now, template, scaled.plan.goal_date.date())
    draft = Draft(plan_state.of_plan(scaled.plan), template.name)
    letter = now.free("A") if now.drafts else "A"
    plan_desk.change(basis.athlete_id, replace(now, wishes=wishes).with_draft(letter, draft))
    st.session_state[_TOLD] = " ".join([*scaled.said, *moved])


def _squad(basis: Basis, template: Template) -> None:
    others = list(sources.athletes(basis.at)["athlete_id"])
    with st.expander("For several athletes", key="plan-template-squad"):
        st.pills("Athletes", others, selection_mode="multi", key=_SQUAD)
        chosen = tuple(st.session_state.get(_SQUAD) or ())
        st.button(
            "Scale and check", key="plan-template-check", disabled=not chosen, on_click=_check,
            args=(basis, template, chosen),
        )  # fmt: skip
        kept: tuple[str, list[SquadPlan]] | None = st.session_state.get(_FOUND)
        if kept is None or kept[0] != template.name:
            st.caption("Nothing is saved before you have seen it.")
            return
        found = kept[1]
        st.dataframe(
            squad_plans.table(found),
            key=TABLE,
            hide_index=True,
            column_config=_columns(),
            column_order=["athlete_id", "said", "verdict", "first_week_au", "tolerated_au"],
            alt=f"Template {template.name} scaled to {text.counted(len(found), 'athlete')}",
        )
        shown = squad_plans.table(found).set_index("athlete_id")["verdict"]
        broken = [one for one in found if one.rows is not None and breaks(one.rows)]
        for one in found:
            if one.scaled is None or one in broken:
                said = text.plain(shown[one.athlete_id])
                st.markdown(f":red[■] {text.plain(one.athlete_id)}: {said}")
        is_ticked = bool(broken) and st.checkbox(
            f"Save also the {text.counted(len(broken), 'plan')} above a limit; each says so",
            key=BROKEN,
        )
        ready = [one for one in found if one.scaled and (is_ticked or one not in broken)]
        st.button(
            f"Save {text.counted(len(ready), 'plan')}", key="plan-template-save",
            disabled=not ready, on_click=_save, args=(basis, template, ready),
        )  # fmt: skip


def _columns() -> dict[str, Any]:
    config = st.column_config
    return {
        "athlete_id": "Athlete",
        "tolerated_au": config.NumberColumn("Largest week (AU)", format="%.0f"),
        "start_au": config.NumberColumn("Start, at most (AU)", format="%.0f"),
        "first_week_au": config.NumberColumn("First week (AU)", format="%.0f"),
        "said": "Scaled by",
        "verdict": "Limits",
    }


def _check(basis: Basis, template: Template, chosen: tuple[str, ...]) -> None:
    """Scale a template to each athlete chosen, and check it; for callbacks."""
    wishes = plan_desk.board(basis.athlete_id).wishes
    first_day, limits = pd.Timestamp(wishes.first_day), wishes.settings.limits
    with store.session(basis.at.path) as con:
        found = squad_plans.for_squad(con, OWNER, chosen, template, first_day, limits)
    st.session_state[_FOUND] = (template.name, found)


def _save(basis: Basis, template: Template, ready: list[SquadPlan]) -> None:
    """Save the plans that were shown, each under the template's name; for callbacks."""
    limits = plan_desk.board(basis.athlete_id).wishes.settings.limits
    try:
        with store.session(basis.at.path) as con:
            for one in ready:
                if one.scaled is not None:
                    plans.save(
                        con,
                        athlete_id=one.athlete_id,
                        name=template.name,
                        plan=one.scaled.plan,
                        settings=PlanSettings(
                            limits=limits,
                            session_weekdays=template.session_weekdays,
                            deload=template.deload,
                        ),
                        created_by=_by(),
                    )
    except WorkbenchError as error:
        st.session_state[_TOLD] = str(error)
        return
    st.session_state.pop(_FOUND, None)
    st.session_state[_TOLD] = f"Saved {text.counted(len(ready), 'plan')}: {template.name}."


def _keep(reading: Reading) -> None:
    with st.expander("Keep this plan as a template", key="plan-template-keep"):
        name = st.text_input("Template's name", key="plan-template-name", max_chars=60)
        st.button(
            "Keep", key="plan-template-keep-now", disabled=not name.strip(), on_click=_keep_now,
            args=(reading, name.strip()),
        )  # fmt: skip


def _keep_now(reading: Reading, name: str) -> None:
    """Keep the plan as a template; for callbacks."""
    try:
        with store.session(reading.basis.at.path) as con:
            template = of_plan(name, reading.plan)
            _, version = plan_templates.save_template(con, template, created_by=_by())
    except WorkbenchError as error:
        st.session_state[_TOLD] = str(error)
        return
    st.session_state[_TOLD] = f"Template {name} kept, version {version}."


def _by() -> str:
    """Return who saves, as the field of Save has it."""
    return str(st.session_state.get("plan-by") or "coach").strip() or "coach"
