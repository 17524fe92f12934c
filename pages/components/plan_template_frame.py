"""What a template moves on a board: goal, days and pattern, never silently."""

from dataclasses import replace
from datetime import date

from analytics.progression.plan_template import Template
from pages.components.days import day
from pages.components.plan_state import Board, Wishes


def framed(now: Board, template: Template, end: date) -> tuple[Wishes, list[str]]:
    """Return days and settings with a template's plan on the board, and what was moved in words.

    Other plans of the board keep their goal, days and pattern wherever the template ends by then.
    """
    wishes, settings = now.wishes, now.wishes.settings
    if now.drafts and end <= wishes.goal_date:
        ends = f" {template.name} ends on {day(end)}." if end < wishes.goal_date else ""
        return wishes, [f"Goal, days and pattern stay as they were for the other plans.{ends}"]
    if template.blocks and not now.drafts:
        settings = replace(
            settings, session_weekdays=template.session_weekdays, deload=template.deload
        )
    moved = []
    if end != wishes.goal_date:
        whose = " of all plans of the board" if now.drafts else ""
        moved.append(f"goal{whose} from {day(wishes.goal_date)} to {day(end)}")
    if settings.session_weekdays != wishes.settings.session_weekdays:
        moved.append("days")
    if settings.deload != wishes.settings.deload:
        moved.append(f"pattern from {wishes.settings.deload} to {settings.deload}")
    said = [f"Moved with the template: {', '.join(moved)}. ↶ takes all of it back."]
    return replace(wishes, settings=settings, goal_date=end), said if moved else []
