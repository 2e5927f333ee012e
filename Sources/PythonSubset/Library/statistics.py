"""Means, medians and spreads, computed exactly and rounded once."""

from collections import Counter
from math import exp, fsum, gcd, isqrt, log


class StatisticsError(ValueError):
    pass


def _fraction(value):
    if isinstance(value, (int, float)):
        return value.as_integer_ratio()
    raise TypeError(f"can't convert type '{type(value).__name__}' to numerator/denominator")


def _sum_of(fractions):
    """The exact sum of fractions: a numerator and a denominator."""
    numerators = {}
    for numerator, denominator in fractions:
        numerators[denominator] = numerators.get(denominator, 0) + numerator
    total, common = 0, 1
    for denominator, numerator in numerators.items():
        total, common = total * denominator + numerator * common, common * denominator
        divisor = gcd(total, common)
        total, common = total // divisor, common // divisor
    return total, common


def _number(numerator, denominator, values):
    """A fraction as the data are: an integer where it is one and they are, else a float."""
    whole = all(isinstance(value, int) for value in values)
    if whole and numerator % denominator == 0:
        return numerator // denominator
    return numerator / denominator


def mean(data):
    values = list(data)
    if not values:
        raise StatisticsError("mean requires at least one data point")
    numerator, denominator = _sum_of(map(_fraction, values))
    return _number(numerator, denominator * len(values), values)


def fmean(data, weights=None):
    values = list(data)
    if weights is None:
        if not values:
            raise StatisticsError("fmean requires at least one data point")
        return fsum(values) / len(values)
    weights = list(weights)
    if len(weights) != len(values):
        raise StatisticsError("data and weights must be the same length")
    total = fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return fsum(value * weight for value, weight in zip(values, weights)) / total


def geometric_mean(data):
    values = list(data)
    for value in values:
        if value < 0:
            raise StatisticsError("No negative inputs allowed", value)
    if not values:
        raise StatisticsError("Must have a non-empty dataset")
    if any(value == 0 for value in values):
        return 0.0
    return exp(fsum(map(log, values)) / len(values))


def harmonic_mean(data, weights=None):
    values = list(data)
    if not values:
        raise StatisticsError("harmonic_mean requires at least one data point")
    weights = [1] * len(values) if weights is None else list(weights)
    if len(weights) != len(values):
        raise StatisticsError("Number of weights does not match data size")
    for value in [*weights, *values]:
        if value < 0:
            raise StatisticsError("harmonic mean does not support negative values")
        if value == 0 and len(values) > 1:
            break
    if len(values) == 1:
        return values[0]
    if 0 in values:
        return 0
    parts = [weight / value for weight, value in zip(weights, values) if weight]
    numerator, denominator = _sum_of(map(_fraction, parts))
    if numerator <= 0:
        raise StatisticsError("Weighted sum must be positive")
    over, under = _sum_of(map(_fraction, weights))
    return (over * denominator) / (under * numerator)


def _sorted(data):
    values = sorted(data)
    if not values:
        raise StatisticsError("no median for empty data")
    return values


def median(data):
    values = _sorted(data)
    middle = len(values) // 2
    if len(values) % 2 == 1:
        return values[middle]
    return (values[middle - 1] + values[middle]) / 2


def median_low(data):
    values = _sorted(data)
    return values[(len(values) - 1) // 2]


def median_high(data):
    values = _sorted(data)
    return values[len(values) // 2]


def mode(data):
    most = Counter(iter(data)).most_common(1)
    if not most:
        raise StatisticsError("no mode for empty data")
    return most[0][0]


def multimode(data):
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    values = sorted(data)
    count = len(values)
    if count < 2:
        if count == 1:
            return values * (n - 1)
        raise StatisticsError("must have at least one data point")
    cuts = []
    if method == "inclusive":
        for part in range(1, n):
            place, rest = divmod(part * (count - 1), n)
            cuts.append((values[place] * (n - rest) + values[place + 1] * rest) / n)
        return cuts
    if method == "exclusive":
        for part in range(1, n):
            place = min(max(part * (count + 1) // n, 1), count - 1)
            rest = part * (count + 1) - place * n
            cuts.append((values[place - 1] * (n - rest) + values[place] * rest) / n)
        return cuts
    raise ValueError(f"Unknown method: {method!r}")


def _square_deviations(values, centre):
    """The exact sum of the squares of the distances from the mean, as a fraction."""
    fractions = [_fraction(value) for value in values]
    if centre is not None:
        over, under = _fraction(centre)
        distances = [(n * under - over * d, d * under) for n, d in fractions]
        return _sum_of((n * n, d * d) for n, d in distances)
    count = len(values)
    sum_over, sum_under = _sum_of(fractions)
    square_over, square_under = _sum_of((n * n, d * d) for n, d in fractions)
    over = count * square_over * sum_under * sum_under - sum_over * sum_over * square_under
    return over, count * square_under * sum_under * sum_under


def _root(numerator, denominator):
    """The square root of a fraction, rounded once: 109 bits and one that tells whether there were more."""
    if numerator == 0:
        return 0.0
    shift = (numerator.bit_length() - denominator.bit_length() - 109) // 2
    if shift >= 0:
        scaled = denominator << 2 * shift
        return float(_rounded_root(numerator, scaled) << shift)
    return _rounded_root(numerator << -2 * shift, denominator) / (1 << -shift)


def _rounded_root(numerator, denominator):
    root = isqrt(numerator // denominator)
    return root | (root * root * denominator != numerator)


def _spread(data, name, least, centre, take_root):
    values = list(data)
    if len(values) < least:
        points = "one data point" if least == 1 else "two data points"
        raise StatisticsError(f"{name} requires at least {points}")
    numerator, denominator = _square_deviations(values, centre)
    denominator *= len(values) + 1 - least
    return _root(numerator, denominator) if take_root else _number(numerator, denominator, values)


def variance(data, xbar=None):
    return _spread(data, "variance", 2, xbar, False)


def pvariance(data, mu=None):
    return _spread(data, "pvariance", 1, mu, False)


def stdev(data, xbar=None):
    return _spread(data, "stdev", 2, xbar, True)


def pstdev(data, mu=None):
    return _spread(data, "pstdev", 1, mu, True)
