package sla.evaluator.tally;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.evaluator.series.Series;
import sla.evaluator.series.SeriesCatalog;
import sla.evaluator.tally.TalliedRecord.Visitor;
import sla.evaluator.tally.TalliedRecord.What;
import sla.model.agreement.Agreement;
import sla.model.agreement.Attribution;
import sla.model.agreement.Kpi;
import sla.model.event.EventType;
import sla.model.time.Span;

/** Reads contacts from the facts. */
final class LegReader {
    private static final int FETCH_ROWS = 5_000;

    private final Connection connection;
    private final SeriesCatalog catalog;
    private final Agreement agreement;
    private final Kpi kpi;

    LegReader(Connection connection, SeriesCatalog catalog, Agreement agreement, Kpi kpi) {
        this.connection = connection;
        this.catalog = catalog;
        this.agreement = agreement;
        this.kpi = kpi;
    }

    /** Takes one row after another. */
    interface LegVisitor {
        void visit(Leg leg) throws SQLException;
    }

    /**
     * Which contacts to read, and how.
     *
     * @param anywhere those of all lots of the vendor
     * @param condition on facts {@code f}
     * @param order of the rows; empty for any
     * @param keyed the field of the details by which groups are told apart
     * @param groups only these; null for all
     */
    record Query(
            boolean anywhere,
            String condition,
            String order,
            String keyed,
            @Nullable Collection<Group> groups) {}

    /** Each contact of the span on its own. */
    void read(Span span, Visitor visitor) throws SQLException {
        Query all = new Query(false, within(span), "", "", null);
        read(all, leg -> visitor.visit(record(leg, leg.contact(null), List.of())));
    }

    void read(Query query, LegVisitor visitor) throws SQLException {
        String sql = "select " + Leg.COLUMNS
                + " from fact f where f.effective and f.type = 'interaction' and f.series_id = any (?) and "
                + query.condition() + groups(query) + query.order();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setFetchSize(FETCH_ROWS);
            select.setArray(1, connection.createArrayOf("int", series(query.anywhere())));
            if (query.groups() != null) {
                select.setArray(
                        2,
                        connection.createArrayOf(
                                "text", query.groups().stream().map(Group::key).toArray()));
                select.setArray(
                        3,
                        connection.createArrayOf(
                                "text",
                                query.groups().stream().map(Group::source).toArray()));
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    visitor.visit(Leg.read(row, catalog));
                }
            }
        }
    }

    private static String groups(Query query) {
        return query.groups() == null
                ? ""
                : " and exists (select from unnest(?::text[], ?::text[]) g (key, source) where f.details ->> '"
                        + query.keyed() + "' = g.key and (g.source is null or f.source = g.source))";
    }

    private Object[] series(boolean anywhere) throws SQLException {
        return catalog.all(connection).entrySet().stream()
                .filter(each -> anywhere ? isOfVendor(each.getValue()) : isInLot(each.getValue()))
                .map(each -> each.getKey())
                .toArray();
    }

    boolean isInLot(Series series) {
        return isOfVendor(series)
                && (kpi.source() == null || kpi.source().equals(series.source()))
                && series.in(agreement.lot(kpi.lot()).where());
    }

    private boolean isOfVendor(Series series) {
        return series.vendor().equals(agreement.vendor().id());
    }

    /** When the last contact of the span ended; the end of the span if none went on behind it. */
    Instant latestEnd(Span span) throws SQLException {
        String sql = "select max(f.ended_at) from fact f where f.effective and f.type = 'interaction'"
                + " and f.series_id = any (?) and " + within(span);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("int", series(false)));
            try (ResultSet row = select.executeQuery()) {
                OffsetDateTime last = row.next() ? row.getObject(1, OffsetDateTime.class) : null;
                return last == null || last.toInstant().isBefore(span.endExclusive())
                        ? span.endExclusive()
                        : last.toInstant();
            }
        }
    }

    /** By the moment that counts. */
    String within(Span span) {
        String moment = "f." + column(kpi.attribution());
        return moment + " >= " + FactMonths.moment(span.startInclusive()) + " and " + moment + " < "
                + FactMonths.moment(span.endExclusive()) + " and " + months(span);
    }

    private String months(Span span) {
        return kpi.attribution() == Attribution.OFFERED
                ? FactMonths.within("f", span.startInclusive(), span.endExclusive())
                : FactMonths.before("f", span.endExclusive());
    }

    /** @param legs the others of its journey */
    TalliedRecord record(Leg leg, Contact contact, List<Leg> legs) {
        return new TalliedRecord(
                Instant.ofEpochMilli(contact.counted().at(kpi.attribution())),
                leg.identity(),
                leg.revision(),
                EventType.INTERACTION,
                new What.OfContact(contact),
                legs.stream().map(Leg::identity).toList());
    }

    static String column(Attribution attribution) {
        return switch (attribution) {
            case OFFERED -> "offered_at";
            case LEFT_QUEUE -> "left_queue_at";
            case ENDED -> "ended_at";
            case EVALUATED -> throw new IllegalArgumentException("contacts have no moment of evaluation");
        };
    }
}
