package sla.evaluator.completeness;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sla.evaluator.completeness.CompletenessAnswer.RejectedOfSource;

/**
 * Counts contacts that were rejected and of which nothing was ever accepted. A record that was corrected and accepted is
 * no longer rejected, and one that was rejected several times is one, where its last rejection puts it.
 */
@ApplicationScoped
class RejectedContacts {
    private static final String NEVER_ACCEPTED = """
             and (r.record_id is null or (
                 not exists (select from fact f where f.source = r.source and f.record_id = r.record_id)
                 and not exists (select from record a where a.key = record_key(r.source, r.record_id)
                     and (a.revision is not null or a.sealed_revision is not null))))
            """;

    /** By bucket and what they are about. */
    Map<DeclaredSums.Place, Long> placed(Connection connection, CompletenessQuery query) throws SQLException {
        String sql = """
                select width_bucket(r.offered_at, ?::timestamptz[]) - 1, r.source, r.vendor, r.queue, count(*)
                from rejected_record r
                where r.offered_at >= ? and r.offered_at < ?
                  and not exists (select from rejected_record l
                      where l.source = r.source and l.record_id = r.record_id and l.offered_at is not null
                        and (l.received_at, l.topic, l.partition, l."offset")
                          > (r.received_at, r.topic, r.partition, r."offset"))
                """ + NEVER_ACCEPTED + " group by 1, 2, 3, 4";
        Map<DeclaredSums.Place, Long> contacts = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "timestamptz",
                            query.edges().stream().map(Instant::toString).toArray()));
            select.setObject(2, query.from().atOffset(ZoneOffset.UTC));
            select.setObject(3, query.to().atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    DeclaredKey key = new DeclaredKey(row.getString(2), row.getString(3), row.getString(4));
                    if (query.matches(key)) {
                        contacts.put(new DeclaredSums.Place(row.getInt(1), key), row.getLong(5));
                    }
                }
            }
        }
        return contacts;
    }

    /** Messages that came in the whole range and name no queue or moment, by source. */
    List<RejectedOfSource> elsewhere(Connection connection, CompletenessQuery query) throws SQLException {
        String sql = """
                select r.source, count(distinct coalesce(r.record_id || '/', r.topic || '/' || r.partition || '/'
                    || r."offset" || '/' || r.received_at))
                from rejected_record r
                where r.received_at >= ? and r.received_at < ? and r.offered_at is null
                  and (r.type is null or r.type = 'sla.interaction.v1')
                  and (cardinality(?::text[]) = 0 or r.source = any (?))
                  and not exists (select from rejected_record l
                      where l.source = r.source and l.record_id = r.record_id and l.offered_at is not null)
                """ + NEVER_ACCEPTED + " group by 1 order by 1";
        List<RejectedOfSource> sources = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, query.from().atOffset(ZoneOffset.UTC));
            select.setObject(2, query.to().atOffset(ZoneOffset.UTC));
            for (int at = 3; at <= 4; at++) {
                select.setArray(
                        at,
                        connection.createArrayOf(
                                "text", query.filter(DeclaredDimension.SOURCE).toArray()));
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    sources.add(new RejectedOfSource(row.getString(1), row.getLong(2)));
                }
            }
        }
        return sources;
    }
}
