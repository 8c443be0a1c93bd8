package sla.evaluator.agreement;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import sla.evaluator.count.CountsInUse;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.json.Json;

/** The active versions of all agreements. What they need is in the counts before they are stored. */
@ApplicationScoped
public class AgreementTable {
    private final DataSource database;
    private final CountsInUse inUse;
    private final Clock clock;

    AgreementTable(DataSource database, CountsInUse inUse, Clock clock) {
        this.database = database;
        this.inUse = inUse;
        this.clock = clock;
    }

    /** Stores a version that is not known yet, builds the counts it needs and has its periods evaluated. */
    public void store(Agreement agreement) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (insert(connection, agreement)) {
                    inUse.require(connection, agreement.zone());
                    for (Kpi kpi : agreement.kpis()) {
                        inUse.require(connection, kpi.attribution());
                    }
                    evaluateAll(connection, agreement);
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static boolean insert(Connection connection, Agreement agreement) throws SQLException {
        String sql = """
                insert into agreement_version (agreement, version, vendor, effective_from, document)
                values (?, ?, ?, ?, ?) on conflict do nothing
                """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, agreement.agreement());
            insert.setInt(2, agreement.version());
            insert.setString(3, agreement.vendor().id());
            insert.setObject(4, agreement.effectiveFrom());
            insert.setString(5, Json.MAPPER.writeValueAsString(agreement));
            return insert.executeUpdate() == 1;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Notes all days on which the vendor had contacts, and today, as changed. */
    private void evaluateAll(Connection connection, Agreement agreement) throws SQLException {
        String sql = """
                insert into changed_day (vendor, day)
                select ?, day from (
                    select distinct (interval_start at time zone 'UTC')::date as day
                    from (select series_id, interval_start from cell union all
                          select series_id, interval_start from cell_delta) counted
                    join series s on s.id = series_id
                    where s.vendor = ?
                    union select ?
                ) days
                """;
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, agreement.vendor().id());
            insert.setString(2, agreement.vendor().id());
            insert.setObject(3, today);
            insert.executeUpdate();
        }
    }

    /** All versions of all agreements, in the order of agreement and version. */
    public List<Agreement> all() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return all(connection);
        }
    }

    public List<Agreement> all(Connection connection) throws SQLException {
        List<Agreement> agreements = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                        "select document from agreement_version order by agreement, version");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                agreements.add(Json.MAPPER.readValue(row.getString(1), Agreement.class));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored agreement cannot be read", e);
        }
        return agreements;
    }
}
