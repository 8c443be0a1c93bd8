package sla.contract.agreement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import sla.contract.http.FieldError;
import sla.model.agreement.Agreement;
import sla.model.agreement.Over;
import sla.model.agreement.RegistryWarning;
import sla.model.agreement.Rule;

/**
 * What people regret: points that one version pays on with each period and the next one again when the year ends, or that wait
 * for an end at which nobody pays on them.
 */
final class OverChanges {
    private static final String CODE = RegistryWarning.OVER_CHANGES.label();

    private final Agreement previous;
    private final Agreement next;

    private OverChanges(Agreement previous, Agreement next) {
        this.previous = previous;
        this.next = next;
    }

    /** Nothing after a pause, before which all was paid on. */
    static List<FieldError> warnings(Agreement previous, Agreement next) {
        LocalDate end = previous.effectiveEnd();
        if (end != null && end.isBefore(next.effectiveFrom())) {
            return List.of();
        }
        return new OverChanges(previous, next).warnings();
    }

    private List<FieldError> warnings() {
        List<FieldError> warnings = new ArrayList<>();
        for (int i = 0; i < next.rules().size(); i++) {
            Rule rule = next.rules().get(i);
            if (!waits(rule)) {
                continue;
            }
            LocalDate from = start(rule, next);
            for (Rule before : previous.rules()) {
                LocalDate until = waits(before) ? start(before, previous) : next.effectiveFrom();
                if (samePoints(before, rule) && isBefore(from, until, before)) {
                    warnings.add(new FieldError(
                            CODE,
                            "/rules/" + i + "/over",
                            rule.id(),
                            "'" + rule.id() + "' pays on points since " + from + " when their " + span(rule)
                                    + " ends, and '" + before.id() + "' of version " + previous.version()
                                    + " has paid on those up to " + until.minusDays(1)
                                    + ": they are paid on twice. Begin where a " + span(rule)
                                    + " does, or record that it is meant."));
                }
            }
        }
        for (Rule before : previous.rules()) {
            LocalDate until = waits(before) ? start(before, previous) : next.effectiveFrom();
            boolean goesOn = next.rules().stream()
                    .anyMatch(rule ->
                            waits(rule) && samePoints(before, rule) && !isBefore(until, start(rule, next), before));
            if (until.isBefore(next.effectiveFrom()) && !goesOn) {
                warnings.add(new FieldError(
                        CODE,
                        "/rules",
                        "'" + before.id() + "' of version " + previous.version() + " waits with points since " + until
                                + " for the end of their " + span(before) + ", and version " + next.version()
                                + " does not pay on these at its end: nobody does. Go on with it until then, or record"
                                + " that it is meant."));
            }
        }
        return warnings;
    }

    /** Spans of two versions start in the same month, even if their periods do on different days. */
    private static boolean isBefore(LocalDate one, LocalDate other, Rule before) {
        return waits(before) ? one.withDayOfMonth(1).isBefore(other.withDayOfMonth(1)) : one.isBefore(other);
    }

    private static boolean waits(Rule rule) {
        return rule.over() != null && rule.over().paysAtEnd();
    }

    /** Where the span starts that runs when the next version begins. */
    private LocalDate start(Rule rule, Agreement of) {
        return over(rule).lookback().start(of.period(), next.effectiveFrom());
    }

    private static String span(Rule rule) {
        return Objects.requireNonNull(over(rule).every()).words();
    }

    private static Over over(Rule rule) {
        return Objects.requireNonNull(rule.over());
    }

    private boolean samePoints(Rule before, Rule now) {
        return next.rules().stream()
                .filter(points -> now.total().contains(points.id()))
                .anyMatch(points -> before.total().stream().anyMatch(points::was));
    }
}
