"""The authors in a page's meta elements and JSON-LD: persons, organizations, references to them, and lists."""

import re

from processors.metadata.author_names import in_usual_order, is_agency

AUTHOR_METAS = (
    *(
        "author",
        "article:author",
        "byl",
        "dc.creator",
        "dc:creator",
        "dcterms.creator",
        "dcterms:creator",
        "parsely-author",
        "sailthru.author",
    ),
    *(
        "cxenseparse:author",
        "authors",
        "article.author",
        "mediator_author",
        "citation_author",
        "creator",
        "article:author_name",
        "articleauthor",
        "content_author",
    ),
)
"""Names of meta elements for the authors, in lower case, the plainest first."""


def authors_in_metas(metas: dict[str, list[str]]) -> list[str]:
    """Return the authors in meta elements, which are given by lower-case name, each with its contents."""
    return [in_usual_order(text) for name in AUTHOR_METAS for text in metas.get(name, ())]


def persons_in_code(value: object, people: dict[str, str]) -> list[str]:
    """Return the persons in a JSON-LD author, and the agencies beside them; agencies alone give way to a byline."""
    persons = names_in_code(value, people, firms=False)
    return [
        name
        for name in names_in_code(value, people, firms=True)
        if name in persons or (persons and (is_agency(name) or _CALLED_AGENCY.search(name)))
    ]


_CALLED_AGENCY = re.compile(
    r"\b(?:news agency|agence|agencia|agenzia|agência|(?:nachrichten|presse|bild)-?agentur|agentschap|"
    r"агентство|ajansı?)\b|^وكالة|خبرگزاری|^สำนักข่าว|通讯社$|通信社$|통신$",
    re.IGNORECASE,
)
"""What a news agency calls itself."""


def names_in_code(value: object, people: dict[str, str], depth: int = 0, *, firms: bool) -> list[str]:
    """Return the names in a JSON-LD author: a string, a person, a reference to one, or a list of these.

    Those of organizations are among them where `firms` are asked for.
    """
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict) and depth < 4:
        named = value.get("name") or people.get(str(value.get("@id")))
        is_firm = value.get("@type") == "Organization"
        return [] if is_firm and not firms else names_in_code(named, people, depth + 1, firms=firms)
    if isinstance(value, list) and depth < 4:
        return [name for item in value[:20] for name in names_in_code(item, people, depth + 1, firms=firms)]
    return []
