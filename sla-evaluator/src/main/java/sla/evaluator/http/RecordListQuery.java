package sla.evaluator.http;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/**
 * Which records of a list are asked for: by source and vendor, and from where on.
 *
 * @param sources only of these; of all if empty
 * @param vendors only of these; of all if empty
 */
public record RecordListQuery(List<String> sources, List<String> vendors, PageCursor after, int limit) {
    public static final Set<String> PARAMETERS = Set.of("source", "vendor", "limit", "cursor");

    private static final int USUAL_LIMIT = 200;
    private static final int MOST_LIMIT = 1_000;

    public static RecordListQuery of(QueryParameters parameters) {
        return new RecordListQuery(
                parameters.each("source"),
                parameters.each("vendor"),
                PageCursor.of(parameters),
                parameters.number("limit", 1, MOST_LIMIT).orElse(USUAL_LIMIT));
    }

    /**
     * The conditions, order and limit of the statement, with eight parameters. One row more than the limit tells that
     * there is a next page.
     */
    public static String sql(String source, String vendor, String moment, String recordId) {
        return """
                  and (cardinality(?::text[]) = 0 or {source} = any (?))
                  and (cardinality(?::text[]) = 0 or {vendor} = any (?))
                  and ({moment}, {source} collate "C", {recordId} collate "C") > (?, ?, ?)
                order by {moment}, {source} collate "C", {recordId} collate "C" limit ?
                """.replace("{source}", source)
                .replace("{vendor}", vendor)
                .replace("{moment}", moment)
                .replace("{recordId}", recordId);
    }

    /** Binds the eight parameters from this one on. */
    public void bind(Connection connection, PreparedStatement select, int first) throws SQLException {
        int at = first;
        for (List<String> names : List.of(sources, sources, vendors, vendors)) {
            select.setArray(at++, connection.createArrayOf("text", names.toArray()));
        }
        select.setObject(at++, after.at().atOffset(ZoneOffset.UTC));
        select.setString(at++, after.source());
        select.setString(at++, after.recordId());
        select.setInt(at, limit + 1);
    }
}
