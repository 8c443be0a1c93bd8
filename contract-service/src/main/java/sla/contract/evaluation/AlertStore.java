package sla.contract.evaluation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.evaluation.AlertResult;
import sla.model.evaluation.Evaluation;

/** Keeps the alerts of the last evaluation of each period. */
final class AlertStore {
    private AlertStore() {}

    static void replace(Connection connection, Evaluation evaluation, List<AlertResult> alerts) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from evaluation_alert where agreement = ? and period = ?")) {
            delete.setString(1, evaluation.agreement());
            delete.setString(2, evaluation.period().label());
            delete.executeUpdate();
        }
        String sql = """
                insert into evaluation_alert (agreement, period, position, alert, title, clause, raised, sentence)
                values (?, ?, ?, ?, ?, ?, ?, ?)""";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int position = 0; position < alerts.size(); position++) {
                AlertResult alert = alerts.get(position);
                insert.setString(1, evaluation.agreement());
                insert.setString(2, evaluation.period().label());
                insert.setInt(3, position);
                insert.setString(4, column(alert.alert()));
                insert.setString(5, column(alert.title()));
                insert.setString(6, column(alert.clause()));
                insert.setBoolean(7, alert.raised());
                insert.setString(8, column(alert.sentence()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** PostgreSQL has no character 0; in the message it stands escaped. */
    private static @Nullable String column(@Nullable String text) {
        return text == null ? null : text.replace('\0', ' ');
    }
}
