"""Commands of feedback: mark."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from wirewatch.project import Project
    from wirewatch.stages.mark import Marked

Json = Annotated[bool, typer.Option("--json", help="One JSON object, in a form that stays")]


def add(app: typer.Typer) -> None:
    """Add the commands to the program's."""
    app.command()(mark)


def mark(
    context: typer.Context,
    url: Annotated[str | None, typer.Argument(metavar="[URL]", help="The article, as `why` takes it")] = None,
    not_: Annotated[
        str | None, typer.Option("--not", metavar="GROUP", help="What it names is not this group")
    ] = None,
    text: Annotated[
        str, typer.Option(help="Only where it stands in these words: the name, or a phrase around it")
    ] = "",
    undo: Annotated[
        str | None, typer.Option(metavar="GROUP", help="Undo the marks of this group on the article")
    ] = None,
    copies: Annotated[bool, typer.Option("--copies", help="In all articles of the story")] = False,
    list_: Annotated[
        bool, typer.Option("--list", help="The marks, and how often each name was wrong")
    ] = False,
    json: Json = False,
) -> None:
    """Say that an article does not name a group; it is tagged anew at once. No alert is sent for it."""
    from processors.groups.unmention import Wrong
    from wirewatch.cli.show import print_json
    from wirewatch.cli.users import whoami
    from wirewatch.errors import Mistake
    from wirewatch.project import Project
    from wirewatch.stages.mark import mark_wrong, undo_mark

    if sum((bool(not_), bool(undo), list_)) != 1 or (list_ and url) or not (list_ or url):
        raise Mistake(
            "mark takes an address and --not GROUP or --undo GROUP, or --list alone",
            "write such as `wirewatch mark URL --not isis --text 'Isis Hotel'`",
        )
    with Project(context.obj) as project:
        if list_:
            _list(project, json=json)
            return
        change = mark_wrong if not_ else undo_mark
        done = change(project, url or "", Wrong(not_ or undo or "", text), whoami(), copies=copies)
    if json:
        print_json(done._asdict())
    else:
        typer.echo(_told(done, "marked" if not_ else "undone"))


def _told(done: "Marked", what: str) -> str:
    if not done.articles:
        return "it was marked already"
    mentions = f"{done.mentions} mention{'' if done.mentions == 1 else 's'} in " if done.mentions else ""
    said = f"{what}: {mentions}{done.articles} article{'' if done.articles == 1 else 's'}"
    return f"{said}; the index follows at the next run: {done.waits_for}" if done.waits_for else said


def _list(project: "Project", *, json: bool) -> None:
    from wirewatch.cli.show import print_json, print_table
    from wirewatch.inspect.mark_counts import precision_of_names
    from wirewatch.ledger.marks import list_marks
    from wirewatch.preview.groups_diff import existing_index

    with project.ledger.read() as tx:
        found: list[dict[str, Any]] = list_marks(tx)
    names = precision_of_names(existing_index(project) if found else None, found)
    if json:
        removed = [{**one, "removed": [each._asdict() for each in one["removed"]]} for one in found]
        print_json({"marks": removed, "names": names})
        return
    print_table(
        ("at", "state", "group", "words", "article", "who"),
        [
            (
                f"{one['at']:%Y-%m-%d %H:%M:%SZ}",
                one["state"],
                one["group"],
                one["words"],
                one["url"],
                one["who"],
            )
            for one in found
        ],
    )
    if names:
        typer.echo("")
        columns = ("group", "alias", "marked", "seen", "precision")
        print_table(columns, ([one[column] for column in columns] for one in names))
