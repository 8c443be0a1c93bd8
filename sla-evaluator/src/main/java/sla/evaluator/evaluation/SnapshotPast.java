package sla.evaluator.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.agreement.AgreementTable;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.series.Series;
import sla.model.agreement.History;
import sla.model.agreement.LookedAt;
import sla.model.evaluation.PastPeriod;

/**
 * The earlier periods on which a period looks back, as one snapshot of the counts has them: open ones are evaluated in it,
 * for their last evaluations may be a round behind. Frozen ones are as corrected, and those whose counts are gone as their
 * last evaluations have them.
 */
@ApplicationScoped
public class SnapshotPast {
    private final AgreementTable agreements;
    private final EvaluationTable table;
    private final Evaluations evaluations;

    SnapshotPast(AgreementTable agreements, EvaluationTable table, Evaluations evaluations) {
        this.agreements = agreements;
        this.table = table;
        this.evaluations = evaluations;
    }

    /** In the caller's transaction, which has repeatable reads. Oldest first. */
    public List<PastPeriod> read(Connection connection, AgreementPeriod of, Map<Integer, Series> series)
            throws SQLException {
        String agreement = of.agreement().agreement();
        Optional<AgreementVersions> versions = agreements.versions(connection, agreement);
        if (reach(of).isEmpty() || versions.isEmpty()) {
            return List.of();
        }
        Set<String> frozen = table.frozen(connection, agreement);
        List<AgreementPeriod> open = open(connection, of, versions.get(), frozen);
        Instant from = reach(of).get();
        for (AgreementPeriod each : open) {
            Instant own = reach(each).orElse(from);
            from = own.isBefore(from) ? own : from;
        }
        NavigableMap<Instant, PastPeriod> past = new TreeMap<>();
        table.past(connection, of.agreement(), from, of.period().startInclusive()).stream()
                // One that a new version cuts differently is about to be withdrawn.
                .filter(each -> frozen.contains(each.period().label())
                        || versions.get().of(each.period().label()).isPresent())
                .forEach(each -> past.put(each.period().startInclusive(), each));
        for (AgreementPeriod each : open) {
            past.put(
                    each.period().startInclusive(),
                    PastPeriod.of(evaluations.of(connection, each, series, behind(past, each))));
        }
        return behind(past, of);
    }

    private static List<PastPeriod> behind(NavigableMap<Instant, PastPeriod> past, AgreementPeriod of) {
        return reach(of)
                .map(from -> PastPeriod.keep(
                        List.copyOf(past.subMap(from, true, of.period().startInclusive(), false)
                                .values()),
                        LookedAt.of(of.agreement())))
                .orElse(List.of());
    }

    /** The open ones that can matter, oldest first: what they look back on may be open, too. */
    private List<AgreementPeriod> open(
            Connection connection, AgreementPeriod of, AgreementVersions versions, Set<String> frozen)
            throws SQLException {
        Instant from = reach(of).orElseThrow();
        List<AgreementPeriod> open = new ArrayList<>();
        for (AgreementPeriod each :
                versions.begun(of.period().startInclusive().minusMillis(1)).reversed()) {
            if (each.period().startInclusive().isBefore(from)) {
                break;
            }
            if (!frozen.contains(each.label())
                    && MissingCounts.of(connection, each).isEmpty()) {
                open.addFirst(each);
                Instant own = reach(each).orElse(from);
                from = own.isBefore(from) ? own : from;
            }
        }
        return open;
    }

    private static Optional<Instant> reach(AgreementPeriod period) {
        return History.reach(period.agreement(), period.period(), period.contractDays());
    }
}
