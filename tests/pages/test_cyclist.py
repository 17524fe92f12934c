"""The classic nine-test cyclist on the Response page, from his own file to his curve."""

import pytest

from analytics.response import ResponseModel
from data import OWNER, assembly, fits, store
from data.imports import import_files
from tests.acceptance.test_cyclist import MAPPINGS

pytestmark = pytest.mark.real
SERIES = {"kind": "time_trial", "power_source": "cycling_meter", "duration_s": 300.0}


def test_his_response_is_shown_with_its_interval_and_conventions(real_data, database, open_page):
    import_files(database, [real_data / "dorem/data-raw/bike-score.csv"], mappings=MAPPINGS)
    model = ResponseModel(same_day=True, history_before="none")
    with store.session(database) as con:
        loads, tests, _ = assembly.response_inputs(con, OWNER, **SERIES)
        fits.save(con, model.fit(loads, tests), **SERIES, seconds=0.0)

    page = open_page("response", athlete="cyclist", dose="500")

    assert not page.exception
    assert page.header[0].value.startswith("500 AU a week for 8 weeks: ")
    said = " ".join(text.value for text in page.markdown)
    assert "A load acts from the same day. Plyometrics before the log: none." in said
    assert "**Not assessed yet.**" in said
    assert len(page.get("plotly_chart")) == 2
