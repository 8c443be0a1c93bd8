package sla.evaluator.metric;

import java.util.Arrays;
import java.util.function.ToLongFunction;
import sla.model.event.Outcome;

/** Sums over all outcomes that count as offered: answered, abandoned, overflowed and callback requested. */
final class Offered {
    private Offered() {}

    static long sum(ToLongFunction<Outcome> count) {
        return Arrays.stream(Outcome.values())
                .filter(Outcome::offered)
                .mapToLong(count)
                .sum();
    }
}
