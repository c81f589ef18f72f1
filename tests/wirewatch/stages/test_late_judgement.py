"""A report that long background had made a copy is told late, and not lost."""

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


def test_a_copy_by_background_alone_is_told_when_that_shows(fresh_newsroom: Newsroom) -> None:
    """Its alert goes out once the background is seen under a third report; what was told is not told again."""
    background = random_text(7_000, 600)
    told = []
    for number in (1, 2, 3):
        publish(fresh_newsroom, number, background)
        fresh_newsroom.run_pipeline()
        told.append(sorted(post["url"] for post in fresh_newsroom.received_posts()))
    assert told == [
        [fresh_newsroom.page_url(1)],
        [fresh_newsroom.page_url(1)],
        [fresh_newsroom.page_url(number) for number in (1, 2, 3)],
    ]
    late = [post["url"] for post in fresh_newsroom.received_posts() if post["late"]]
    assert late == [fresh_newsroom.page_url(2)]
    why = fresh_newsroom.why(fresh_newsroom.page_url(2))
    assert [alert["late"] for alert in why["alerts"]] == [True]
    assert fresh_newsroom.run_command("why", fresh_newsroom.page_url(2)).out.split()[-1] == "late"
    tested = fresh_newsroom.run_command("alerts", "test", "taliban", "--json").json
    assert [alert["url"] for alert in tested if alert["late"]] == late
    assert fresh_newsroom.run_command("alerts", "test", "taliban").out.count("late: it was first taken") == 1
    assert (why["fate"], why["story_id"], why["copy_of"]) == ("indexed", why["id"], None)
    assert any("background of other reports" in (step["detail"] or "") for step in why["steps"])
    stored = {
        one["url"]: (one["story_id"] == one["id"], one["copy_of"]) for one in fresh_newsroom.documents()
    }
    assert set(stored.values()) == {(True, None)}
