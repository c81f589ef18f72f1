"""Chinese letters that mean no or nobody by themselves, and nothing of the kind within a longer word."""

import pytest

from tests.processors.statements.test_statements import told


@pytest.mark.parametrize(
    "text",
    [
        "胡塞武装宣称对无人机袭击机场负责。",
        "胡塞武装宣称对荷台达以西一艘货船遭无人机袭击负责。",
        "胡塞武装声称对无人艇袭击油轮负责。",
        "胡塞武装宣称对不久前的无人机袭击负责。",
    ],
)
def test_a_drone_is_not_nobody(text: str) -> None:
    """Whoever claims an attack by one claims it, and nobody says the contrary."""
    assert told(text, "zh") == [("claim", "houthis", (), False)]


@pytest.mark.parametrize(
    "text",
    [
        "尚无人宣称对这次袭击负责。",
        "无人机袭击炼油厂，尚无人宣称负责。",
        "炼油厂遭到袭击，目前无人宣称负责。",
        "目前没有组织宣称对无人机袭击负责。",
    ],
)
def test_nobody_is_nobody_beside_a_drone_too(text: str) -> None:
    """That no claim was made is told of attacks by drones as well."""
    assert told(text, "zh") == [("claim", "unknown", (), True)]


def test_a_group_that_says_it_did_not_does_not_claim() -> None:
    """The letters still deny where they stand alone."""
    assert ("claim", "houthis", (), False) not in told("胡塞武装没有宣称对无人机袭击负责。", "zh")
    assert ("claim", "houthis", (), False) not in told("胡塞武装未宣称对无人机袭击负责。", "zh")
