package sla.evaluator.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import sla.model.time.Period;

/**
 * Notes of periods that have become others for later ones, and not by a round: by a freeze, or by what a frozen one would
 * be now. The next round looks at all later ones again.
 */
@ApplicationScoped
public class PastDue {
    public void note(Connection connection, String agreement, String period) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into past_due (agreement, period) values (?, ?)")) {
            insert.setString(1, agreement);
            insert.setString(2, period);
            insert.executeUpdate();
        }
    }

    /**
     * Takes all notes but those of some agreements; they are gone when the transaction commits.
     *
     * @return by agreement, the first day of the earliest of its periods
     */
    Map<String, LocalDate> take(Connection connection, Collection<String> butAgreements) throws SQLException {
        Map<String, LocalDate> taken = new HashMap<>();
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from past_due where agreement <> all (?) returning agreement, period")) {
            delete.setArray(1, connection.createArrayOf("text", butAgreements.toArray()));
            try (ResultSet row = delete.executeQuery()) {
                while (row.next()) {
                    String agreement = row.getString(1);
                    Period.firstDay(row.getString(2))
                            .ifPresent(day ->
                                    taken.merge(agreement, day, (one, other) -> one.isBefore(other) ? one : other));
                }
            }
        }
        return taken;
    }
}
