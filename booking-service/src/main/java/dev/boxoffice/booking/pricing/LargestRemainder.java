package dev.boxoffice.booking.pricing;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Splits an amount in proportion to weights, so that the parts add up to it: what is left over by rounding down goes
/// to the parts that were rounded most ([Hamilton's method](https://en.wikipedia.org/wiki/Quota_method)), the earlier
/// one of equals.
final class LargestRemainder {

    private LargestRemainder() {}

    /// @param amount a multiple of the step, not negative
    /// @param weights not negative; where all are 0 nothing can be split, and all parts are 0
    /// @param step what every part is a multiple of
    static long[] split(long amount, long[] weights, long step) {
        var sum = Arrays.stream(weights).mapToObj(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        var parts = new long[weights.length];
        if (sum.signum() == 0) {
            return parts;
        }
        var steps = BigInteger.valueOf(amount / step);
        var remainders = new BigInteger[weights.length];
        var left = amount / step;
        for (var i = 0; i < weights.length; i++) {
            var quota = steps.multiply(BigInteger.valueOf(weights[i])).divideAndRemainder(sum);
            parts[i] = quota[0].longValueExact() * step;
            remainders[i] = quota[1];
            left -= quota[0].longValueExact();
        }
        IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed())
                .limit(left)
                .forEach(i -> parts[i] += step);
        return parts;
    }
}
