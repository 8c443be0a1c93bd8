package sla.evaluator.tally;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.evaluator.tally.TalliedRecord.Visitor;
import sla.model.agreement.Kpi;
import sla.model.time.Span;

/**
 * Reads journeys: contacts of the lot by their end-to-end id. Legs beside the span are read too, because they say where a
 * journey begins and how it ends; a journey that may go on behind what was read is read again with more round it. An id
 * that stands in too many contacts is none: each of them counts alone.
 */
final class JourneyReader {
    private static final int WIDER = 8;

    /** More legs than this have no journey in common, but a source that writes the same everywhere. */
    private static final int MOST_LEGS = 1_000;

    /** Less than the margin round a span, which is two gaps. */
    private static final Duration CLOCKS_OFF = Duration.ofMinutes(30);

    private final LegReader reader;
    private final Kpi kpi;
    private final Duration gap;

    JourneyReader(LegReader reader, Kpi kpi) {
        this.reader = reader;
        this.kpi = kpi;
        this.gap = Duration.ofHours(Objects.requireNonNull(kpi.journeys()).gapHours());
    }

    void read(Span span, @Nullable Group only, Visitor visitor) throws SQLException {
        Collection<Group> groups = only == null ? null : List.of(only);
        Duration margin = gap.multipliedBy(2);
        do {
            groups = read(span, groups, margin, visitor);
            margin = margin.multipliedBy(WIDER);
        } while (!groups.isEmpty());
    }

    /** Gives the journeys that were read to their ends, and returns the ids of those that were not. */
    private Set<Group> read(Span span, @Nullable Collection<Group> groups, Duration margin, Visitor visitor)
            throws SQLException {
        Span wide = new Span(
                span.startInclusive().minus(margin), span.endExclusive().plus(margin));
        LegReader.Query query = new LegReader.Query(
                false,
                "f.ended_at >= " + FactMonths.moment(wide.startInclusive()) + " and f.offered_at < "
                        + FactMonths.moment(wide.endExclusive()) + " and "
                        + FactMonths.before("f", wide.endExclusive()),
                " order by f.details ->> 'journeyId', f.offered_at, f.source collate \"C\", f.record_id collate \"C\"",
                "journeyId",
                groups);
        Set<Group> cut = new LinkedHashSet<>();
        SameLegs same = new SameLegs(
                JourneyReader::isSame,
                MOST_LEGS,
                legs -> give(legs, span, wide, cut, visitor),
                leg -> give(new Journey(List.of(leg)), span, visitor));
        reader.read(query, same::take);
        same.end();
        return cut;
    }

    private static boolean isSame(Leg leg, Leg other) {
        String id = leg.details().journeyId();
        return id != null && id.equals(other.details().journeyId());
    }

    private void give(List<Leg> same, Span span, Span wide, Set<Group> cut, Visitor visitor) {
        // By clocks that are a little off it may count beside where it lies.
        Instant from = span.startInclusive().minus(CLOCKS_OFF);
        Instant to = span.endExclusive().plus(CLOCKS_OFF);
        List<Journey> journeys = Journey.of(same, gap).stream()
                .filter(journey ->
                        !journey.ended().isBefore(from) && journey.began().isBefore(to))
                .toList();
        String id = same.getFirst().details().journeyId();
        if (id != null && journeys.stream().anyMatch(journey -> mayGoOn(journey, wide))) {
            cut.add(new Group(null, id));
            return;
        }
        journeys.forEach(journey -> give(journey, span, visitor));
    }

    private void give(Journey journey, Span span, Visitor visitor) {
        List<Leg> legs = journey.legs();
        TalliedRecord record = reader.record(legs.getFirst(), journey.joined(kpi), legs.subList(1, legs.size()));
        if (span.contains(record.at())) {
            visitor.visit(record);
        }
    }

    private boolean mayGoOn(Journey journey, Span wide) {
        Instant before = journey.began().minus(gap);
        Instant after = journey.ended().plus(gap);
        return before.isBefore(wide.startInclusive()) || !after.isBefore(wide.endExclusive());
    }
}
