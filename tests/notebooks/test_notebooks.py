"""Notebooks run from top to bottom, say what they promise, and keep no output."""

import os
import re
from pathlib import Path

import jupytext
import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
TRUST = ROOT / "notebooks" / "01_can_we_trust_the_curve.ipynb"
LIMITS = ROOT / "notebooks" / "02_what_does_a_limit_cost.ipynb"

# The kernel is a process of its own; what its client warns of is not about this project.
pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Run a notebook as from the project's folder, and return it with its outputs."""
    place = tmp_path_factory.mktemp("jupyter")

    def run(notebook, **env):
        client = NotebookClient(
            notebook,
            timeout=300,
            resources={"metadata": {"path": str(ROOT)}},
            kernel_name="python3",
        )
        own = {"IPYTHONDIR": str(place), "JUPYTER_RUNTIME_DIR": str(place), "PYTHONWARNINGS": ""}
        client.execute(env={**os.environ, **own, **env})
        return notebook

    return run


def printed(notebook):
    return "".join(
        output["text"]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output["output_type"] == "stream" and output["name"] == "stdout"
    )


def figures(notebook):
    shown = [
        output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", [])
    ]
    return [one for one in shown if "application/vnd.plotly.v1+json" in one]


@pytest.fixture(scope="module")
def trusted(run):
    return run(nbformat.read(TRUST, as_version=4))


def test_the_curve_is_recovered_calibrated_and_passes_its_placebo(trusted):
    said = printed(trusted)
    held, athletes = re.search(r"(\d+) of (\d+) intervals hold the planted", said).groups()
    assert int(held) >= 0.75 * int(athletes)
    assert "Intervals of 90 % hold" in said
    assert "no effect: the cohort is not shown" in said
    assert "strong effect: the cohort is shown" in said
    assert len(figures(trusted)) >= 5


@pytest.mark.real
def test_both_published_errors_of_the_classic_cyclist_are_met_and_he_is_not_shown(
    real_data, trusted
):
    said = printed(trusted)
    assert "sum of squared errors 19.745 W²" in said
    assert re.search(r"sum of squared errors 20\.25[45] W²", said)
    assert re.search(r"^(○ not shown|◇ cannot be separated|– too little)$", said, re.MULTILINE)
    assert "log_day" in said
    assert "root mean square error" in said


def test_without_the_real_file_that_part_says_so_and_skips(run):
    notebook = nbformat.read(TRUST, as_version=4)
    sources = [cell.source for cell in notebook.cells]
    first = next(i for i, source in enumerate(sources) if source.startswith("## 4."))
    imports = next(i for i, source in enumerate(sources) if source.startswith("import os"))
    notebook.cells = [notebook.cells[imports], *notebook.cells[first:]]

    said = printed(run(notebook, PLYOPOWER_REAL_DATA=""))

    assert said.startswith("Skipped: PLYOPOWER_REAL_DATA names no folder")
    assert said.count("\n") == 1


def test_three_athletes_of_other_verdicts_have_plans_frontiers_and_prices(run):
    notebook = run(nbformat.read(LIMITS, as_version=4))
    said = printed(notebook)
    for who in ("farid", "dmitri", "ines"):
        assert f"{who}: all limits met" in said
        assert re.search(rf"{who}: .* % at .* % of own high", said)
        assert re.search(rf"{who}: .* % for 10 % more", said)
    shown = "".join(str(cell.get("outputs", "")) for cell in notebook.cells)
    assert all(verdict in shown for verdict in ("● shown", "○ not shown", "– too little"))
    assert len(figures(notebook)) >= 4


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_and_its_script_say_the_same(path):
    notebook, script = jupytext.read(path), jupytext.read(path.with_suffix(".py"))
    assert [(cell.cell_type, cell.source) for cell in notebook.cells] == [
        (cell.cell_type, cell.source) for cell in script.cells
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_output_and_no_machine_is_kept_in_a_notebook(path):
    for cell in nbformat.read(path, as_version=4).cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
    assert not re.search(r"/(home|root|work|Users)/", path.read_text(encoding="utf-8"))
