package sla.evaluator.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import sla.evaluator.count.CountLocks;
import sla.evaluator.seal.SealedMonths;
import sla.model.json.Json;
import sla.model.registration.SourceRegistration;

/** The registered sources. */
@ApplicationScoped
public class SourceTable {
    private final DataSource database;
    private final SealedMonths sealedMonths;
    private final Clock clock;
    /** By id: every question about performance asks for all sources. */
    private final Map<String, ReadDocument> lastRead = new ConcurrentHashMap<>();

    private record ReadDocument(String document, SourceRegistration registration) {}

    SourceTable(DataSource database, SealedMonths sealedMonths, Clock clock) {
        this.database = database;
        this.sealedMonths = sealedMonths;
        this.clock = clock;
    }

    /** Before the source can count anything in a month of its vendors whose counts are deleted, that month is sealed. */
    public void store(SourceRegistration source) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (anyDeletedCounts(connection, source)) {
                    CountLocks.exclusive(connection, CountLocks.ATTRIBUTIONS);
                    sealedMonths.addBeside(connection, source.id(), source.vendors(), clock.instant());
                }
                upsert(connection, source);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static void upsert(Connection connection, SourceRegistration source) throws SQLException {
        String sql = """
                insert into source (id, document) values (?, ?)
                on conflict (id) do update set document = excluded.document
                """;
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            upsert.setString(1, source.id());
            upsert.setString(2, Json.MAPPER.writeValueAsString(source));
            upsert.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static boolean anyDeletedCounts(Connection connection, SourceRegistration source) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select exists (select from deleted_counts where vendor = any (?))")) {
            select.setArray(1, connection.createArrayOf("text", source.vendors().toArray()));
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    public Map<String, SourceRegistration> all(Connection connection) throws SQLException {
        Map<String, SourceRegistration> sources = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement("select id, document from source");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                sources.put(row.getString(1), registration(row.getString(1), row.getString(2)));
            }
        }
        return sources;
    }

    private SourceRegistration registration(String id, String document) {
        ReadDocument last = lastRead.get(id);
        if (last == null || !last.document().equals(document)) {
            try {
                last = new ReadDocument(document, Json.MAPPER.readValue(document, SourceRegistration.class));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a stored source cannot be read", e);
            }
            lastRead.put(id, last);
        }
        return last.registration();
    }
}
