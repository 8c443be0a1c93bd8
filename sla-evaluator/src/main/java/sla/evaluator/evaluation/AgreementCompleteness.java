package sla.evaluator.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import sla.evaluator.completeness.DeclaredKey;
import sla.evaluator.completeness.DeclaredSums;
import sla.evaluator.completeness.ReceivedContacts;
import sla.evaluator.series.Series;
import sla.model.agreement.Agreement;
import sla.model.evaluation.Completeness;
import sla.model.evaluation.Completeness.Declared;
import sla.model.evaluation.SourceCompleteness;
import sla.model.time.Period;

/** How much of what was declared for an agreement's queues in a period was received. */
@ApplicationScoped
class AgreementCompleteness {
    private final DeclaredSums sums;
    private final ReceivedContacts received;

    AgreementCompleteness(DeclaredSums sums, ReceivedContacts received) {
        this.sums = sums;
        this.received = received;
    }

    /**
     * @param sources those that declared something, in the order of their ids
     */
    record Result(Completeness ofAll, List<SourceCompleteness> sources) {}

    /** In the caller's transaction, which has repeatable reads. */
    Result of(Connection connection, Agreement agreement, Period period, Map<Integer, Series> all) throws SQLException {
        List<Instant> edges = List.of(period.startInclusive(), period.endExclusive());
        SortedMap<String, Declared> bySource = new TreeMap<>();
        sums.exact(connection, agreement.vendor().id(), edges, all).forEach((place, declared) -> {
            if (concerns(agreement, place.key())) {
                bySource.merge(place.key().source(), declared, Declared::plus);
            }
        });
        if (bySource.isEmpty()) {
            return new Result(Completeness.NOT_DECLARED, List.of());
        }
        Map<String, Map<Integer, Series>> series = new TreeMap<>();
        all.forEach((id, one) -> {
            if (concerns(agreement, DeclaredKey.of(one))) {
                series.computeIfAbsent(one.source(), _ -> new TreeMap<>()).put(id, one);
            }
        });
        Map<String, Long> contacts = received.of(connection, series, edges, agreement.zone());
        Declared ofAll = bySource.values().stream().reduce(Declared::plus).orElseThrow();
        long contactsOfAll =
                contacts.values().stream().mapToLong(Long::longValue).sum();
        List<SourceCompleteness> sources = new ArrayList<>();
        bySource.forEach((source, declared) -> sources.add(new SourceCompleteness(
                source, declared.withUndeclared(contacts.getOrDefault(source, 0L) - declared.received()))));
        return new Result(ofAll.withUndeclared(contactsOfAll - ofAll.received()), sources);
    }

    /** Whole queues: control totals know nothing of site, channel or language. */
    static boolean concerns(Agreement agreement, DeclaredKey key) {
        return key.vendor().equals(agreement.vendor().id())
                && agreement.kpis().stream().anyMatch(kpi -> {
                    Set<String> queues = agreement.lot(kpi.lot()).where().queue();
                    return (kpi.source() == null || kpi.source().equals(key.source()))
                            && (queues.isEmpty() || queues.contains(key.queue()));
                });
    }
}
