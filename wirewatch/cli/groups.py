"""Commands on the catalogue: list, lint."""

from typing import Annotated

import typer

app = typer.Typer(help="The groups whose mentions are tagged.", no_args_is_help=True, rich_markup_mode=None)
Json = Annotated[bool, typer.Option("--json", help="A JSON list, in a form that stays")]


@app.command("list")
def list_(context: typer.Context, json: Json = False) -> None:
    """Print the groups of groups.yaml."""
    from wirewatch.cli.show import as_json, as_table
    from wirewatch.project import Project

    groups = Project(context.obj).catalogue.groups
    if json:
        as_json([group.model_dump(mode="json", exclude_defaults=True) for group in groups])
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
    as_table(("id", "name", "part of", "aliases", "languages"), rows)


@app.command()
def lint(context: typer.Context, json: Json = False) -> None:
    """Find aliases that are too short, ambiguous, colliding or useless. Exit status 1 when there is an error."""
    from processors.lint import lint as find

    from wirewatch.cli.show import as_json
    from wirewatch.config.groups import read_document

    document, catalogue = read_document(context.obj.config / "groups.yaml")
    findings = find(catalogue)
    lines = [document.line(finding.loc) for finding in findings]
    if json:
        as_json(
            [
                {
                    "line": line,
                    "level": one.level,
                    "group": one.group,
                    "alias": one.alias,
                    "message": one.message,
                }
                for line, one in zip(lines, findings, strict=True)
            ]
        )
    else:
        for line, one in zip(lines, findings, strict=True):
            typer.echo(f"{document.file}:{line}: {one.level}: {one.group}: {one.alias!r} {one.message}")
        aliases = sum(len(written) for group in catalogue.groups for written in group.aliases.values())
        typer.echo(f"{len(catalogue.groups)} groups, {aliases} aliases, {len(findings)} findings")
    if any(one.level == "error" for one in findings):
        raise typer.Exit(1)
