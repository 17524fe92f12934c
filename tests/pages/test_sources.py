import shutil

from data import demo
from pages.components import sources


def test_a_file_put_in_anothers_place_is_not_taken_for_it(database, tmp_path, open_page):
    demo.load(database, athletes=2, days=120, seed=1)
    first = sources.key()
    names = list(sources.athletes(first)["name"])
    demo.load(tmp_path / "other.duckdb", athletes=3, days=120, seed=2)

    shutil.move(tmp_path / "other.duckdb", database)

    assert sources.key() != first
    assert len(sources.athletes(sources.key())) == 3 != len(names)


def test_a_read_does_not_change_the_key(demo_database, open_page):
    key = sources.key()
    sources.contents(key)
    assert sources.key() == key
