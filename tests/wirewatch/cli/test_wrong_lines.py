from newsroom import Newsroom


def test_a_line_of_another_form_is_answered_under_its_id(newsroom: Newsroom) -> None:
    """Who sends many lines finds the wrong one again; what is no JSON, or has no id of a right kind, has none."""
    wrong = [b'{"id": 7, "text": 5}', b'{"text": "Hamas", "id": "z", "lang": []}', b'{"id": [1]}', b"[1]"]
    told = newsroom.run_command("tag", "--jsonl", stdin=b"\n".join(wrong)).lines
    assert [one["id"] for one in told] == [7, "z", None, None]
    assert all(one["error"] and one["mentions"] == [] for one in told)
