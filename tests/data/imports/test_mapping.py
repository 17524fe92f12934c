from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import InputError
from data.imports import kinds, mapping
from data.imports.mapping import Mapping

HEADER = ("Day", "Load", "Best5")
LOADS = Mapping(
    "daily_loads",
    columns={"local_date": "Day", "value": "Load"},
    constants={"athlete_id": "mara", "channel": "plyo", "unit": "AU"},
    day_one=date(2026, 1, 1),
)
TESTS = Mapping(
    "power_tests",
    columns={"local_date": "Day", "power_w": "Best5"},
    constants={"kind": "time_trial", "duration_s": "300", "power_source": "stryd"},
    units={"power_w": "kW"},
    date_format="%d.%m.%Y",
    decimal=",",
    thousands=".",
    no_record_when_empty=("power_w",),
)


def test_a_mapping_survives_json():
    assert mapping.loads(mapping.dumps((LOADS, TESTS))) == (LOADS, TESTS)


@given(st.dictionaries(st.sampled_from(["athlete_id", "mass_kg"]), st.text(min_size=1), min_size=2))
def test_whatever_others_call_their_columns_survives_json(names):
    one = Mapping("body_mass", columns={**names, "local_date": "t"})
    assert mapping.loads(mapping.dumps([one])) == (one,)


def test_a_layout_is_remembered_and_the_last_word_counts(con):
    assert mapping.recall(con, HEADER) is None
    mapping.remember(con, HEADER, (LOADS,))
    mapping.remember(con, HEADER, (LOADS, TESTS))
    assert mapping.recall(con, HEADER) == (LOADS, TESTS)
    assert mapping.recall(con, HEADER[:2]) is None


def test_a_layout_without_the_mapped_columns_is_not_remembered(con):
    with pytest.raises(InputError, match="no Best5"):
        mapping.remember(con, ("Day", "Load"), (LOADS, TESTS))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"kind": "sprints"}, "no kind of table; there are athletes"),
        ({"columns": {"weight": "W"}}, "has no column weight"),
        ({"columns": {"mass_kg": "W"}}, "needs local_date"),
        ({"constants": {"mass_kg": "70"}}, "mapped to a column and a constant"),
        ({"units": {"mass_kg": "stone"}}, "'stone' is no unit of mass; use kg, g, lb"),
        ({"units": {"local_date": "d"}}, "is no unit"),
        ({"decimal": ";"}, "decimal is"),
        ({"decimal": ",", "thousands": ","}, "cannot be both"),
        ({"date_format": "%d.%m."}, "does not tell year"),
        ({"date_format": "DD.MM.YYYY"}, "does not tell year"),
        ({"date_format": "%d.%m.%Y", "day_one": date(2026, 1, 1)}, "no date_format"),
    ],
)
def test_an_impossible_mapping_is_refused_before_any_data_is_seen(changed, reason):
    good = {"kind": "body_mass", "columns": {"local_date": "t", "mass_kg": "W"}}
    with pytest.raises(InputError, match=reason):
        Mapping(**{**good, **changed})


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "7", '[{"columns": {}}]', '[{"kind": "athletes", "colour": 1}]',
     '{"kind": "body_mass", "columns": [1]}', '{"kind": "athletes", "day_one": "soon"}'],
)  # fmt: skip
def test_a_file_that_describes_no_mapping_is_refused(text):
    with pytest.raises(InputError):
        mapping.loads(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"date_format": 5, "columns": {"local_date": "t", "mass_kg": "m"}}', "5 where text"),
        ('{"decimal": ["."], "columns": {"local_date": "t", "mass_kg": "m"}}', "where text"),
        ('{"decimal": {"a": 1}, "columns": {"local_date": "t", "mass_kg": "m"}}', "where text"),
        ('{"columns": {"local_date": "t", "mass_kg": "\\ud800"}}', "half a character"),
        ('{"columns": {"local_date": "t", "mass_kg": {"a": 1}}}', "text and numbers"),
        ('{"no_record_when_empty": 5}', "cannot be read"),
        ('{"constants": {"mass_kg": ' + "[" * 100_000, "nested too deeply"),
        ("[" * 100_000 + "]" * 100_000, "nested too deeply"),
        ('{"kinds": 1}', "any of kind, columns, constants, units, day_one, date_format"),
        (
            '{"columns": {"local_date": "t", "mass_kg": "m"}, "units": {"local_date": "g"}}',
            "'g' is no unit of local_date, which has none to choose",
        ),
    ],
)
def test_nonsense_is_told_in_a_sentence(text, said):
    text = text.replace('{"', '{"kind": "body_mass", "', 1) if "kind" not in text else text
    with pytest.raises(InputError, match=said):
        mapping.loads(text)


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_a_template_is_recognised_as_what_it_is(kind):
    header = kinds.template(kind).decode().strip().split(",")
    (found,) = mapping.own_names(header)
    assert found.kind == kind
    assert set(found.columns) == set(header)


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_the_required_columns_alone_are_recognised(kind):
    (found,) = mapping.own_names((*kinds.KINDS[kind].required, *kinds.KINDS[kind].one_of[:1]))
    assert found.kind == kind


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_every_column_has_a_meaning_and_an_example_that_passes_its_check(kind):
    from data.imports import cells

    for column in kinds.columns(kind):
        assert column.meaning
        assert cells.value(column.example, column, cells.OURS) is not None


def test_capitals_and_spaces_in_our_names_do_not_matter():
    (found,) = mapping.own_names(("Athlete ID", " local_date ", "MASS_KG"))
    assert found.columns["mass_kg"] == "MASS_KG"


def test_columns_of_no_known_table_are_told_the_nearest():
    assert mapping.own_names(("athlete_id", "local_date", "mass")) is None
    assert "body_mass, which needs mass_kg" in mapping.why_unknown(
        ("athlete_id", "local_date", "mass")
    )
