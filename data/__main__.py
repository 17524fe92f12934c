"""The workbench without a screen: ``python -m data import|demo|fit|plan|check|template``.

Exit status: 0 done, 1 failed, 2 wrong usage, 3 done but something was refused.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import click

from analytics.errors import InputError, WorkbenchError
from data import store, vocabulary

if TYPE_CHECKING:
    from data.imports import FileResult

FAILED: Final = 1
REFUSED: Final = 3


def _shared(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that all have."""
    database = click.option(
        "--db",
        type=click.Path(dir_okay=False, path_type=Path),
        default=store.default_path,
        show_default="PLYOPOWER_DATABASE, else data/workbench.duckdb",
        help="Database file.",
    )
    as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
    return database(as_json(command))


@contextmanager
def _told(as_json: bool) -> Iterator[None]:
    """Say what went wrong in a sentence; anything but a WorkbenchError is a bug and surfaces."""
    try:
        yield
    except WorkbenchError as error:
        click.echo(str(error), err=True)
        if as_json:
            _print({"error": str(error)})
        sys.exit(FAILED)


def _table_kind(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> str | None:
    """Refuse a kind of table there is not, as wrong usage."""
    from data.imports.kinds import KINDS  # slow to import, and most commands need none

    if value is not None and value not in KINDS:
        raise click.BadParameter(f"{value!r} is none of {', '.join(KINDS)}.", context, parameter)
    return value


def _dose_measure(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> str | None:
    """Refuse a measure of dose there is not, as wrong usage."""
    from analytics.load.dose import MEASURES  # slow to import, and most commands need none

    if value is not None and value not in MEASURES:
        raise click.BadParameter(f"{value!r} is none of {', '.join(MEASURES)}.", context, parameter)
    return value


def _print(answer: dict[str, Any]) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, default=str))


@click.group()
def main() -> None:
    """Plyopower without a screen, for schedulers and scripts."""


@main.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="FILES"
)
@click.option("--athlete", help="Whose activity files these are; a new id makes the athlete.")
@click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="How columns of a table map: a JSON list, remembered for its layout.",
)
@click.option(
    "--kind", callback=_table_kind, help="Kind of the tables, where their columns use our names."
)
@_shared
def import_command(
    files: tuple[Path, ...],
    athlete: str | None,
    mapping_file: Path | None,
    kind: str | None,
    db: Path,
    as_json: bool,
) -> None:
    """Import files and folders: FIT, Stryd CSV, and tables."""
    from data.imports import import_files, intake, mapping, tables

    def progress(done: int, total: int, result: "FileResult") -> None:
        click.echo(f"{done} of {total}  {result.name}: {result.status}", err=True)

    with _told(as_json):
        mappings = mapping.loads(_text(mapping_file)) if mapping_file else None
        sources = tables.in_order(intake.expand(files))
        if kind is not None:
            with store.session(db) as con:
                tables.remember_kind(con, sources, kind, athlete)
        report = import_files(db, sources, athlete, mappings=mappings, on_progress=progress)
    if as_json:
        _print(report.to_dict())
    else:
        for one in report.files:
            taken = f"{one.rows_taken} taken, {one.rows_refused} refused"
            click.echo(f"{one.status:9}  {one.name}  {one.kind}  {taken}  {one.reason}".rstrip())
        click.echo(", ".join(f"{status} {n}" for status, n in report.counts.items()))
    sys.exit(0 if report.is_complete else REFUSED)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}.") from error


@main.command()
@click.option("--athletes", type=click.IntRange(1), default=24, show_default=True)
@click.option("--days", type=click.IntRange(60), default=365, show_default=True)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option(
    "--noise",
    "noise_percent",
    type=click.FloatRange(0, 20),
    default=1.5,
    show_default=True,
    help="Error of one power test, per cent.",
)
@click.option("--remove", is_flag=True, help="Remove the demo instead.")
@_shared
def demo(  # noqa: PLR0913 - one argument per option
    *,
    athletes: int,
    days: int,
    seed: int,
    noise_percent: float,
    remove: bool,
    db: Path,
    as_json: bool,
) -> None:
    """Load a synthetic cohort whose true response is known, or remove it."""
    from data import demo as cohort

    with _told(as_json):
        if remove:
            cohort.remove(db)
            answer: dict[str, Any] = {"removed": True}
        else:
            parameters = cohort.load(
                db, athletes=athletes, days=days, seed=seed, noise_percent=noise_percent
            )
            answer = {"synthetic": True, "parameters": parameters}
    if as_json:
        _print(answer)
    elif remove:
        click.echo("The demo is removed.")
    else:
        click.echo(f"Synthetic cohort in {db}:")
        for name, value in answer["parameters"].items():
            click.echo(f"  {name}: {value}")


@main.command()
@click.option("--kind", type=click.Choice(vocabulary.TEST_KINDS), help="Of the tests.")
@click.option(
    "--source", type=click.Choice(vocabulary.POWER_SOURCES), help="What measured the power."
)
@click.option("--duration", "duration_s", type=float, help="Of the time trial, seconds.")
@click.option("--same-day", is_flag=True, help="The load of a day acts on that day's test.")
@click.option("--history-before", type=click.Choice(["unknown", "none"]), default="unknown")
@click.option("--prior", type=click.Choice(["default", "sceptic", "optimist"]), default="default")
@click.option(
    "--prior-mean", type=float, help="Own prior: population mean, % after 8 weeks of 220 AU a week."
)
@click.option("--prior-mean-sd", type=float, help="Own prior: how uncertain that mean is, %.")
@click.option("--prior-athlete-sd", type=float, help="Own prior: spread between athletes, %.")
@click.option(
    "--dose-unit",
    "dose_unit_au",
    type=float,
    default=1.0,
    show_default=True,
    help="AU in one unit of the logged dose.",
)
@click.option(
    "--dose",
    "dose_measure",
    callback=_dose_measure,
    help="What sets are weighed by, such as contacts; kept as the setting. Else as it is set.",
)
@click.option(
    "--level",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=0.90,
    show_default=True,
    help="Of the intervals.",
)
@click.option(
    "--no-evidence", "skip_evidence", is_flag=True, help="Do not judge the athletes; quicker."
)
@_shared
def fit(  # noqa: PLR0913 - one argument per option
    *,
    kind: str | None,
    source: str | None,
    duration_s: float | None,
    same_day: bool,
    history_before: Literal["unknown", "none"],
    prior: Literal["default", "sceptic", "optimist"],
    prior_mean: float | None,
    prior_mean_sd: float | None,
    prior_athlete_sd: float | None,
    dose_unit_au: float,
    dose_measure: str | None,
    level: float,
    skip_evidence: bool,
    db: Path,
    as_json: bool,
) -> None:
    """Fit the response to one series of tests, judge it, and keep it for the pages."""
    from analytics.response import ResponseModel, priors
    from data import headless

    with _told(as_json):
        own = {
            "gain_mean": prior_mean,
            "gain_mean_sd": prior_mean_sd,
            "gain_athlete_sd": prior_athlete_sd,
        }
        changed = {name: value for name, value in own.items() if value is not None}
        model = ResponseModel(
            level=level,
            same_day=same_day,
            history_before=history_before,
            prior=priors.own(prior, **changed) if changed else prior,
            dose_unit_au=dose_unit_au,
        )
        choice = headless.Choice(kind, source, duration_s, dose_measure)
        done = headless.fit(db, choice, model, None if skip_evidence else _progress)
    for warning in done.warnings:
        click.echo(warning, err=True)
    if as_json:
        _print(done.to_dict())
    else:
        click.echo("\n".join(done.sentences()))


def _progress(done: int, total: int) -> None:
    if done == total or done % max(1, total // 10) == 0:
        click.echo(f"{done} of {total} athletes judged", err=True)


@main.command()
@click.argument("plan_id", required=False)
@click.option("--athlete", help="Whose plans are listed; all where left out.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the plan goes: a card .pdf, a calendar .ics or a table .csv.",
)
@click.option("--version", type=click.IntRange(1), help="Of the plan; the newest by default.")
@click.option("--by", default="Plyopower", show_default=True, help="Who issues it.")
@_shared
def plan(  # noqa: PLR0913 - one argument per option
    *,
    plan_id: str | None,
    athlete: str | None,
    out: Path | None,
    version: int | None,
    by: str,
    db: Path,
    as_json: bool,
) -> None:
    """List saved plans, or write one, PLAN_ID, to a file that says which limits it breaks."""
    from data import OWNER, plan_files, plans
    from data.frames import plain_rows

    if (plan_id is None) != (out is None):
        raise click.UsageError("Name a plan and --out, or neither to list plans.")
    with _told(as_json), store.session(db) as con:
        if plan_id is None or out is None:
            found = plans.plans(con, OWNER, athlete)
            days = {name: found[name].dt.date for name in ("first_day", "goal_date")}
            answer: dict[str, Any] = {"plans": plain_rows(found.assign(**days))}
        else:
            today = datetime.now().astimezone().date()
            paper = plan_files.checked_paper(
                con, OWNER, plan_id, issued=today, issued_by=by, version=version
            )
            plan_files.write(paper, plan_id, out)
            answer = {"file": str(out), "verdict": paper.verdict, "is_broken": paper.is_broken}
    if as_json:
        _print(answer)
    elif "plans" in answer:
        for one in answer["plans"]:
            click.echo(f"{one['plan_id']}  v{one['version']}  {one['name']}  to {one['goal_date']}")
    else:
        click.echo(f"{answer['file']}: {answer['verdict']}")


@main.command()
@_shared
def check(db: Path, as_json: bool) -> None:
    """Look whether the database and the originals beside it are whole."""
    from data import integrity

    with _told(as_json):
        health = integrity.check(db)
    if as_json:
        _print(health.to_dict())
    else:
        for name, n in health.counts.items():
            click.echo(f"{n:9}  {name}")
        click.echo(f"{health.originals:9}  originals as they came in")
        click.echo("\n".join((*health.problems, *health.warnings)) or "Nothing is wrong.")
    sys.exit(FAILED if health.problems else 0)


@main.command()
@click.argument("kind", callback=_table_kind)
def template(kind: str) -> None:
    """Print an empty table of a KIND, and what its columns mean on standard error."""
    from data.imports import kinds

    with _told(as_json=False):
        header, columns = kinds.template(kind), kinds.columns(kind)
    for column in columns:
        need = "required" if column.required else "optional"
        unit = f" [{column.unit}]" if column.unit else ""
        rule = f" ({column.rule})" if column.rule else ""
        click.echo(f"{column.name}{unit}, {need}: {column.meaning}{rule}", err=True)
    click.echo(header.decode().rstrip())


if __name__ == "__main__":
    main(prog_name="python -m data")
