"""Sentences of news that begin or end like the page's own lines stay in the text."""

import pytest

from processors.newsroom.page_lines import boilerplate_rule


@pytest.mark.parametrize(
    "line",
    [
        "Browsers that do not support the tag were used by 40 per cent of them, the ministry said.",
        "The company earns a commission on every barrel that leaves the port, the prosecutor told the court.",
        "He joined the channel on Telegram in March, where fighters of the group had posted the video of the attack.",
        "The video cannot be verified, a spokesman said on Monday, but the army believes that it shows the commander.",
        "Close to 400 people fled. Most went south. They took what they could carry. [They came back in June]",
        "Save the Children said that its staff had left the camp.",
        "Listen to the people, the minister told deputies on Tuesday.",
        "Share prices fell.",
        "Print media were banned.",
    ],
)
def test_news_stays(line):
    """No rule takes a sentence for a word that buttons and promotions have as well."""
    assert boilerplate_rule(line) is None
