"""Commands on the catalogue: list, lint, diff."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from processors.text.counted import counted
from wirewatch.config.times import FORMS

if TYPE_CHECKING:
    from processors.groups.catalogue import Catalogue
    from processors.groups.lint import Finding
    from wirewatch.config.yaml_file import YamlFile
    from wirewatch.project import Project

app = typer.Typer(help="The groups whose mentions are tagged.", no_args_is_help=True, rich_markup_mode=None)
Json = Annotated[bool, typer.Option("--json", help="A JSON list, in a form that stays")]
SENTENCES_SHOWN = 5
"""Sentences to show of each group, gained and lost, without --json."""


@app.command("list")
def list_(context: typer.Context, json: Json = False) -> None:
    """Print the groups of groups.yaml."""
    from wirewatch.cli.show import print_json, print_table
    from wirewatch.project import Project

    groups = Project(context.obj).catalogue.groups
    if json:
        print_json([group.model_dump(mode="json", exclude_defaults=True) for group in groups])
        return
    rows = (
        (
            group.id,
            group.name,
            group.part_of.group if group.part_of else None,
            sum(map(len, group.aliases.values())),
            " ".join(sorted(group.aliases)),
        )
        for group in groups
    )
    print_table(("id", "name", "part of", "aliases", "languages"), rows)


@app.command()
def lint(context: typer.Context, json: Json = False) -> None:
    """Find aliases that are too short, ambiguous, colliding or useless. Exit status 1 when there is an error.

    A frame of statements that is wrong is told with file and line, exit status 2. Where there is an index, each
    finding also says how many of its articles have the alias's words. Names that were marked as wrong
    (`wirewatch mark`) each have a proposal of what to write.
    """
    from processors.groups.lint import lint_catalogue as find
    from wirewatch.cli.show import print_json
    from wirewatch.config.groups import read_groups_with_lines
    from wirewatch.project import Project

    yaml_file, catalogue = read_groups_with_lines(context.obj.config / "groups.yaml")
    findings = find(catalogue)
    with Project(context.obj) as project:
        _ = project.frames
        hits = _count_articles(project, findings)
        proposals = _proposals(project, catalogue, yaml_file)
    findings_json = [
        {
            "line": yaml_file.line(finding.loc),
            "level": finding.level,
            "group": finding.group,
            "alias": finding.alias,
            "message": finding.message,
            "articles": hits.get(finding.alias),
        }
        for finding in findings
    ]
    if json:
        print_json(findings_json + proposals)
    else:
        for finding in findings_json + proposals:
            number = finding["articles"]
            indexed = "" if number is None else f" (in {counted(number, 'indexed article')})"
            where = f"{yaml_file.file}:{finding['line']}: {finding['level']}: {finding['group']}: {finding['alias']!r}"
            typer.echo(f"{where} {finding['message']}{indexed}")
        aliases = sum(len(written) for group in catalogue.groups for written in group.aliases.values())
        proposed = f", {counted(len(proposals), 'proposal')}" if proposals else ""
        read = f"{counted(len(catalogue.groups), 'group')}, {counted(aliases, 'alias', 'aliases')}"
        typer.echo(f"{read}, {counted(len(findings), 'finding')}{proposed}")
    if any(finding.level == "error" for finding in findings):
        raise typer.Exit(1)


def _count_articles(project: "Project", findings: "list[Finding]") -> dict[str, int | None]:
    from wirewatch.preview.groups_diff import count_articles_with, existing_index

    store = existing_index(project) if findings else None
    return {finding.alias: count_articles_with(store, finding.alias) for finding in findings} if store else {}


def _proposals(project: "Project", catalogue: "Catalogue", yaml_file: "YamlFile") -> list[dict[str, Any]]:
    """Give what marks propose, in the form of findings; nothing is made for the asking."""
    import json

    from wirewatch.errors import WirewatchError
    from wirewatch.inspect.mark_counts import propose
    from wirewatch.ledger.marks import list_marks
    from wirewatch.preview.groups_diff import existing_index

    if not (project.settings.state_url or (project.settings.home / "ledger.db").exists()):
        return []
    try:
        with project.ledger.read() as tx:
            marks = list_marks(tx)
    except WirewatchError:  # the catalogue can be looked at all the same
        return []
    places = {group.id: ("groups", number) for number, group in enumerate(catalogue.groups)}
    groups = {group.id: group for group in catalogue.groups}
    found = propose(existing_index(project), marks, groups) if marks else []
    return [
        {
            "line": yaml_file.line(places[one.group]),
            "level": "proposal",
            "group": one.group,
            "alias": one.alias,
            "message": (
                f"was marked as wrong: write {json.dumps(one.write, ensure_ascii=False)}; that holds {one.covers} of "
                f"{counted(one.marked, 'marked mention')}, and {one.right_hit} of {counted(one.right, 'article')} that "
                "name it rightly"
            ),
            "articles": None,
            "write": one.write,
            "covers": one.covers,
            "marked": one.marked,
            "right_hit": one.right_hit,
            "right": one.right,
        }
        for one in found
    ]


@app.command()
def diff(
    context: typer.Context,
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A catalogue, such as config/groups.yaml")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Another, such as its edited copy")],
    since: Annotated[str, typer.Option(help=f"Over what was published since: {FORMS}")] = "30d",
    json: Annotated[bool, typer.Option("--json", help="One JSON object, in a form that stays")] = False,
) -> None:
    """Print the mentions that an edit of the catalogue would gain and lose in what is indexed; changes nothing."""
    from wirewatch.cli.show import print_json
    from wirewatch.config.groups import read_groups
    from wirewatch.config.yaml_file import refuse_missing
    from wirewatch.preview.groups_diff import DiffSummary, documents_since
    from wirewatch.preview.groups_diff import diff_mentions as compare
    from wirewatch.project import Project

    for file in (old, new):
        refuse_missing(file, "give the catalogue as it is and its edited copy")
    before, after, summary = read_groups(old), read_groups(new), DiffSummary()
    with Project(context.obj) as project:
        changes = compare(before, after, documents_since(project.store, since), summary)
        if not json:
            _show_changes(changes)
        listed = list(changes)
    if json:
        counts = {"articles": summary.articles, "changed": summary.changed}
        print_json({**counts, "groups": summary.rows(), "changes": listed})
    else:
        _show_summary(
            summary.rows(), f"{summary.changed} of {counted(summary.articles, 'article')} would change"
        )


def _show_changes(changes: Iterable[dict[str, Any]]) -> None:
    from rich.text import Text

    from wirewatch.cli.show import console, print_text, safe_text

    out = console()
    shown: Counter[tuple[str, str]] = Counter()
    for change in changes:
        shown[change["group"], change["change"]] += 1
        if shown[change["group"], change["change"]] <= SENTENCES_SHOWN:
            sign, style = ("+", "green") if change["change"] == "gained" else ("-", "red")
            out.print(Text(f"{sign} {change['group']}  {safe_text(change['text'])}", style=style))
            print_text(safe_text(change["sentence"]).replace("\n", " "), "    ")
            print_text(safe_text(change["url"]), "    ")
    if any(number > SENTENCES_SHOWN for number in shown.values()):
        out.print(f"(the first {SENTENCES_SHOWN} of each group; --json has all)")


def _show_summary(rows: dict[str, dict[str, int]], message: str) -> None:
    from wirewatch.cli.show import print_table

    if rows:
        columns = ("group", "mentions gained", "lost", "articles gained", "lost")
        print_table(columns, ((group, *counts.values()) for group, counts in rows.items()))
    typer.echo(message)
