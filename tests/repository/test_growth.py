"""What measures growth tells work that grows with its size from work that grows with its square."""

from growth import growth


def steps(count):
    return lambda: sum(1 for _ in range(count))


def test_growth_with_the_size_is_below_the_bound():
    assert growth(steps(4_000), steps(32_000), 20) < 20


def test_growth_with_the_square_is_above_it():
    assert growth(steps(400**2), steps(3_200**2), 20, rounds=1) > 20
