"""Commands of feedback: mark."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from processors.text.counted import counted

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
        bool, typer.Option("--list", help="The marks, and how often each name and rule was wrong")
    ] = False,
    star: Annotated[bool | None, typer.Option("--star/--no-star", help="Star the story")] = None,
    read: Annotated[bool | None, typer.Option("--read/--unread", help="Have the story read")] = None,
    note: Annotated[str | None, typer.Option(help="Note something at the story; '' takes it away")] = None,
    starred: Annotated[bool, typer.Option("--starred", help="What a user has starred or noted")] = False,
    user: Annotated[
        str | None, typer.Option(help="Whose star, note or list it is: a user of the desk")
    ] = None,
    json: Json = False,
) -> None:
    """Say that an article does not name a group; it is tagged anew at once. No alert is sent for it.

    Or star or note its story, or have it read, for one user of the desk.
    """
    from processors.groups.unmention import Wrong
    from wirewatch.cli.show import print_json
    from wirewatch.cli.users import whoami
    from wirewatch.errors import Mistake
    from wirewatch.project import Project
    from wirewatch.stages.mark import mark_wrong, undo_mark

    own = any(one is not None for one in (star, read, note))
    chosen, alone = sum((bool(not_), bool(undo), list_, starred, own)), list_ or starred
    if chosen != 1 or (alone and url) or not (alone or url):
        raise Mistake(
            "mark takes an address and --not, --undo, --star, --read or --note; or --list or --starred alone",
            "write such as `wirewatch mark URL --not isis --text 'Isis Hotel'`",
        )
    with Project(context.obj) as project:
        if own:
            _keep(project, url or "", user, star=star, read=read, note=note)
            return
        if starred:
            _list_kept(project, user, json=json)
            return
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
    mentions = f"{counted(done.mentions, 'mention')} in " if done.mentions else ""
    said = f"{what}: {mentions}{counted(done.articles, 'article')}"
    return f"{said}; the index follows at the next run: {done.waits_for}" if done.waits_for else said


def _list(project: "Project", *, json: bool) -> None:
    from wirewatch.cli.show import print_json, print_table
    from wirewatch.inspect.mark_counts import precision_of_names
    from wirewatch.inspect.rule_names import known_rules
    from wirewatch.inspect.rule_precision import precision_of_rules
    from wirewatch.ledger.marks import list_marks
    from wirewatch.preview.groups_diff import existing_index

    with project.ledger.read() as tx:
        found: list[dict[str, Any]] = list_marks(tx)
        store = existing_index(project) if found else None
        rules = precision_of_rules(tx, store, known_rules(project))
    names = precision_of_names(store, found)
    if json:
        removed = [{**one, "removed": [each._asdict() for each in one["removed"]]} for one in found]
        print_json({"marks": removed, "names": names, "rules": rules})
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
    if rules:
        typer.echo("")
        columns = ("rule", "marked", "wrong", "told", "precision")
        print_table(columns, ([one[column] for column in columns] for one in rules))


def _whose(project: "Project", user: str | None) -> str:
    """Give the user of the desk who is meant. Raises Mistake for none."""
    from wirewatch.errors import Mistake
    from wirewatch.ledger import users

    with project.ledger.read() as tx:
        if user is None and not users.count_users(tx):
            return users.LOCAL_USER
        if user is None:
            raise Mistake("whose star or note is it?", "name a user of the desk: --user NAME")
        name = users.read_name(user)
        is_known = users.find_user(tx, name) or project.settings.trusted_user_header
        if not is_known and (name != users.LOCAL_USER or users.count_users(tx)):
            raise Mistake(f"there is no user {name!r}", "`wirewatch users list` has their names")
    return name


def _keep(
    project: "Project", url: str, user: str | None, *, star: bool | None, read: bool | None, note: str | None
) -> None:
    from wirewatch.inspect.mute_names import meant_name
    from wirewatch.ledger import readings
    from wirewatch.ledger.leases import now

    name, story, at = _whose(project, user), meant_name(project, "story", url), now()
    with project.ledger.begin() as tx:
        if star is not None:
            readings.note_star(tx, name, story, at if star else None)
        if read is not None:
            readings.note_read(tx, name, story, at if read else None)
        if note is not None:
            readings.write_note(tx, name, story, note, at)
    done = {"starred": star, "read": read, "noted": None if note is None else bool(note.strip())}
    said = [word if is_so else f"not {word}" for word, is_so in done.items() if is_so is not None]
    typer.echo(f"{', '.join(said)}: {story}")


def _list_kept(project: "Project", user: str | None, *, json: bool) -> None:
    from wirewatch.cli.show import print_json, print_table
    from wirewatch.ledger.readings import kept_stories

    name = _whose(project, user)
    with project.ledger.read() as tx:
        rows = kept_stories(tx, name, 10_000)
    columns = ("story_id", "starred_at", "read_at", "note")
    found = [{column: getattr(row, column) for column in columns} for row in rows]
    if json:
        print_json({"user": name, "stories": found})
    else:
        print_table(columns, ([one[column] for column in columns] for one in found))
