package sla.evaluator.orphan;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import sla.evaluator.http.PageCursor;
import sla.evaluator.http.QueryParameters;
import sla.evaluator.http.RecordListQuery;
import sla.evaluator.orphan.OrphanAnswer.Orphan;
import sla.model.event.RecordReference;

/** Finds what refers to an interaction that does not count for it. */
@ApplicationScoped
class OrphanReader {
    private final DataSource database;

    OrphanReader(DataSource database) {
        this.database = database;
    }

    OrphanAnswer read(QueryParameters parameters) throws SQLException {
        RecordListQuery query = RecordListQuery.of(parameters);
        String sql = """
                select f.source, f.record_id, f.type, f.details ->> 'vendor', f.reference_source,
                       f.reference_record_id, f.received_at, s.id is null
                from fact f
                left join fact c on c.source = f.reference_source and c.record_id = f.reference_record_id
                     and c.effective and c.type = 'interaction'
                left join series s on s.id = c.series_id
                where f.effective and f.reference_source is not null
                  and (s.id is null or s.vendor <> f.details ->> 'vendor')
                  and not exists (
                      select from record r join sealed_month m on m.source = r.source and m.month = r.month
                      where s.id is null and r.key = record_key(f.reference_source, f.reference_record_id))
                """ + RecordListQuery.sql("f.source", "f.details ->> 'vendor'", "f.received_at", "f.record_id");
        List<Orphan> items = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            query.bind(connection, select, 1);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    items.add(orphan(row));
                }
            }
        }
        boolean more = items.size() > query.limit();
        List<Orphan> page = more ? items.subList(0, query.limit()) : items;
        return new OrphanAnswer(page, more ? cursor(page.getLast()) : null);
    }

    private static Orphan orphan(ResultSet row) throws SQLException {
        Instant receivedAt = row.getObject(7, OffsetDateTime.class).toInstant();
        return new Orphan(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                new RecordReference(row.getString(5), row.getString(6)),
                receivedAt,
                row.getBoolean(8) ? "not-received" : "other-vendor");
    }

    private static String cursor(Orphan last) {
        return new PageCursor(last.receivedAt(), last.source(), last.recordId()).text();
    }
}
