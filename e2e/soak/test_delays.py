"""How late a mail was is counted from its promise or from the last kill that could hold it up."""

import pytest

from e2e.soak.delays import delay_s, percentile


@pytest.mark.parametrize(
    ("killed_at", "expected"),
    [
        ([], 50.0),
        ([90.0], 50.0),  # long before the promise
        ([120.0, 140.0], 10.0),  # the last one counts
        ([120.0, 150.0], 30.0),  # at the very moment of sending it held nothing up
        ([200.0], 50.0),  # after it was sent
    ],
)
def test_delay(killed_at: list[float], expected: float) -> None:
    assert delay_s(100.0, 150.0, killed_at) == expected


def test_percentile() -> None:
    values = [float(each) for each in range(1, 101)]
    assert (percentile(values, 0.5), percentile(values, 0.99), percentile(values, 1)) == (50.0, 99.0, 100.0)
    assert percentile([7.0], 0.5) == 7.0
    assert percentile([], 0.99) == 0.0
