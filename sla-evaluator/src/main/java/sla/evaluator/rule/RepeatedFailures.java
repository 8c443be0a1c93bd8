package sla.evaluator.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Repeats;
import sla.model.agreement.Rule;
import sla.model.evaluation.PastPeriod;
import sla.model.evaluation.Repeat;
import sla.model.time.Period;
import sla.model.time.Span;

/** Which failure it is, among the earlier ones of the same rule. */
final class RepeatedFailures {
    private final Past past;

    RepeatedFailures(Past past) {
        this.past = past;
    }

    /**
     * A stretch of time for which a rule has been a failure.
     *
     * @param periodStart where the whole period begins in which it ends
     */
    private record Failed(String label, Instant startInclusive, Instant endExclusive, Instant periodStart) {}

    /**
     * Which failure it is if a rule is one now.
     *
     * @param window of the line, if its KPI has one for each of several windows; null if it looks at the period
     * @param before windows of this period in which the rule was a failure, oldest first
     */
    Repeat of(Rule rule, Repeats repeats, @Nullable Period window, List<Period> before) {
        Failed now = window == null ? failedPeriod(past.period()) : failed(window, past.period());
        List<Failed> failures = failures(rule, window != null);
        before.forEach(each -> failures.add(failed(each, past.period())));
        // The other part of a period that a version cuts in two is the same failure.
        failures.removeIf(each -> !each.startInclusive().isBefore(now.startInclusive()));
        List<String> earlier = new ArrayList<>();
        Instant lookedFrom;
        if (repeats.last() == null) {
            Instant end = now.startInclusive();
            for (Failed each : failures.reversed()) {
                if (!each.endExclusive().equals(end)) {
                    break;
                }
                earlier.addFirst(each.label());
                end = each.startInclusive();
            }
            // The one that ends the row may be none only as corrected.
            lookedFrom = past.wholePeriods().begin(end.minusMillis(1));
        } else {
            Instant from = past.wholePeriods().back(repeats.last());
            failures.stream()
                    .filter(each -> !each.periodStart().isBefore(from))
                    .forEach(each -> earlier.add(each.label()));
            lookedFrom = from;
        }
        int number = earlier.size() + 1;
        return new Repeat(
                number,
                earlier.subList(Math.max(0, earlier.size() - Repeat.MOST_NAMED), earlier.size()),
                repeats.words(),
                past.corrected(
                        line -> line.rule().equals(rule.id()) && isOtherFailure(line),
                        each -> !each.startInclusive().isBefore(lookedFrom)
                                && each.startInclusive().isBefore(now.startInclusive())),
                repeats.times(number));
    }

    private static boolean isOtherFailure(PastPeriod.PastLine line) {
        PastPeriod.AsFrozen frozen = line.frozen();
        return frozen != null && frozen.failure() != line.failure();
    }

    /** Oldest first; the parts of one period are one. */
    private List<Failed> failures(Rule rule, boolean ofWindows) {
        List<Failed> failures = new ArrayList<>();
        for (PastPeriod each : past.periods()) {
            for (PastPeriod.PastLine line : each.lines()) {
                if (!line.rule().equals(rule.id()) || !line.failure()) {
                    continue;
                }
                Period window = line.window();
                Failed failed =
                        ofWindows && window != null ? failed(window, each.period()) : failedPeriod(each.period());
                if (failures.isEmpty() || !failures.getLast().startInclusive().equals(failed.startInclusive())) {
                    failures.add(failed);
                }
            }
        }
        return failures;
    }

    private Failed failed(Period window, Period endsIn) {
        return new Failed(
                window.label(),
                window.startInclusive(),
                window.endExclusive(),
                past.wholePeriods().of(endsIn).startInclusive());
    }

    private Failed failedPeriod(Period of) {
        Span whole = past.wholePeriods().of(of);
        return new Failed(of.label(), whole.startInclusive(), whole.endExclusive(), whole.startInclusive());
    }
}
