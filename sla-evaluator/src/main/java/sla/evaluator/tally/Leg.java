package sla.evaluator.tally;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.count.StoredCode;
import sla.evaluator.fact.Identity;
import sla.evaluator.series.Series;
import sla.evaluator.series.SeriesCatalog;
import sla.model.agreement.Attribution;

/** One effective fact of a contact. */
record Leg(Identity identity, long revision, Series series, CountedInteraction counted, ContactDetails details) {
    /** What {@link #read} reads, of a row of table {@code fact}. */
    static final String COLUMNS = """
            f.source, f.record_id, f.revision, f.series_id, f.outcome,
            (extract(epoch from f.offered_at) * 1000)::bigint, (extract(epoch from f.left_queue_at) * 1000)::bigint,
            (extract(epoch from f.ended_at) * 1000)::bigint, coalesce(f.wait_ms, 0), coalesce(f.talk_ms, 0),
            coalesce(f.hold_ms, 0), coalesce(f.wrap_up_ms, 0), f.transferred, f.handed_back, f.details
            """;

    static Leg read(ResultSet row, SeriesCatalog series) throws SQLException {
        int seriesId = row.getInt(4);
        return new Leg(
                new Identity(row.getString(1), row.getString(2)),
                row.getLong(3),
                series.byId(seriesId),
                new CountedInteraction(
                        seriesId,
                        StoredCode.outcome(row.getInt(5)),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10),
                        row.getLong(11),
                        row.getLong(12),
                        row.getBoolean(13),
                        row.getBoolean(14)),
                ContactDetails.of(row.getString(15)));
    }

    Instant at(Attribution attribution) {
        return Instant.ofEpochMilli(counted.at(attribution));
    }

    /** How much of its wait it rang for; null if nobody says. */
    @Nullable
    Long ringMillis() {
        Long rang = details.ringMillis();
        return rang == null ? null : Long.valueOf(Math.min(rang, counted.waitMillis()));
    }

    Contact contact(@Nullable Boolean cameBack) {
        return new Contact(counted, series.knownParts(), details, cameBack);
    }
}
