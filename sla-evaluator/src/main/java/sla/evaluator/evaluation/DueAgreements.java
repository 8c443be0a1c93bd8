package sla.evaluator.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Notes of agreements that are to be evaluated: all of their periods, after a new version and after a failure; or what a
 * day is counted in, if it changed while the agreement rested.
 */
@ApplicationScoped
class DueAgreements {
    /** @param days by agreement */
    record Due(Set<String> whole, Map<String, Set<LocalDate>> days) {
        boolean isEmpty() {
            return whole.isEmpty() && days.isEmpty();
        }
    }

    /** Takes all notes but those of some agreements; they are gone when the transaction commits. */
    Due take(Connection connection, Collection<String> butAgreements) throws SQLException {
        Due due = new Due(new HashSet<>(), new HashMap<>());
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from agreement_due where agreement <> all (?) returning agreement, day")) {
            delete.setArray(1, connection.createArrayOf("text", butAgreements.toArray()));
            try (ResultSet row = delete.executeQuery()) {
                while (row.next()) {
                    LocalDate day = row.getObject(2, LocalDate.class);
                    if (day == null) {
                        due.whole.add(row.getString(1));
                    } else {
                        due.days
                                .computeIfAbsent(row.getString(1), _ -> new HashSet<>())
                                .add(day);
                    }
                }
            }
        }
        return due;
    }

    void note(Connection connection, String agreement, Collection<LocalDate> days) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into agreement_due (agreement, day) select ?, unnest(?::date[])")) {
            insert.setString(1, agreement);
            insert.setArray(2, connection.createArrayOf("date", days.toArray()));
            insert.executeUpdate();
        }
    }

    void note(Connection connection, String agreement) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into agreement_due (agreement) values (?)")) {
            insert.setString(1, agreement);
            insert.executeUpdate();
        }
    }
}
