package sla.contract.evaluation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import sla.model.evaluation.Difference;

/** Adds to the history of differences. A message that comes again adds nothing. */
final class DifferenceStore {
    private DifferenceStore() {}

    static void add(Connection connection, Difference difference, String text) throws SQLException {
        String sql = """
                insert into difference (agreement, period, number, frozen_by, vendor, found_at, message,
                    claim_by)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, difference.agreement());
            insert.setString(2, difference.period());
            insert.setInt(3, difference.number());
            insert.setString(4, difference.freeze());
            insert.setString(5, difference.vendor());
            insert.setObject(6, difference.foundAt().atOffset(ZoneOffset.UTC));
            insert.setString(7, text);
            insert.setObject(8, ClaimDays.last(difference), Types.DATE);
            insert.executeUpdate();
        }
    }
}
