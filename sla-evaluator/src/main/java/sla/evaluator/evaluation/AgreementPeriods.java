package sla.evaluator.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.evaluation.ChangedDays.Changed;
import sla.evaluator.series.Series;
import sla.model.agreement.Agreement;

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
    Set<YearMonth> all(Connection connection, AgreementVersions agreement, Instant now) throws SQLException {
        Set<YearMonth> months = table.known(connection, agreement.agreement());
        months.addAll(agreement.months(now));
        return months;
    }

    /** Those that have begun and have no evaluation yet. */
    Set<YearMonth> begun(Connection connection, AgreementVersions agreement, Instant now) throws SQLException {
        Set<YearMonth> months = new TreeSet<>(agreement.months(now));
        months.removeAll(table.known(connection, agreement.agreement()));
        return months;
    }

    /** Those that a changed day of the vendor touches: a day of UTC is part of one or two months of the zone. */
    static Set<YearMonth> touched(AgreementVersions agreement, List<Changed> changes) {
        Set<YearMonth> months = new TreeSet<>();
        for (Changed changed : changes) {
            if (changed.vendor().equals(agreement.vendor())) {
                Instant start = changed.day().atStartOfDay(ZoneOffset.UTC).toInstant();
                months.add(agreement.monthOf(start));
                months.add(agreement.monthOf(start.plus(Duration.ofDays(1)).minusMillis(1)));
            }
        }
        return months;
    }

    /** How many of the months have something new to say. */
    int evaluate(
            Connection connection,
            AgreementVersions agreement,
            Set<YearMonth> months,
            Map<Integer, Series> series,
            Instant now)
            throws SQLException {
        if (months.isEmpty()) {
            return 0;
        }
        int published = 0;
        MissingCounts missing = MissingCounts.read(connection, agreement.latest(), months);
        Set<YearMonth> frozen = table.frozen(connection, agreement.agreement());
        for (YearMonth month : months) {
            Optional<Agreement> version = agreement.of(month);
            if (frozen.contains(month)) {
                table.noteFrozen(connection, agreement.agreement(), month);
            } else if (version.isEmpty()) {
                boolean stays = missing.concernVendor(agreement.latest(), month);
                published += !stays && table.withdraw(connection, agreement.agreement(), month, now) ? 1 : 0;
            } else if (agreement.hasBegun(month, now) && !missing.concern(version.get(), month)) {
                var evaluation = evaluations.of(connection, version.get(), month, series);
                published += table.storeIfChanged(connection, evaluation, now) ? 1 : 0;
            }
        }
        return published;
    }
}
