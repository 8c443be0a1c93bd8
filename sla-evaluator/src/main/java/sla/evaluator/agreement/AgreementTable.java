package sla.evaluator.agreement;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    /** By id: every question that names an agreement asks for all of them. */
    private final Map<String, ReadDocuments> lastRead = new ConcurrentHashMap<>();

    private record ReadDocuments(List<String> documents, AgreementVersions versions) {}

    AgreementTable(DataSource database, CountsInUse inUse) {
        this.database = database;
        this.inUse = inUse;
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

    /**
     * Whole and in the transaction of the version, whatever is counted so far: whoever takes the note sees the version,
     * and every count that was stored before.
     */
    private static void evaluateAll(Connection connection, Agreement agreement) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into agreement_due (agreement) values (?)")) {
            insert.setString(1, agreement.agreement());
            insert.executeUpdate();
        }
    }

    /**
     * The agreements with some vendors, in the order of their ids.
     *
     * @throws HttpProblem 500, naming the agreement, if one of them cannot be read: what it would say must not be missing
     */
    public List<AgreementVersions> ofVendors(Connection connection, Set<String> vendors) throws SQLException {
        List<AgreementVersions> agreements = new ArrayList<>();
        for (StoredAgreement stored : stored(connection)) {
            if (vendors.contains(stored.vendor())) {
                try {
                    agreements.add(read(stored));
                } catch (IllegalStateException e) {
                    throw HttpProblem.valueOf(
                            Response.Status.INTERNAL_SERVER_ERROR,
                            "What the agreement '" + stored.agreement() + "' says of it is not known: "
                                    + e.getMessage());
                }
            }
        }
        return agreements;
    }

    private AgreementVersions read(StoredAgreement stored) {
        ReadDocuments last = lastRead.get(stored.agreement());
        if (last == null || !last.documents().equals(stored.documents())) {
            last = new ReadDocuments(stored.documents(), stored.read());
            lastRead.put(stored.agreement(), last);
        }
        return last.versions();
    }

    /** The period of an agreement that is called so; empty if no active version covers one. */
    public Optional<AgreementPeriod> period(Connection connection, String agreement, String label) throws SQLException {
        return versions(connection, agreement).flatMap(versions -> versions.of(label));
    }

    /** The active versions of one agreement; empty if there are none. */
    public Optional<AgreementVersions> versions(String agreement) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return versions(connection, agreement);
        }
    }

    /** The same in a transaction. Other agreements that cannot be read do not matter. */
    public Optional<AgreementVersions> versions(Connection connection, String agreement) throws SQLException {
        return stored(connection).stream()
                .filter(stored -> stored.agreement().equals(agreement))
                .findFirst()
                .map(this::read);
    }

    /** All agreements in the order of their ids. */
    public List<StoredAgreement> stored(Connection connection) throws SQLException {
        String sql = """
                select agreement, max(vendor), array_agg(document order by version)
                from agreement_version group by agreement order by agreement
                """;
        List<StoredAgreement> agreements = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String[] documents = (String[]) row.getArray(3).getArray();
                agreements.add(new StoredAgreement(row.getString(1), row.getString(2), List.of(documents)));
            }
        }
        return agreements;
    }
}
