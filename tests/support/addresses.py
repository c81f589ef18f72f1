"""Addresses for tests: forms of one, pairs that must stay two, and a strategy that makes what feeds may show."""

import string

from hypothesis import strategies as st

SAME = [
    ("HTTPS://WWW.Example.ORG/News", "https://www.example.org/News"),
    ("  https://example.org/a \n", "https://example.org/a"),
    ("https://example.org", "https://example.org/"),
    ("https://example.org:443/a", "https://example.org/a"),
    ("http://example.org:80/a", "http://example.org/a"),
    ("http://example.org:8080/a", "http://example.org:8080/a"),
    ("https://example.org./a", "https://example.org/a"),
    ("https://user:secret@example.org/a", "https://example.org/a"),
    ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
    ("https://faß.example/", "https://xn--fa-hia.example/"),
    ("https://i❤.example/", "https://xn--i-7iq.example/"),
    ("https://[2001:DB8:0::1]/", "https://[2001:db8::1]/"),
    ("https://example.org/a/./b/../c%7ed%c3%a9", "https://example.org/a/c~d%C3%A9"),
    ("https://example.org/%2e%2e/a", "https://example.org/a"),
    ("https://example.org/a%2fb", "https://example.org/a%2Fb"),
    ("https://example.org/a?", "https://example.org/a"),
    ("https://example.org/a?b=2&a=1&b=1", "https://example.org/a?a=1&b=1&b=2"),
    ("https://example.org/?20210505", "https://example.org/?20210505"),
    ("https://example.org/a?q=b%20c", "https://example.org/a?q=b+c"),
    ("https://example.org/a#comments", "https://example.org/a"),
    ("https://example.org/#!/story/7", "https://example.org/#!/story/7"),
    ("https://example.org/طالبان", "https://example.org/%D8%B7%D8%A7%D9%84%D8%A8%D8%A7%D9%86"),
    ("https://example.org/می\u200cرود", "https://example.org/%D9%85%DB%8C%E2%80%8C%D8%B1%D9%88%D8%AF"),
]

DIFFERENT = [
    ("http://example.org/a", "https://example.org/a"),
    ("https://example.org/a", "https://www.example.org/a"),
    ("https://example.org/a", "https://example.org/a/"),
    ("https://example.org/a", "https://example.org//a"),
    ("https://example.org/a", "https://example.org/A"),
    ("https://example.org/a/b", "https://example.org/a%2Fb"),
    ("https://example.org/#!/1", "https://example.org/#!/2"),
]

HOSTS = st.from_regex(r"[a-zA-Z0-9]{1,10}(\.[a-zA-Z0-9-]{1,10}[a-z]){0,3}", fullmatch=True)
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
NOISY = st.text(st.sampled_from(string.ascii_letters + "%/.?&=#!;+~é ي0" + string.hexdigits), max_size=40)
URLS = st.builds(
    "{}://{}{}/{}{}{}".format,
    st.sampled_from(["http", "https", "HTTP"]),
    HOSTS,
    st.sampled_from(["", ":80", ":443", ":8080"]),
    TEXT | NOISY,
    st.sampled_from(["", "?", "?p=1&utm_source=x&"]),
    TEXT | NOISY,
)
