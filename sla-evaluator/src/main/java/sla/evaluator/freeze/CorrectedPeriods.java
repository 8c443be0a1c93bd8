package sla.evaluator.freeze;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import sla.evaluator.evaluation.PastDue;
import sla.model.evaluation.Correction;
import sla.model.evaluation.PastPeriod;
import sla.model.json.Json;

/** What later periods look back on of frozen ones that would be otherwise now. */
@ApplicationScoped
public class CorrectedPeriods {
    private final PastDue pastDue;

    CorrectedPeriods(PastDue pastDue) {
        this.pastDue = pastDue;
    }

    /** In the transaction that stores the difference. If it has become another for later periods, these are noted. */
    void store(Connection connection, StoredFreeze freeze, Differences.Compared compared) throws SQLException {
        Optional<PastPeriod> before =
                find(connection, freeze.agreement(), freeze.period()).map(Standing::extract);
        Optional<PastPeriod> after = Correction.of(compared.frozen(), compared.now(), before, compared.lastNumber());
        if (before.equals(after)) {
            return;
        }
        try (PreparedStatement delete =
                connection.prepareStatement("delete from corrected_period where agreement = ? and period = ?")) {
            delete.setString(1, freeze.agreement());
            delete.setString(2, freeze.period());
            delete.executeUpdate();
        }
        if (after.isPresent()) {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into corrected_period (agreement, period, extract) values (?, ?, ?)")) {
                insert.setString(1, freeze.agreement());
                insert.setString(2, freeze.period());
                insert.setString(3, write(after.get()));
                insert.executeUpdate();
            }
        }
        pastDue.note(connection, freeze.agreement(), freeze.period());
    }

    /**
     * @param difference the number of the last one
     */
    public record Standing(PastPeriod extract, int difference) {}

    /** Empty if the period is not frozen, or would be the same now for all that later periods look back on. */
    public static Optional<Standing> find(Connection connection, String agreement, String period) throws SQLException {
        String sql = """
                select extract, (select coalesce(max(number), 0) from difference d
                    where (d.agreement, d.period) = (c.agreement, c.period))
                from corrected_period c where agreement = ? and period = ?
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, agreement);
            select.setString(2, period);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Standing(read(row.getString(1)), row.getInt(2))) : Optional.empty();
            }
        }
    }

    private static String write(PastPeriod extract) {
        try {
            return Json.MAPPER.writeValueAsString(extract);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an extract cannot be written", e);
        }
    }

    private static PastPeriod read(String extract) {
        try {
            return Json.MAPPER.readValue(extract, PastPeriod.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored extract cannot be read", e);
        }
    }
}
