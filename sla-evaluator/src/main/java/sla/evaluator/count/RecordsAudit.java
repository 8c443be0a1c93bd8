package sla.evaluator.count;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import sla.evaluator.count.CountsAudit.Outcome;

/**
 * Checks that of every record exactly that content counts which the rule says: the highest revision that has one
 * content. The rule is said here in SQL, apart from the way batches follow it. What counts in a sealed month has no content
 * any more, and of a record some of whose contents are gone only what is above them can be told.
 */
final class RecordsAudit {
    private static final String COMPARED = """
            with revisions as (
                select source, record_id, revision, count(*) as contents, count(distinct content_hash) as hashes,
                       count(*) filter (where effective) as counting,
                       (array_agg(content_hash) filter (where effective))[1] as hash
                from fact group by source, record_id, revision
            ), ruled as (
                select source, record_id, max(revision) filter (where hashes = 1) as must,
                       max(revision) filter (where counting > 0) as counts, sum(counting) as counting,
                       (array_agg(hash) filter (where counting > 0))[1] as hash, bool_or(contents > hashes) as twice
                from revisions group by source, record_id
            ), compared as (
                select source, record_id, must, counts, counting, twice, r.revision as noted,
                       (must is distinct from counts or counting > 1 or twice or must is distinct from r.revision
                           or hash is distinct from r.content_hash)
                       and not exists (select from sealed_month m where m.source = r.source and m.month = r.month)
                       and (r.sealed_revision is null or coalesce(must > r.sealed_revision, false))
                           as differs
                from ruled full join record r using (source, record_id)
            )
            """;

    private RecordsAudit() {}

    static Outcome compare(Connection connection, int most) throws SQLException {
        String totals = COMPARED + "select count(*), count(*) filter (where differs) from compared";
        try (PreparedStatement select = connection.prepareStatement(totals);
                ResultSet row = select.executeQuery()) {
            row.next();
            long differences = row.getLong(2);
            return new Outcome(row.getLong(1), differences, differences == 0 ? List.of() : inWords(connection, most));
        }
    }

    private static List<String> inWords(Connection connection, int most) throws SQLException {
        String sql = COMPARED + """
                select source, record_id, must::text, counts::text, counting::text, coalesce(twice, false), noted::text
                from compared where differs order by source, record_id limit
                """ + most;
        List<String> words = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                words.add("record " + row.getString(1) + "/" + row.getString(2) + ": revision " + row.getString(4)
                        + " counts (" + row.getString(5) + " contents), revision " + row.getString(7)
                        + " is noted, by the rule it must be that content of revision " + row.getString(3)
                        + (row.getBoolean(6) ? "; a content is stored twice" : ""));
            }
        }
        return words;
    }
}
