"""What tests of the Drills page share: how it is read, and an athlete and a drill of one's own."""

import json

from data import athletes, store

HOSTILE = "![x](http://evil.example/x.png) <b>y</b> :smile:"
STAIR_HOP = {
    "drill_id": "stair-hop",
    "name": "Stair hop",
    "legs": 2,
    "contact_ms": 170,
    "flight_ms": 330,
    "drill_class": "moderate",
    "qualities": ("stiffness", "reactive"),
    "level": 2,
}


def table(page):
    return page.dataframe[0].value


def texts(page):
    return " ".join(one.value for one in [*page.markdown, *page.caption, *page.header, *page.info])


def spec(page):
    return json.loads(page.get("plotly_chart")[0].proto.spec)


def somebody(database, **more):
    with store.session(database) as con:
        athletes.add(con, athlete_id="mara-k", name="Mara", **more)
    return "mara-k"


def press(page, key):
    return page.button(key=key).click().run()
