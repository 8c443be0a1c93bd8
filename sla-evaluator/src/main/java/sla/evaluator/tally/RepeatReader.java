package sla.evaluator.tally;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.evaluator.tally.TalliedRecord.Visitor;
import sla.model.agreement.FirstContactResolution;
import sla.model.agreement.Kpi;
import sla.model.time.Span;

/**
 * Reads contacts with whether their customers came back: those whose source names the customer by a pseudonym. One that
 * stands in too many contacts is nobody's.
 */
final class RepeatReader {
    /** More contacts than this are of no one customer, but of all whom the source does not know. */
    private static final int MOST_CONTACTS = 1_000;

    private final LegReader reader;
    private final Kpi kpi;
    private final FirstContactResolution metric;

    RepeatReader(LegReader reader, Kpi kpi) {
        if (!(kpi.metric() instanceof FirstContactResolution resolution)) {
            throw new IllegalArgumentException(kpi.id() + " does not ask who came back");
        }
        this.reader = reader;
        this.kpi = kpi;
        this.metric = resolution;
    }

    void read(Span span, @Nullable Group only, Visitor visitor) throws SQLException {
        // A contact may end long after the span: who came back is looked for behind the last that has ended.
        String moment = reader.within(span);
        Instant last = reader.latestEnd(span).plus(metric.repeatWindow()).plusMillis(1);
        LegReader.Query query = new LegReader.Query(
                metric.repeats() == FirstContactResolution.Repeats.VENDOR,
                "f.details ->> 'customerKey' is not null and ((" + moment + ") or (f.offered_at >= "
                        + FactMonths.moment(span.startInclusive()) + " and f.offered_at < " + FactMonths.moment(last)
                        + " and " + FactMonths.within("f", span.startInclusive(), last) + "))",
                " order by f.source collate \"C\", f.details ->> 'customerKey'",
                "customerKey",
                only == null ? null : List.of(only));
        SameLegs same = new SameLegs(RepeatReader::isSame, MOST_CONTACTS, legs -> give(legs, span, visitor), _ -> {});
        reader.read(query, same::take);
        same.end();
    }

    private static boolean isSame(Leg leg, Leg other) {
        String key = leg.details().customerKey();
        return key != null
                && key.equals(other.details().customerKey())
                && leg.identity().source().equals(other.identity().source());
    }

    private void give(List<Leg> ofCustomer, Span span, Visitor visitor) {
        Repeats repeats = new Repeats(ofCustomer, metric);
        for (Leg leg : ofCustomer) {
            if (reader.isInLot(leg.series()) && span.contains(leg.at(kpi.attribution()))) {
                visitor.visit(reader.record(leg, leg.contact(repeats.after(leg)), List.of()));
            }
        }
    }
}
