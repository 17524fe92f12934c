"""Rules every table of the schema keeps, read from DuckDB's own catalogue."""

import duckdb
import pytest

from data import vocabulary
from data.imports.kinds import KINDS

# What a comment says of a column whose name ends so; the longest end counts.
UNIT_WORDS = {
    "_w": "watts",
    "_w_kg": "watts a kilogram",
    "_j": "joules",
    "_kg": "kilograms",
    "_m": "metres",
    "_m_s": "metres a second",
    "_s": "seconds",
    "_ms": "milliseconds",
    "_min": "minutes",
    "_h": "hours",
    "_bpm": "beats a minute",
    "_spm": "steps a minute",
    "_bw": "body weights",
    "_au": "AU",
    "_percent": "%",
    "_share": "0 to 1",
    "_rpe": "0 to 10",
    "_bytes": "bytes",
    "_at": "UTC",
    "seconds": "seconds",
}


@pytest.fixture
def columns(con):
    return con.execute("""
        SELECT table_name, column_name, data_type, comment
        FROM duckdb_columns()
        WHERE NOT internal
    """).fetchall()


def test_every_column_says_what_it_is(columns):
    assert len(columns) > 180
    assert [(table, name) for table, name, _, comment in columns if not comment] == []


def test_every_comment_names_the_unit_of_its_column(columns):
    silent = []
    for table, name, _, comment in columns:
        ends = [end for end in UNIT_WORDS if name.endswith(end)]
        word = UNIT_WORDS[max(ends, key=len)] if ends else ""
        if word.lower() not in comment.lower():
            silent.append((table, name, word))
    assert silent == []


@pytest.mark.parametrize("value", ["inf", "-inf", "nan"])
def test_no_measured_column_takes_what_is_not_finite(con, columns, value):
    """Each CHECK that speaks of one column alone is asked; samples carry none, being too many."""
    checks = con.execute("""
        SELECT table_name, constraint_column_names[1], expression
        FROM duckdb_constraints()
        WHERE constraint_type = 'CHECK' AND len(list_distinct(constraint_column_names)) = 1
    """).fetchall()
    measured = {(table, name) for table, name, data_type, _ in columns if data_type == "DOUBLE"}
    refused = set()
    for table, name, check in checks:
        if (table, name) in measured:
            asked = f"SELECT {check} FROM (SELECT '{value}'::DOUBLE AS {name})"
            refused |= {(table, name)} if con.execute(asked).fetchall() == [(False,)] else set()
    assert measured - refused == set()


def test_a_refused_row_is_of_a_kind_there_is(con):
    listed = ", ".join(f"'{kind}'" for kind in (*KINDS, "stryd_csv"))
    (sql,) = con.execute(
        "SELECT sql FROM duckdb_tables() WHERE table_name = 'refused_rows'"
    ).fetchone()
    assert f"({listed})" in sql


def test_every_power_source_is_one_of_the_vocabulary(con):
    listed = ", ".join(f"'{word}'" for word in vocabulary.POWER_SOURCES)
    tables = con.execute("SELECT table_name, sql FROM duckdb_tables()").fetchall()
    free = [name for name, sql in tables if "power_source " in sql and f"({listed})" not in sql]
    assert free == []


def test_a_fit_of_an_unknown_source_is_refused_by_the_database_itself(con):
    with pytest.raises(duckdb.ConstraintException, match="CHECK"):
        con.execute("""
            INSERT INTO fits (kind, power_source, settings, data_sha256, model_version,
                n_athletes, n_tests, seconds, content)
            VALUES ('critical_power', 'bicycle', '{}', '', '1', 1, 1, 1, 'x'::BLOB)
        """)
