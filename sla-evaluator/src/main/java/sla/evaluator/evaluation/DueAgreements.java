package sla.evaluator.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Notes of agreements all of whose periods are to be evaluated: after a new version, and after a failure. */
@ApplicationScoped
class DueAgreements {
    /** Takes all notes but those of some agreements; they are gone when the transaction commits. */
    Set<String> take(Connection connection, Collection<String> butAgreements) throws SQLException {
        Set<String> taken = new HashSet<>();
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from agreement_due where agreement <> all (?) returning agreement")) {
            delete.setArray(1, connection.createArrayOf("text", butAgreements.toArray()));
            try (ResultSet row = delete.executeQuery()) {
                while (row.next()) {
                    taken.add(row.getString(1));
                }
            }
        }
        return taken;
    }

    void note(Connection connection, String agreement) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into agreement_due (agreement) values (?)")) {
            insert.setString(1, agreement);
            insert.executeUpdate();
        }
    }
}
