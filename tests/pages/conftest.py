"""Open pages in process, on a real database."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture
def open_page(database):
    """Open a page as a visitor does: through app.py, with the link's parameters."""
    st.cache_data.clear()
    st.cache_resource.clear()

    def open_page(name=None, **params):
        app = AppTest.from_file(str(APP), default_timeout=60)
        app.query_params.update(params)
        app.run()
        return app.switch_page(f"pages/{name}.py").run() if name else app

    yield open_page
    st.cache_data.clear()
    st.cache_resource.clear()
