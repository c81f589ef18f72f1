"""Commands on texts, without ledger or index: clean, tag."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

if TYPE_CHECKING:
    from processors.groups.catalogue import Catalogue
    from processors.records import Article, Taken
    from processors.statements.frames import FrameFile

MAX_PAGE = 10 * 1024**2
"""Bytes of a page: no larger one is fetched."""
MAX_TEXT = 256 * 1024**2
"""Bytes of a text."""
Source = Annotated[
    str, typer.Argument(metavar="[FILE|URL|-]", help="A file, an address, or - for standard input")
]
SOURCE_MEND = "give a file, an address that begins with https://, or - for standard input"
Jsonl = Annotated[bool, typer.Option("--jsonl", help="One JSON object a line, in and out, in the same order")]


def add(app: typer.Typer) -> None:
    """Add the commands to the program's."""
    app.command()(clean)
    app.command()(tag)


def clean(
    context: typer.Context,
    source: Source = "-",
    url: Annotated[str | None, typer.Option(help="The address that the page came from")] = None,
    jsonl: Jsonl = False,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Worker processes, with --jsonl [one a core]")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="What cleaning took away: rule, place and words")
    ] = False,
    json: Annotated[
        bool, typer.Option("--json", help="With --explain: a JSON list, in a form that stays")
    ] = False,
) -> None:
    """Print the article that a page holds, as JSON.

    With --jsonl: lines {"id","url","html"} (or "body_b64" and "content_type" in place of html) become lines with
    the id and the article's fields, or with "rejected" and "detail" where a page holds none.
    With --explain: a table on a terminal, JSON otherwise.
    """
    from processors.errors import ProcessError
    from processors.page.pdf import is_pdf
    from wirewatch.bulk import TextReader, clean_page, clean_page_apart, read_lines
    from wirewatch.cli.show import print_json, print_json_lines
    from wirewatch.errors import Mistake, Trouble
    from wirewatch.lines_at_work import clean_lines

    if jsonl and explain:
        raise Mistake("--explain is for one page", "leave --jsonl out: each line has `taken`")
    if jsonl:
        with _open(source) as stream:
            print_json_lines(clean_lines(read_lines(stream), jobs, *_tools(context)))
        return
    body, content_type, found_at = _read(source, context, MAX_PAGE)
    try:
        read = clean_page_apart if is_pdf(body) else clean_page
        article = read(body, url or found_at, content_type)
    except ProcessError as error:
        raise Trouble(f"no article in {source}: {error}") from None
    if not explain:
        catalogue, frames = _tools(context)
        print_json(TextReader(catalogue, frames).read_article(article) if catalogue else article)
    elif json or not sys.stdout.isatty():
        print_json(article.taken)
    else:
        _show_taken(article)


def _tools(context: typer.Context) -> "tuple[Catalogue | None, tuple[FrameFile, ...]]":
    """Give the catalogue and the frames of statements; none without a configuration, which cleaning does not need."""
    from wirewatch.project import Project

    project = Project(context.obj)
    if not (context.obj.config / "groups.yaml").exists():
        return None, ()
    return project.catalogue, project.frames


def _show_taken(article: "Article") -> None:
    """Show on a terminal what each rule took, and where it stood."""
    from wirewatch.cli.show import console, print_table

    rows = [(taken.rule, _place(taken), taken.text) for taken in article.taken]
    if rows:
        print_table(("rule", "from", "took"), rows)
    else:
        console().print("No rule took anything.")


def _place(taken: "Taken") -> str:
    """Name the place of words: words that never were in the body stood behind a paragraph, or before all."""
    from processors.page.left_out import REASONS

    if taken.paragraph is None:
        return "headline" if taken.field == "title" else "text"
    if taken.rule not in REASONS:
        return f"paragraph {taken.paragraph}"
    return f"after paragraph {taken.paragraph}" if taken.paragraph else "before paragraph 1"


def tag(
    context: typer.Context,
    source: Source = "-",
    lang: Annotated[str | None, typer.Option(help="The text's language, such as en or ar")] = None,
    jsonl: Jsonl = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Every place that reads like a name, and why it counted or not")
    ] = False,
) -> None:
    """Print every mention of the catalogue's groups in a text, and who says what about whom, as JSON.

    With --jsonl: lines {"id","text","lang"} become lines {"id","mentions":[...],"statements":[...]}.
    With --explain: a table on a terminal, JSON otherwise.
    """
    from wirewatch.bulk import (
        PIECE,
        TextReader,
        decode_text,
        explain_statements,
        explain_tags,
        read_lines,
        tag_lines,
        tag_text,
    )
    from wirewatch.cli.show import print_json, print_json_lines
    from wirewatch.errors import Mistake
    from wirewatch.project import Project

    if jsonl and explain:
        raise Mistake("--explain is for one text", "leave --jsonl out")
    _refuse_name_of_language(lang)
    project = Project(context.obj)
    reader = TextReader(project.catalogue, project.frames)
    if jsonl:
        with _open(source) as stream:
            print_json_lines(tag_lines(read_lines(stream), reader))
        return
    text = decode_text(_read(source, context, MAX_TEXT)[0], _name(source))
    if explain and len(text) > PIECE:
        raise Mistake(
            f"--explain is for texts of up to {PIECE:,} characters",
            "give it one article, or leave --explain out",
        )
    if explain:
        _show_candidates(explain_tags(text, lang, reader), explain_statements(text, lang, reader))
    else:
        print_json(tag_text(text, lang, reader))


def _refuse_name_of_language(lang: str | None) -> None:
    """Raise Mistake where a language is given by its name, or by nothing that is a code."""
    if lang is None or re.fullmatch("[A-Za-z]{2,3}([-_].*)?", lang):
        return
    from processors.query.codes import meant
    from wirewatch.errors import Mistake

    code = meant("language", lang)
    mend = f"did you mean {code}?" if code else "write its code, such as en"
    raise Mistake(f"--lang: {lang[:80]!r} is no code of a language", mend)


def _show_candidates(candidates: list[dict[str, Any]], clauses: list[dict[str, Any]]) -> None:
    from wirewatch.cli.show import print_json, print_table

    if not sys.stdout.isatty():
        print_json(candidates + clauses)
        return
    rows = (
        (
            f"{candidate['start']}-{candidate['end']}",
            candidate["text"],
            candidate["group"],
            candidate["alias"],
            "yes" if candidate["counted"] else "no",
            candidate["why"],
        )
        for candidate in candidates
    )
    print_table(("at", "text", "group", "alias", "counts", "why"), rows)
    if not clauses:
        return
    fitted = (
        (
            f"{one['start']}-{one['end']}",
            one["text"],
            one["frame"],
            "yes" if one["counted"] else "no",
            one["why"],
        )
        for one in clauses
    )
    print_table(("sentence", "text", "frame", "counts", "why"), fitted)


def _open(source: str) -> BinaryIO:
    """Open a file, or standard input for `-`. Raises Mistake."""
    from wirewatch.errors import Mistake

    try:
        return sys.stdin.buffer if source == "-" else Path(source).open("rb")
    except OSError as error:
        raise Mistake(f"{source} cannot be read: {error.strerror}", SOURCE_MEND) from None


def _name(source: str) -> str:
    return "standard input" if source == "-" else source


def _read(source: str, context: typer.Context, most: int) -> tuple[bytes, str, str]:
    """Give the bytes behind a source, their content type where it is known, and an address for them.

    Raises Mistake where there are more than `most`: a stream may go on for ever.
    """
    from wirewatch.bulk import fetch_page
    from wirewatch.errors import Mistake

    if source.startswith(("http://", "https://")):
        return fetch_page(source, allow_private=context.obj.allow_private_networks)
    with _open(source) as file:
        try:
            body = file.read(most + 1)
        except OSError as error:
            raise Mistake(f"{source} cannot be read: {error.strerror}", SOURCE_MEND) from None
    if len(body) > most:
        raise Mistake(
            f"{_name(source)} is larger than {most // 1024**2} MB",
            "--jsonl takes a stream, one object a line",
        )
    return body, "text/plain" if source.endswith(".txt") else "", ""
