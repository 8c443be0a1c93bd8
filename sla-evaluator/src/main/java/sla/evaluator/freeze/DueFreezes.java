package sla.evaluator.freeze;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Notes of frozen periods whose data may have changed: written by evaluation rounds, taken by the comparison. */
@ApplicationScoped
class DueFreezes {
    record Due(String agreement, String period) {}

    List<Due> all(Connection connection) throws SQLException {
        List<Due> due = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                        "select distinct agreement, period from freeze_due order by agreement, period");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                due.add(new Due(row.getString(1), row.getString(2)));
            }
        }
        return due;
    }

    /** The notes that the transaction sees are gone when it commits; later ones stay. */
    void take(Connection connection, Due due) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from freeze_due where agreement = ? and period = ?")) {
            delete.setString(1, due.agreement());
            delete.setString(2, due.period());
            delete.executeUpdate();
        }
    }
}
