import io
import re

import numpy as np
import pandas as pd
import pypdf
import pytest

from analytics.progression import card
from analytics.progression.paper_sessions import reasons, sessions
from analytics.progression.plan import Plan
from data.plan_exports import warm_up
from tests.analytics.progression.papers import (
    BROKEN,
    CATALOGUE,
    MONDAY,
    NO_ROWS,
    SESSION,
    above,
    paper,
    plan,
    rows,
)

A5_PT = (148 / 25.4 * 72, 210 / 25.4 * 72)


def read(of):
    return pypdf.PdfReader(io.BytesIO(card.pdf(of)))


def text(of):
    pages = " ".join(page.extract_text() for page in read(of).pages)
    return re.sub(r"\s+", " ", pages)


def test_a_card_is_a5_upright_and_a_week_is_a_page():
    pages = read(paper()).pages
    assert len(pages) == 2
    for page in pages:
        assert [float(one) for one in page.mediabox[2:]] == pytest.approx(A5_PT, abs=0.1)


def test_no_letter_on_it_is_smaller_than_it_can_be_read():
    sizes = set()

    def note(text, _user, _line, _font, size):
        sizes.update([size] if text.strip() else [])

    for page in read(paper(found=BROKEN, is_synthetic=True)).pages:
        page.extract_text(visitor_text=note)
    assert min(sizes) >= 9.5


def test_it_is_tagged_for_those_who_listen_to_it():
    root = read(paper()).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert set(tags(root["/StructTreeRoot"])) >= {"/H1", "/H2", "/Table", "/TH", "/TD"}


def tags(node):
    node = node.get_object()
    if isinstance(node, list):
        for one in node:
            yield from tags(one)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node["/S"]
        if "/K" in node:
            yield from tags(node["/K"])


def test_it_says_who_what_when_how_much_and_how_long_to_rest():
    found = text(paper(event="Valencia"))
    for said in (
        "Mara K. Two sessions, 146 contacts, about 25 min each",
        "Week of 23 Nov 2026 · level 3, week 1 of 4 · Valencia · goal Mon 21 Dec 2026",
        "Tue 24 Nov Sets × reps Height Rest Done 73 contacts",
        "Warm-up Easy running: 10 to 15 min Hill bound 3 × 10 – 1:30 min Lean with the slope",
        "Drop jump 3 × 5 30 cm 2:30 min Step off, touch and go",
        "Single-leg forward hop 3 × 3 each leg – 2:30 min",
        "Single-leg lateral hop 1 × 5 each leg – 45 s",
        "Effort 0–10 · Pain 0–10: during after next morning where",
        "all limits met Plan “spring bounce” v3 · issued 22 Nov 2026 by R. Ek",
    ):
        assert said in found


def test_a_drill_on_one_leg_says_how_much_is_of_each():
    amounts = [
        (sets, reps, sessions(paper(plan((1,), [("single-leg-hop", sets, reps, np.nan, 60)]))))
        for sets, reps in ((3, 10), (4, 5), (3, 5))
    ]
    assert [one[2][0].drills[0].amount for one in amounts] == [
        "3 × 5 each leg",
        "2 × 5 each leg",
        "3 × 5, legs in turn",
    ]
    bound = sessions(paper(plan((1,), [("bound", 3, 10, np.nan, 60)])))
    assert bound[0].drills[0].amount == "3 × 10"


def test_stop_rules_stand_above_the_drills_of_every_week():
    for page in read(paper()).pages:
        found = page.extract_text()
        assert 0 < found.index("Stop at once and tell your coach") < found.index("Hill bound")
        assert "above 5 of 10 · any pain in a" in found
        assert "morning pain is 2 above your usual" in found


def test_a_plan_over_a_limit_says_so_on_every_page_above_the_drills_of_the_first():
    first, *others = (
        re.sub(r"\s+", " ", one.extract_text()) for one in read(paper(found=BROKEN)).pages
    )
    assert first.index("BREAKS A LIMIT: L Achilles largest day 1.23 ×") < first.index("Hill bound")
    assert first.count("BREAKS A LIMIT") == 1
    assert others
    for page in others:
        assert "BREAKS A LIMIT: L Achilles" in page.split("Pain 0–10")[-1]
    assert "all limits met" not in first.join(others)


UNKNOWN = rows(above("residual", np.nan, np.nan, 1, "tibia", "left")).assign(
    is_above=pd.array([None], dtype="boolean"), detail="16 unknown days in a row"
)


def test_what_cannot_be_known_is_said_at_the_foot_of_the_first_page():
    first, second = (
        re.sub(r"\s+", " ", one.extract_text()) for one in read(paper(found=UNKNOWN)).pages
    )
    assert "all limits met as far as can be known · Cannot be known: residual. Plan" in first
    assert "all limits met as far as can be known Plan" in second


def test_it_promises_nothing_and_names_nobody_else():
    found = text(paper()).lower()
    for word in ("gain", "%", "w/kg", "injury", "risk", "safe", "!"):
        assert word not in found


def test_synthetic_data_are_marked_on_it():
    assert "◌ SYNTHETIC" in text(paper(is_synthetic=True))
    assert "SYNTHETIC" not in text(paper())


def test_equal_plans_make_equal_bytes_and_fingerprints():
    assert card.pdf(paper()) == card.pdf(paper())
    assert paper().fingerprint == paper(version=9, plan_name="Other").fingerprint
    assert paper().fingerprint != paper(plan(days=(2,))).fingerprint


HOSTILE = '#panic("x") $x^2$ *b* = h <l> @ref #include "/etc/passwd" \\ \n\u0000 \u202e 春'


def test_names_are_shown_as_they_are_and_never_read_as_markup():
    found = text(
        paper(athlete_name='#panic("x")', plan_name='$x$ *b* #read("/etc/passwd")', issued_by="<l>")
    )
    assert '#panic("x")' in found
    assert '“$x$ *b* #read("/etc/passwd")” v3 · issued 22 Nov 2026 by <l>' in found


def test_a_name_in_letters_without_a_font_has_its_id_beside_it():
    assert "(mara)" in text(paper(athlete_name="春 🦘"))
    hostile = dict.fromkeys(("athlete_name", "plan_name", "issued_by", "event"), HOSTILE)
    assert "#panic" in text(paper(why={MONDAY: HOSTILE}, warm_up=HOSTILE, **hostile))


def test_a_long_name_is_cut_and_leaves_its_place_to_the_rest():
    found = text(paper(athlete_name="Wolfeschlegel" * 40)).replace("\u200b", "").replace(" ", "")
    assert f"{('Wolfeschlegel' * 4)[:35]}…" in found
    assert len(read(paper(athlete_name="Wolfeschlegel" * 40)).pages) == 2


def many_drills():
    usable = CATALOGUE["contacts_per_rep"].gt(0) & CATALOGUE["model_peak_at_height"].str.len().eq(0)
    return [(one, 3, 10, np.nan, 60) for one in CATALOGUE.loc[usable, "drill_id"]]


@pytest.mark.parametrize("of", [plan((1,), many_drills()), plan(range(7))])
def test_a_week_that_goes_on_says_whose_it_is_and_when_to_stop_on_each_page(of):
    pages = [re.sub(r"\s+", " ", one.extract_text()) for one in read(paper(of, BROKEN)).pages]
    assert len(pages) > 2
    for page in pages:
        assert page.startswith("Mara K. ")
        assert "Week of 23 Nov 2026" in page
        assert "Stop at once and tell your coach if pain goes above 5 of 10" in page
        assert "Sets × reps Height Rest Done" in page
        assert "BREAKS A LIMIT: L Achilles" in page


@pytest.mark.parametrize(("found", "n_steps"), [(BROKEN, 0), (BROKEN, 8), (NO_ROWS, 4)])
def test_no_drill_is_parted_from_its_cue_by_the_end_of_a_page(found, n_steps):
    of = paper(plan((1,), many_drills()), found, warm_up="Easy running: 10 min · " * n_steps)
    page = re.sub(r"\s+", " ", read(of).pages[0].extract_text())
    drills = CATALOGUE[CATALOGUE["drill_id"].isin([one for one, *_ in many_drills()])]
    named = [f"{name} 3 ×" in page for name in drills["name"]]
    assert named == [cue in page for cue in drills["cue"]]
    assert 0 < sum(named) < len(named)


def test_a_week_of_a_plan_that_begins_on_no_monday_is_told_by_both_ends():
    begun = plan((2, 4, 11))
    moved = Plan(begun.sets, MONDAY + pd.Timedelta(days=2), begun.goal_date)
    found = text(paper(moved))
    assert "25 Nov to 1 Dec 2026 · level 3, week 1 of 4" in found
    assert "Week of" not in found


def test_three_sessions_of_four_drills_fit_a_page():
    of = plan((1, 3, 5))
    told = paper(of, UNKNOWN, warm_up=warm_up(3), why=reasons(of))
    assert len(read(told).pages) == 1
    assert "Warm-up as on Tue 24 Nov Hill bound" in text(told)


def test_two_sessions_of_four_drills_fit_a_page_even_with_every_warning():
    warm_up = "Easy running: 10 to 15 min · " * 8
    told = paper(plan((1, 4)), BROKEN, warm_up=warm_up, why={MONDAY: "x" * 60})
    assert len(read(told).pages) == 1


def test_a_plan_without_a_session_says_so():
    assert "No session is planned." in text(paper(plan(())))


def test_weeks_without_a_session_have_no_page():
    assert len(read(paper(plan((1, 22)))).pages) == 2
    assert "week 4 of 4" in text(paper(plan((1, 22))))


def test_more_sets_than_boxes_are_counted():
    assert "of 20" in text(paper(plan((1,), [("pogo", 20, 10, np.nan, 60)])))


def test_pictures_of_it_are_pictures():
    (one,) = card.png(paper(plan((1,))), 50)
    assert one.startswith(b"\x89PNG")


def test_why_a_day_tells_what_lies_around_it():
    is_hard = pd.Series([True, False], index=[MONDAY + pd.Timedelta(days=n) for n in (5, 6)])
    assert list(reasons(plan(), is_hard).values()) == [
        "",
        "3 days after the last session; a hard run the day after",
        "4 days after the last session",
        "3 days after the last session",
    ]
    assert reasons(plan(()), is_hard) == {}


def test_minutes_and_contacts_of_a_session_are_those_of_its_sets():
    first = sessions(paper())[0]
    assert first.contacts == sum(sets * reps for _, sets, reps, _, _ in SESSION)
    daily = plan().daily(CATALOGUE)
    assert first.minutes == pytest.approx(daily["minutes"].iloc[0])
