"""A page's scripts give their data, whatever their programs write around it."""

import json

import pytest
from lxml.html import document_fromstring

from processors.page.script_data import Flight, flight_rows, values_of

TEXT = "The ministers agreed on Tuesday to open two crossings. " * 6
DATA = {"article": {"contentHtml": f"<p>{TEXT}</p>", "by": "O'Hara"}}


@pytest.mark.parametrize(
    "script",
    [
        f"window.__STATE__ = {json.dumps(DATA)};",
        "window.__STATE__ = " + json.dumps(DATA)[:-1] + ',"user":undefined,"at":new Date(2026, 5)};',
        "var a=function(){return 1};window.__STATE__="
        + json.dumps(DATA)[:-1]
        + ',"f":function(x){},"t":!0};',
        f"window.__DATA__ = JSON.parse({json.dumps(json.dumps(DATA))});",
        json.dumps(DATA).replace('"', "&q;").replace("<", "&l;").replace(">", "&g;").replace("'", "&s;"),
        "window.__DATA__ = JSON.parse('" + json.dumps(DATA).replace("\\", "\\\\").replace("'", "\\'") + "');",
        "window.__DATA__ = JSON.parse('"
        + json.dumps(DATA).replace("'", "\\u0027").replace("<", "\\x3c")
        + "');",
    ],
)
def test_an_object_is_read_whatever_stands_around_it(script):
    """JSON, an object with words that are no JSON, and JSON in either kind of quotes give the article's text."""
    (value,) = values_of(script)
    assert value["article"]["contentHtml"] == f"<p>{TEXT}</p>"
    assert value["article"]["by"] == "O'Hara"


def test_words_of_no_json_stay_in_texts():
    """`undefined` in a text is a word of it."""
    script = 'window.a = {"text": "An undefined state, he said: !0. ' + TEXT + '", "b": undefined};'
    (value,) = values_of(script)
    assert value["text"].startswith("An undefined state, he said: !0. ")
    assert value["b"] is None


def _page(stream, size):
    pushed = "".join(
        f"<script>self.__next_f.push([1,{json.dumps(stream[at : at + size])}])</script>"
        for at in range(0, len(stream), size)
    )
    return document_fromstring(f"<html><body>{pushed}</body></html>")


def test_flight_data_cut_into_scripts_is_one_stream():
    """Rows go over the ends of scripts, a text's length is in bytes, and elements and references are drawn."""
    text = "Zoë a dit : « وزراء » 両国。"
    rows = (
        f"1:T{len(text.encode()):x},{text}"
        '2:["$","main",null,{"children":[["$","h1",null,{"children":"A & B"}],"$1","$L3",["$","$L9",null,{}]]}]\n'
        '3:["$","p","k",{"className":"lede","children":["One ",2," <three>"]}]\n'
        '4:I["chunk",["a"],"default"]\n5:{"body":"$1"}\n6:{broken\n'
    )
    found = flight_rows(_page(rows, 11))
    flight = Flight(found)
    assert found["1"] == text
    assert flight.drawn(found["2"]) == (
        '<main><h1>A &amp; B</h1><p class="lede">One 2 &lt;three&gt;</p><div></div></main>'.replace(
            "</h1>", f"</h1>{text}"
        )
    )
    assert flight.resolved(found["5"]) == {"body": text}
    assert found["6"] is None


BROKEN = ("", "no rows", "1:Tfffffff,short", "1:[" * 500, '1:"$1"\n', '1:["$","p",null,{"children":"$1"}]\n')


@pytest.mark.parametrize("stream", BROKEN)
def test_broken_flight_data_ends(stream):
    """Rows that break off, refer to themselves or nest without an end give what there is, and no error."""
    rows = flight_rows(_page(stream, 100))
    flight = Flight(rows)
    for row in rows.values():
        flight.drawn(row)
        flight.resolved(row)


def test_rows_that_double_one_another_are_bounded():
    """Fifty rows, each of which shows the next one twice, end, and draw no more than a page holds."""
    rows = "".join(
        f'{n:x}:["$","p",null,{{"children":["$L{n + 1:x}","$L{n + 1:x}","word"]}}]\n' for n in range(1, 51)
    )
    found = flight_rows(_page(rows, 500))
    assert len(Flight(found).drawn(found["1"])) < 3_000_000


def test_a_name_in_brackets_is_no_data():
    """`window["state"].push({...})` gives the object, not the list that the name in brackets looks like."""
    script = f'window["__RQ"] = window["__RQ"] || [];window["__RQ"].push({json.dumps(DATA)});'
    (value,) = values_of(script)
    assert value["article"]["by"] == "O'Hara"
