"""What a hostile page may send: each attack is refused for its own reason, and nothing is touched."""

import pytest

from opener.errors import RefusedError
from opener.link import parse_link
from opener.program import open_link
from opener_attacks import ATTACKS
from opener_lab import Lab
from opener_watch import Watch


def test_there_are_enough_attacks() -> None:
    assert len({link for link, _ in ATTACKS}) == len(ATTACKS) >= 150


@pytest.mark.parametrize(("link", "refusal"), ATTACKS, ids=lambda text: ascii(text)[1:60])
def test_attack_is_refused(link: str, refusal: str) -> None:
    with Watch() as watch, pytest.raises(ValueError) as caught:
        parse_link(link)
    assert isinstance(caught.value, RefusedError)
    assert caught.value.name == refusal
    assert watch.events == []


def test_no_attack_opens_anything(lab: Lab) -> None:
    with Watch() as watch:
        codes = {open_link(link, lab.house) for link, _ in ATTACKS}
    assert codes == {1}
    assert watch.launches() == []
    assert watch.below(lab.root) == []
    assert lab.launched() == []
    assert [line[1] for line in lab.log()] == [refusal for _, refusal in ATTACKS]
