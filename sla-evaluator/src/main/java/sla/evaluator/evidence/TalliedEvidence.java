package sla.evaluator.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import sla.evaluator.evidence.EvidenceAnswer.Item;
import sla.evaluator.evidence.EvidenceReader.Page;
import sla.evaluator.http.PageCursor;
import sla.evaluator.metric.MetricFormula;
import sla.evaluator.metric.MetricResult;
import sla.evaluator.tally.RecordCounts;
import sla.evaluator.tally.TalliedRecord;
import sla.evaluator.tally.TalliedRecords;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.event.EventType;
import sla.model.event.RecordReference;
import sla.model.time.Span;

/**
 * The records behind a line whose KPI looks at records together, or at declared measures: as they count now. One look over
 * the facts of the window for each page.
 */
@ApplicationScoped
class TalliedEvidence {
    private static final Comparator<Item> IN_ORDER =
            Comparator.comparing(Item::at).thenComparing(Item::source).thenComparing(Item::recordId);

    private final TalliedRecords records;

    TalliedEvidence(TalliedRecords records) {
        this.records = records;
    }

    static boolean isFor(Kpi kpi) {
        return kpi.relatesRecords() || kpi.metric().measuredFrom() == EventType.DECLARED_MEASURE;
    }

    Page read(Connection connection, LineEvidence evidence, PageCursor after, int limit) throws SQLException {
        Agreement agreement = evidence.period().agreement();
        Span span = new Span(
                evidence.window().period().startInclusive(),
                evidence.window().period().endExclusive());
        // The last of those that are kept goes when one comes that is before it.
        PriorityQueue<Item> first = new PriorityQueue<>(IN_ORDER.reversed());
        records.forEach(connection, agreement, evidence.kpi(), span, record -> {
            if (evidence.window().contains(record.at()) && isBehind(record, after)) {
                item(evidence, record).ifPresent(first::add);
                if (first.size() > limit + 1) {
                    first.remove();
                }
            }
        });
        List<Item> items = first.stream().sorted(IN_ORDER).toList();
        if (items.size() <= limit) {
            return new Page(items, Optional.empty());
        }
        Item last = items.get(limit - 1);
        return new Page(
                items.subList(0, limit), Optional.of(new PageCursor(last.at(), last.source(), last.recordId())));
    }

    private static boolean isBehind(TalliedRecord record, PageCursor after) {
        return Comparator.comparing(PageCursor::at)
                        .thenComparing(PageCursor::source)
                        .thenComparing(PageCursor::recordId)
                        .compare(
                                new PageCursor(
                                        record.at(),
                                        record.identity().source(),
                                        record.identity().recordId()),
                                after)
                > 0;
    }

    private static Optional<Item> item(LineEvidence evidence, TalliedRecord record) {
        Kpi kpi = evidence.kpi();
        RecordCounts alone = RecordCounts.of(
                evidence.period().agreement(), kpi, evidence.period().contractDays());
        record.addTo(alone);
        MetricResult result = MetricFormula.measure(kpi.metric(), alone);
        if (result.counts().values().stream().allMatch(count -> count == 0)) {
            return Optional.empty();
        }
        Item item = new Item(
                record.at(),
                record.identity().source(),
                record.identity().recordId(),
                record.revision(),
                record.type().label(),
                BigInteger.valueOf(result.numerator()),
                MetricFormula.denominatorOfOne(kpi.metric(), result),
                result.counts(),
                kpi.journeys() == null
                        ? null
                        : record.legs().stream()
                                .map(leg -> new RecordReference(leg.source(), leg.recordId()))
                                .toList(),
                null);
        return Optional.of(evidence.counted(item, record.at(), record.legs()));
    }
}
