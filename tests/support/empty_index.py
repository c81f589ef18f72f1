"""An Elasticsearch without any index of ours."""

from elasticsearch import Elasticsearch
from elasticsearch_server import ElasticsearchServer

from processors.stores.store import ALIAS


def delete_our_indices(elasticsearch: ElasticsearchServer) -> None:
    """Take every index of ours out of the server, which other tests use too."""
    with Elasticsearch(elasticsearch.url) as client:
        found = client.indices.get(index=f"{ALIAS}*", expand_wildcards="all")
        if found:
            client.indices.delete(index=",".join(found))
