package sla.evaluator.freeze;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import sla.evaluator.fact.Snapshot;

/** Freezes, each written once and never changed: the database refuses it, too. */
@ApplicationScoped
class FreezeTable {
    private static final String COLUMNS = "select id, agreement, period, version, vendor, frozen_at, snapshot,"
            + " system_identifier, inputs_hash, evaluation, evaluation_hash from frozen_period ";

    void insert(Connection connection, StoredFreeze freeze, byte[] inputs) throws SQLException {
        String sql = """
                insert into frozen_period (id, agreement, period, version, vendor, frozen_at, snapshot, system_identifier,
                    inputs_hash, evaluation, evaluation_hash, inputs)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, freeze.id());
            insert.setString(2, freeze.agreement());
            insert.setString(3, freeze.period());
            insert.setInt(4, freeze.version());
            insert.setString(5, freeze.vendor());
            insert.setObject(6, freeze.frozenAt().atOffset(ZoneOffset.UTC));
            insert.setString(7, freeze.snapshot().text());
            insert.setLong(8, freeze.snapshot().systemIdentifier());
            insert.setString(9, freeze.inputsHash());
            insert.setString(10, freeze.evaluation());
            insert.setString(11, freeze.evaluationHash());
            insert.setBytes(12, zipped(inputs));
            insert.executeUpdate();
        }
    }

    Optional<StoredFreeze> find(Connection connection, String id) throws SQLException {
        return list(connection, COLUMNS + "where id = ?", id).stream().findFirst();
    }

    Optional<StoredFreeze> find(Connection connection, String agreement, String period) throws SQLException {
        return list(connection, COLUMNS + "where agreement = ? and period = ?", agreement, period).stream()
                .findFirst();
    }

    /** In the order of agreement and period, newest period first; one more than the limit if there is a next page. */
    List<StoredFreeze> list(Connection connection, FreezeQuery query) throws SQLException {
        String sql = COLUMNS + """
                where (? = '' or agreement = ?) and (? = '' or vendor = ?) and (? = '' or period = ?)
                  and (period collate "C" < ? or (period = ? and agreement collate "C" > ?))
                order by period collate "C" desc, agreement collate "C" limit\s""" + (query.limit() + 1);
        return list(
                connection,
                sql,
                query.agreement(),
                query.agreement(),
                query.vendor(),
                query.vendor(),
                query.period(),
                query.period(),
                query.afterPeriod(),
                query.afterPeriod(),
                query.afterAgreement());
    }

    List<String> ids(Connection connection) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select id from frozen_period order by id");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                ids.add(row.getString(1));
            }
        }
        return ids;
    }

    /** The exact bytes of the inputs. */
    byte[] inputs(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select inputs from frozen_period where id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalArgumentException("no freeze " + id);
                }
                return unzipped(row.getBytes(1));
            }
        }
    }

    private static List<StoredFreeze> list(Connection connection, String sql, String... parameters)
            throws SQLException {
        List<StoredFreeze> freezes = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    freezes.add(new StoredFreeze(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getInt(4),
                            row.getString(5),
                            row.getObject(6, OffsetDateTime.class).toInstant(),
                            new Snapshot(row.getString(7), row.getLong(8)),
                            row.getString(9),
                            row.getString(10),
                            row.getString(11)));
                }
            }
        }
        return freezes;
    }

    static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] zipped(byte[] content) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    private static byte[] unzipped(byte[] zipped) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the inputs cannot be read", e);
        }
    }
}
