from data import drills
from data.imports.kinds import KINDS
from pages.components import templates


def test_every_kind_and_every_drill_but_the_reference_is_described(database, open_page):
    page = open_page("imports")
    page.session_state["imports-view"] = "Templates"
    page = page.run()

    assert not page.exception
    assert [one.label for one in page.expander] == [kind.title for kind in KINDS.values()]
    assert [one.proto.expanded for one in page.expander] == [True, *[False] * (len(KINDS) - 1)]
    assert len(page.table) == len(KINDS) + 1


def test_a_drill_is_listed_with_its_legs_its_height_and_its_dose():
    listed = {one["drill_id"]: one for one in templates.drill_list()}

    catalogue = drills.catalogue()
    landed = catalogue.loc[catalogue["contacts_per_rep"] > 0, "drill_id"]
    assert set(listed) == set(landed) - {"running-step"}
    assert listed["pogo"]["AU"] == "1.00"
    assert listed["drop-jump"]["Height needed"] == "0.10 to 0.60 m"
    assert listed["bound"]["Legs"] == "1 in turn"
