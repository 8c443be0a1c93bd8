package sla.evaluator.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.evaluation.ChangedDays.Changed;
import sla.evaluator.series.Series;
import sla.model.time.Period;
import sla.model.time.Span;

/**
 * Which periods of an agreement are to be evaluated, and what becomes of each: evaluated, withdrawn, left alone. A
 * frozen one is left alone and noted, so that it is compared with what it would be now. One whose counts are deleted stays
 * as it is.
 */
@ApplicationScoped
class AgreementPeriods {
    private final Evaluations evaluations;
    private final EvaluationTable table;

    AgreementPeriods(Evaluations evaluations, EvaluationTable table) {
        this.evaluations = evaluations;
        this.table = table;
    }

    /** All that are to be evaluated, and all that have been: one may have to be withdrawn. */
    Map<String, Period> all(Connection connection, AgreementVersions agreement, Instant now) throws SQLException {
        Map<String, Period> periods = table.known(connection, agreement.agreement());
        agreement.begun(now).forEach(begun -> periods.put(begun.label(), begun.period()));
        return periods;
    }

    /** Those that have begun and have no evaluation yet. */
    Map<String, Period> begun(Connection connection, AgreementVersions agreement, Instant now) throws SQLException {
        Map<String, Period> periods = new TreeMap<>();
        Set<String> known = table.known(connection, agreement.agreement()).keySet();
        agreement.begun(now).stream()
                .filter(begun -> !known.contains(begun.label()))
                .forEach(begun -> periods.put(begun.label(), begun.period()));
        return periods;
    }

    /** Those in which something is measured over a changed day of the vendor, in the period of the day or in later ones. */
    static Map<String, Period> touched(AgreementVersions agreement, List<Changed> changes, Instant now) {
        List<Span> days = changes.stream()
                .filter(changed -> changed.vendor().equals(agreement.vendor()))
                .map(changed -> changed.day().atStartOfDay(ZoneOffset.UTC).toInstant())
                .map(start -> new Span(start, start.plus(Duration.ofDays(1))))
                .toList();
        Map<String, Period> periods = new TreeMap<>();
        days.stream().map(Span::startInclusive).min(Instant::compareTo).ifPresent(first -> {
            LocalDate from = first.minus(agreement.looksAhead())
                    .atZone(agreement.latest().zone())
                    .toLocalDate();
            agreement.begun(from, now).stream()
                    .filter(begun -> days.stream().anyMatch(day -> isTouched(begun, day)))
                    .forEach(begun -> periods.put(begun.label(), begun.period()));
        });
        return periods;
    }

    private static boolean isTouched(AgreementPeriod period, Span day) {
        Span touched = period.touched();
        return day.startInclusive().isBefore(touched.endExclusive())
                && touched.startInclusive().isBefore(day.endExclusive());
    }

    /** How many of the periods have something new to say. */
    int evaluate(
            Connection connection,
            AgreementVersions agreement,
            Map<String, Period> periods,
            Map<Integer, Series> series,
            Instant now)
            throws SQLException {
        if (periods.isEmpty()) {
            return 0;
        }
        int published = 0;
        MissingCounts missing = MissingCounts.read(connection, agreement, periods.values());
        Set<String> frozen = table.frozen(connection, agreement.agreement());
        for (Map.Entry<String, Period> each : periods.entrySet()) {
            String label = each.getKey();
            Optional<AgreementPeriod> covered = agreement.of(label);
            if (frozen.contains(label)) {
                table.noteFrozen(connection, agreement.agreement(), label);
            } else if (covered.isEmpty()) {
                boolean stays = missing.concernVendor(agreement.vendor(), each.getValue());
                published += !stays && table.withdraw(connection, agreement.agreement(), label, now) ? 1 : 0;
            } else if (!covered.get().period().startInclusive().isAfter(now) && !missing.concern(covered.get())) {
                var evaluation = evaluations.of(connection, covered.get(), series);
                published += table.storeIfChanged(connection, evaluation, now) ? 1 : 0;
            }
        }
        return published;
    }
}
