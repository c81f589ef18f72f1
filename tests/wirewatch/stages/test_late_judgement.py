"""A report that long background had made a copy is told in doubt, and no later than the others."""

from newsroom import Newsroom, article_page, random_text, rss_item

OWN = {
    1: "Gunmen on motorcycles shot a judge of the Taliban outside his house in Ghazni before dawn prayers.",
    2: "Traders closed every shop of Kunduz bazaar after the Taliban doubled customs duties for cement lorries.",
    3: "Schoolgirls in Bamyan wrote letters which Taliban inspectors refused to carry across frozen passes.",
}


def publish(newsroom: Newsroom, number: int, background: str) -> None:
    """Serve a report with words of its own above a background."""
    own = " ".join(f"v{number}w{n}" for n in range(60))
    text = f"{OWN[number]} {own}.\n{background}"
    newsroom.web.serve(f"/a/{number}", article_page(OWN[number][:50], text))
    newsroom.show_items("/one.xml", rss_item(newsroom.page_url(number), OWN[number][:50]))
    newsroom.write_feeds()


def test_a_copy_by_background_alone_is_told_in_doubt(fresh_newsroom: Newsroom) -> None:
    """Its alert goes out at once and says why; it is not told again when the third report shows the mistake."""
    background = random_text(7_000, 600)
    told = []
    for number in (1, 2, 3):
        publish(fresh_newsroom, number, background)
        fresh_newsroom.run_pipeline()
        told.append(sorted(post["url"] for post in fresh_newsroom.received_posts()))
        if number == 2:
            why = fresh_newsroom.why(fresh_newsroom.page_url(2))
            assert why["copy_of"]
            assert "doubtful_copy" in [step["outcome"] for step in why["steps"]]
            _why_says_which_alert_is_whose(fresh_newsroom)
    assert told == [[fresh_newsroom.page_url(number) for number in range(1, last + 1)] for last in (1, 2, 3)]
    assert [post["url"] for post in fresh_newsroom.received_posts() if "may be news" in post["message"]] == [
        fresh_newsroom.page_url(2)
    ]
    why = fresh_newsroom.why(fresh_newsroom.page_url(2))
    tested = fresh_newsroom.run_command("alerts", "test", "taliban", "--json").json
    assert sorted(alert["url"] for alert in tested) == told[-1]
    assert (why["fate"], why["story_id"], why["copy_of"]) == ("indexed", why["id"], None)
    assert any("background of other reports" in (step["detail"] or "") for step in why["steps"])
    stored = {
        one["url"]: (one["story_id"] == one["id"], one["copy_of"]) for one in fresh_newsroom.documents()
    }
    assert set(stored.values()) == {(True, None)}


def _why_says_which_alert_is_whose(newsroom: Newsroom) -> None:
    """Hold `why` to it: the alert in doubt is the copy's own, though of the first report's story, with its reason."""
    first, copy = (
        newsroom.run_command("why", newsroom.page_url(number), "--rules", "--json").json for number in (1, 2)
    )
    assert [one["outcome"] for one in (*first["rules"], *copy["rules"])] == ["alerted", "alerted"]
    assert "may be news" not in first["rules"][0]["detail"]
    assert "may be news" in copy["rules"][0]["detail"]
    assert [alert["article_id"] for alert in copy["alerts"]] == [first["id"], copy["id"]]
    of_first, of_copy = newsroom.run_command("why", newsroom.page_url(2)).out.splitlines()[-2:]
    assert "another" in of_first
    assert "this article" in of_copy
    assert "may be news" in of_copy
