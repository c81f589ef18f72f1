"""What Compose and provision.py ask of Kibana: its status, and the import of saved objects.

It is up when Elasticsearch takes the login of kibana_system, over the certificate that it was given, as Kibana is.
"""

import base64
import json
import os
import ssl
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def reaches_elasticsearch() -> bool:
    """Ask Elasticsearch who we are; tell whether it knows us."""
    login = f"{os.environ['ELASTICSEARCH_USERNAME']}:{os.environ['ELASTICSEARCH_PASSWORD']}"
    request = urllib.request.Request(f"{os.environ['ELASTICSEARCH_HOSTS']}/_security/_authenticate")
    request.add_header("Authorization", "Basic " + base64.b64encode(login.encode()).decode())
    trust = ssl.create_default_context(cafile=os.environ["ELASTICSEARCH_SSL_CERTIFICATEAUTHORITIES"])
    try:
        with urllib.request.urlopen(request, timeout=10, context=trust) as answer:
            return json.load(answer)["username"] == "kibana_system"
    except OSError as error:
        print(error, flush=True)
        return False


class Kibana(BaseHTTPRequestHandler):
    """Its two answers."""

    def do_GET(self) -> None:
        """Tell the status."""
        up = self.path == "/api/status" and reaches_elasticsearch()
        self._answer(
            200 if up else 503, {"status": {"overall": {"level": "available" if up else "critical"}}}
        )

    def do_POST(self) -> None:
        """Count the objects of an import, each a line of JSON in the form that was sent."""
        sent = self.rfile.read(int(self.headers["content-length"]))
        count = sum(line.startswith(b"{") for line in sent.splitlines())
        allowed = self.path.startswith("/api/saved_objects/_import") and "kbn-xsrf" in self.headers
        self._answer(200 if allowed else 400, {"success": allowed, "successCount": count})

    def _answer(self, status: int, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("", 5601), Kibana).serve_forever()
