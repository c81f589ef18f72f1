"""Open the index that an address names."""

from processors.stores.store import ALIAS, Analyzers, Store, StoreRefused


def open_store(
    url: str,
    *,
    api_key: str | None = None,
    user: str | None = None,
    password: str | None = None,
    ca_cert: str | None = None,
    analyzers: Analyzers = "auto",
    alias: str = ALIAS,
) -> Store:
    """Open `tantivy:/a/directory` or `http(s)://host:port`; nothing is asked of it before the first call.

    The credentials and `ca_cert` (the path of a PEM file) are Elasticsearch's. `analyzers` says whether words are
    found by their stems: by language, or not (standard); auto takes stems unless a server lacks the parts for them.
    Raises StoreRefused for another kind of URL.
    """
    kind, _, rest = url.partition(":")
    if kind == "tantivy" and rest:
        from processors.stores.tantivy.index import Tantivy

        return Tantivy(rest.removeprefix("//"), stemmed=analyzers != "standard")
    if kind in ("http", "https"):
        from processors.stores.elasticsearch.index import Elastic

        login = (user, password or "") if user else None
        return Elastic(url, api_key=api_key, login=login, ca_cert=ca_cert, analyzers=analyzers, alias=alias)
    raise StoreRefused(f"no index of the kind {url!r}: write tantivy:/a/directory or http(s)://host:port")
