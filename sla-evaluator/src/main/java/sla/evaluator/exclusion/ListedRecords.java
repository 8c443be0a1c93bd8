package sla.evaluator.exclusion;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import sla.model.term.ExcludedRecord;

/** Records that an exclusion names, as an argument of queries. */
public final class ListedRecords {
    /** A table of two parameters, in the order of the list. */
    public static final String ROWS = "unnest(?::text[], ?::text[]) with ordinality r (source, record_id, place)";

    private ListedRecords() {}

    /** Binds {@link #ROWS}, which must be the first parameters. */
    public static void bind(Connection connection, PreparedStatement select, List<ExcludedRecord> records)
            throws SQLException {
        bind(connection, select, 1, records, ExcludedRecord::source);
        bind(connection, select, 2, records, ExcludedRecord::recordId);
    }

    private static void bind(
            Connection connection,
            PreparedStatement select,
            int at,
            List<ExcludedRecord> records,
            Function<ExcludedRecord, String> part)
            throws SQLException {
        select.setArray(
                at, connection.createArrayOf("text", records.stream().map(part).toArray()));
    }
}
