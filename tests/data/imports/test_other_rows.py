"""Tables of other training and of symptoms: what is taken, what is asked, what is refused."""

import hashlib

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import OWNER, assembly, athletes, integrity, other_sessions, store, symptoms
from data.imports import Upload, import_files, mapping, tables
from data.imports.mapping import Mapping

OTHER = "athlete_id,local_date,kind,label,session_rpe,duration_min,note\n"
PAIN = "athlete_id,local_date,site,side,moment,pain_0_10,is_bone,limp\n"
LIFT = "mara,2026-02-01,strength,,6,45,\n"
HURT = "mara,2026-02-01,achilles,left,during,3,,\n"


@pytest.fixture
def mara(con):
    athletes.add(con, athlete_id="mara", time_zone="Europe/Athens")
    return con


def take(con, text, **how):
    content = text.encode()
    return tables.take(con, content, hashlib.sha256(content).hexdigest(), **how)


def reason(con):
    ((said,),) = con.execute("SELECT reason FROM refused_rows").fetchall()
    return said


def test_good_rows_of_both_are_taken_with_the_file_they_came_in(mara):
    lifted, hurt = take(mara, OTHER + LIFT), take(mara, PAIN + HURT)
    assert (lifted.kind, lifted.rows_taken) == ("other_sessions", 1)
    assert (hurt.kind, hurt.rows_taken) == ("symptoms", 1)
    for frame in (other_sessions.other_sessions(mara, OWNER), symptoms.symptoms(mara, OWNER)):
        assert frame["file_sha256"].str.len().tolist() == [64]


@pytest.mark.parametrize(
    ("table", "row", "said"),
    [
        (OTHER, "mara,2026-02-01,Strenght,,6,45,", "'Strenght' is not one of .* strength meant?"),
        (OTHER, "mara,2026-02-01,Cross training,,6,45,", "cross_training meant?"),
        (OTHER, "mara,2026-02-01,yoga,,6,45,", "not one of strength, mobility, cross_training.$"),
        (OTHER, "mara,2026-02-01,,,6,45,", "each row needs it (What was trained)"),
        (OTHER, "mara,2026-02-01,strength,,,,", "session_rpe and duration_min are both empty"),
        (OTHER, "mara,2026-02-01,strength,,60,45,", "0-100 meant?"),
        (OTHER, "mara,2026-02-01,strength,,6,2700,", "s meant?"),
        (OTHER, "mara,2026-02-01,strength,,6,0.75,", "h meant?"),
        (OTHER, "mara,2026-02-01,strength,,-6,45,", "-6 is outside 0 to 10"),
        (OTHER, "mara,2026-02-01,strength,,6,inf,", "is not finite"),
        (OTHER, "mara,2226-02-01,strength,,6,45,", "is in the future"),
        (OTHER, "marra,2026-02-01,strength,,6,45,", "'mara' meant?"),
        (PAIN, "mara,2026-02-01,Achilles,left,during,3,,", "achilles meant?"),
        (PAIN, "mara,2026-02-01,achilles,L,during,3,,", "'L' is not one of left, right, both"),
        (PAIN, "mara,2026-02-01,achilles,,during,3,,", "each row needs it (Of the body)"),
        (PAIN, "mara,2026-02-01,achilles,left,next morning,3,,", "next_morning meant?"),
        (PAIN, "mara,2026-02-01,achilles,left,during,35,,", "0-100 meant?"),
        (PAIN, "mara,2026-02-01,achilles,left,during,,,", "each row needs it (0 none, 10 worst)"),
        (PAIN, "mara,2026-02-01,achilles,left,during,3,maybe,", "is_bone: 'maybe' is not one of"),
    ],
)
def test_a_slip_is_refused_with_what_was_likely_meant(mara, table, row, said):
    assert take(mara, f"{table}{row}\n").status == "refused"
    told = reason(mara)
    for part in said.removesuffix("$").split(" .* "):
        assert part in told
    assert not said.endswith("$") or told.endswith(said[:-1])
    assert other_sessions.other_sessions(mara, OWNER).empty
    assert symptoms.symptoms(mara, OWNER).empty


def test_the_same_rows_again_are_known_and_stored_once(mara):
    for text in (OTHER + LIFT, PAIN + HURT):
        assert take(mara, text).status == "taken"
        again = take(mara, text + "\n")
        assert (again.status, again.rows_known, again.rows_refused) == ("duplicate", 1, 0)
    assert len(other_sessions.other_sessions(mara, OWNER)) == 1
    assert len(symptoms.symptoms(mara, OWNER)) == 1


def test_a_twin_in_one_table_is_asked_for_a_label_not_dropped(mara):
    result = take(mara, OTHER + LIFT + LIFT)
    assert (result.rows_taken, result.rows_refused) == (1, 1)
    assert "Row 2 has a strength session of 2026-02-01 already" in reason(mara)
    labelled = OTHER + LIFT + LIFT.replace(",,6", ",evening,6")
    assert take(mara, labelled).rows_taken == 1


TWO = "mara,2026-02-01,strength,{},6,45,\nmara,2026-02-01,strength,{},{},30,\n"


@pytest.mark.parametrize(
    "rows",
    [
        "mara,2026-02-01,strength,,6,,\nmara,2026-02-01,strength,,,45,\n",
        LIFT + LIFT,
        TWO.format("", "", 7),
    ],
)
def test_the_same_bytes_twice_give_the_same_store_and_the_same_refusals(database, rows):
    with store.session(database) as con:
        athletes.add(con, athlete_id="mara")
    upload = Upload("lift.csv", (OTHER + rows).encode())
    seen = []
    for _ in range(3):
        import_files(database, [upload])
        with store.session(database) as con:
            seen.append((other_sessions.other_sessions(con, OWNER).to_dict(), reason(con)))
    assert repr(seen[0]) == repr(seen[1]) == repr(seen[2])
    assert "Row 2 has a strength session" in seen[0][1]


def test_labels_given_to_two_sessions_of_a_day_do_not_count_one_of_them_twice(mara):
    take(mara, OTHER + TWO.format("", "", 7))
    result = take(mara, OTHER + TWO.format("morning", "evening", 7))
    assert "strength session of 2026-02-01 without a label is morning now" in result.reason
    stored = other_sessions.other_sessions(mara, OWNER)
    assert stored["label"].tolist() == ["morning", "evening"]
    assert assembly.other_load(mara, OWNER)["other_load"].tolist() == [6 * 45 + 7 * 30]


def test_a_row_without_a_label_beside_a_labelled_one_of_its_load_is_asked_about(mara):
    take(mara, OTHER + LIFT.replace(",,6", ",morning,6"))
    assert take(mara, OTHER + LIFT).rows_refused == 1
    assert "of the same effort and length is stored as morning" in reason(mara)


def test_a_note_told_later_is_filled_in_and_another_one_is_asked_about(mara):
    noted = PAIN.replace("limp", "limp,note")
    take(mara, PAIN + HURT)
    assert take(mara, noted + HURT.replace(",,\n", ",,,downhill\n")).rows_taken == 1
    assert symptoms.symptoms(mara, OWNER)["note"].tolist() == ["downhill"]
    assert take(mara, noted + HURT.replace(",,\n", ",,,stairs\n")).rows_refused == 1
    assert "with another note, 'downhill'" in reason(mara)


def test_what_a_stored_session_lacks_is_filled_in_and_what_contradicts_it_is_refused(mara):
    take(mara, OTHER + "mara,2026-02-01,strength,,,45,\n")
    assert take(mara, OTHER + LIFT).rows_taken == 1
    assert other_sessions.other_sessions(mara, OWNER)["session_rpe"].tolist() == [6]
    take(mara, OTHER + "mara,2026-02-01,strength,,7,45,\n")
    assert "session_rpe is 7, but the strength session of 2026-02-01 has 6" in reason(mara)
    assert other_sessions.other_sessions(mara, OWNER)["session_rpe"].tolist() == [6]


def test_a_symptom_told_twice_in_two_ways_is_asked_about(mara):
    take(mara, PAIN + HURT)
    take(mara, PAIN + HURT.replace("3,,", "3,yes,"))
    assert "achilles, left, during has pain 3 of 10 already" in reason(mara)
    assert symptoms.symptoms(mara, OWNER)["is_bone"].tolist() == [False]


def test_pain_of_0_is_taken_as_0(mara):
    take(mara, PAIN + HURT.replace("during,3", "during,0"))
    assert symptoms.symptoms(mara, OWNER)["pain_0_10"].tolist() == [0]


def test_millimetres_of_a_scale_become_points_where_the_mapping_says_so(mara):
    names = ("athlete_id", "local_date", "site", "side", "moment", "pain_0_10")
    mapped = Mapping("symptoms", {n: n for n in names}, units={"pain_0_10": "0-100"})
    take(mara, PAIN + HURT.replace("during,3", "during,35"), mappings=(mapped,))
    assert symptoms.symptoms(mara, OWNER)["pain_0_10"].tolist() == [3.5]


def test_a_table_of_power_tests_without_a_source_is_not_taken_for_other_training():
    header = ("athlete_id", "local_date", "kind", "duration_s", "power_w", "note")
    assert mapping.own_names(header) is None
    assert "power_tests, which needs power_source" in mapping.why_unknown(header)


def test_other_training_of_unknown_size_throughout_is_told_what_it_lacks():
    header = ("athlete_id", "local_date", "kind", "label")
    assert mapping.own_names(header) is None
    said = mapping.why_unknown(header, "other_sessions")
    assert "which needs session_rpe or duration_min" in said


def test_formulas_and_quotes_in_texts_stay_text(mara):
    label, note = '=HYPERLINK("x")', "Robert'); DROP TABLE athletes;--"
    quoted = '"=HYPERLINK(""x"")"'
    take(mara, f'{OTHER}mara,2026-02-01,strength,{quoted},6,45,"{note}"\n')
    (row,) = other_sessions.other_sessions(mara, OWNER).to_dict("records")
    assert (row["label"], row["note"]) == (label, note)


CELL = st.sampled_from(
    ["", "6", "60", "-1", "nan", "1e400", "strength", "STRENGTH", "left", "mara", "2026-02-01", "x"]
)


@given(rows=st.lists(st.lists(CELL, min_size=7, max_size=8), max_size=6))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_a_table_holds_each_row_is_taken_known_or_refused(rows):
    with store.session(":memory:") as con:
        athletes.add(con, athlete_id="mara")
        for header, width in ((OTHER, 7), (PAIN, 8)):
            lines = [",".join(cells) for cells in rows if len(cells) == width and any(cells)]
            result = take(con, "\n".join((header.strip(), *lines)))
            assert result.rows_taken + result.rows_refused + result.rows_known == len(lines)


def test_a_whole_import_leaves_nothing_for_the_check_to_find(database):
    with store.session(database) as con:
        athletes.add(con, athlete_id="mara")
    uploads = [
        Upload("lift.csv", (OTHER + LIFT).encode()),
        Upload("pain.csv", (PAIN + HURT).encode()),
    ]
    assert import_files(database, uploads).counts["taken"] == 2
    health = integrity.check(database)
    assert (health.problems, health.warnings) == ((), ())
    assert (health.counts["other_sessions"], health.counts["symptoms"]) == (1, 1)


@pytest.mark.parametrize("table", ["other_sessions", "symptoms"])
def test_rows_of_a_file_nobody_recorded_are_found(database, table):
    with store.session(database) as con:
        athletes.add(con, athlete_id="mara")
        take(con, OTHER + LIFT if table == "other_sessions" else PAIN + HURT)
    (said,) = integrity.check(database).problems
    assert "came in a file that was never recorded" in said


def test_what_nobody_asked_of_a_bone_is_not_a_no_but_of_a_tendon_it_is(mara):
    take(mara, PAIN + HURT + HURT.replace("achilles", "shin"))
    told = symptoms.symptoms(mara, OWNER).set_index("site")["is_bone"]
    assert told["achilles"] == False  # noqa: E712
    assert pd.isna(told["shin"])
