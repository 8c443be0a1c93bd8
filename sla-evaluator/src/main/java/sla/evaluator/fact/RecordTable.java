package sla.evaluator.fact;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The identities: the only dedupe, and the lock under which a record and all that refers to it are counted. Rows are
 * taken in key order, so that two batches never wait for each other in a circle.
 */
@ApplicationScoped
class RecordTable {
    /**
     * A row to have.
     *
     * @param effective the content that counts, if that is known already
     * @param month of that content
     */
    record NewRecord(
            Identity identity,
            @Nullable ContentKey effective,
            @Nullable LocalDate month,
            boolean referenced) {}

    /**
     * A row that was there before.
     *
     * @param month of the content that counts
     * @param sealedRevision the highest revision of which a content was dropped with another month than that; null if
     *     none was
     */
    record KnownRecord(
            @Nullable ContentKey effective,
            boolean referenced,
            @Nullable LocalDate month,
            @Nullable Long sealedRevision) {
        /** One of which nothing counts and nothing was dropped. */
        static KnownRecord empty(boolean referenced) {
            return new KnownRecord(null, referenced, null, null);
        }
    }

    /** Inserts those that are new and says which they were. */
    Set<Identity> insertNew(Connection connection, List<NewRecord> records) throws SQLException {
        String sql = """
                insert into record (key, source, record_id, revision, content_hash, month, referenced)
                select * from unnest(?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::uuid[], ?::date[], ?::boolean[])
                         as new (key, source, record_id, revision, content_hash, month, referenced)
                order by key
                on conflict do nothing
                returning key
                """;
        Map<UUID, Identity> byKey = new LinkedHashMap<>();
        records.forEach(record -> byKey.put(record.identity().key(), record.identity()));
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setArray(1, connection.createArrayOf("uuid", byKey.keySet().toArray()));
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            records.stream()
                                    .map(record -> record.identity().source())
                                    .toArray()));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "text",
                            records.stream()
                                    .map(record -> record.identity().recordId())
                                    .toArray()));
            setContents(connection, insert, 4, records);
            Set<Identity> inserted = new HashSet<>();
            try (ResultSet row = insert.executeQuery()) {
                while (row.next()) {
                    inserted.add(Objects.requireNonNull(byKey.get(row.getObject(1, UUID.class))));
                }
            }
            return inserted;
        }
    }

    /** Locks rows that are there until the transaction ends. */
    Map<Identity, KnownRecord> lock(Connection connection, Collection<Identity> identities) throws SQLException {
        Map<Identity, KnownRecord> known = new HashMap<>();
        if (identities.isEmpty()) {
            return known;
        }
        String sql = """
                select r.source, r.record_id, r.revision, r.content_hash, r.referenced, r.month,
                       r.sealed_revision
                from unnest(?::uuid[]) as wanted (key) join record r on r.key = wanted.key
                order by r.key
                for update of r
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            setKeys(connection, select, identities.stream());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long revision = row.getLong(3);
                    ContentKey effective =
                            row.wasNull() ? null : new ContentKey(revision, row.getObject(4, UUID.class));
                    known.put(
                            new Identity(row.getString(1), row.getString(2)),
                            new KnownRecord(
                                    effective,
                                    row.getBoolean(5),
                                    row.getObject(6, LocalDate.class),
                                    row.getObject(7, Long.class)));
                }
            }
        }
        return known;
    }

    /** Sets what counts now of records that are there and locked. */
    void update(Connection connection, List<NewRecord> records) throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        String sql = """
                update record r set revision = new.revision, content_hash = new.content_hash, month = new.month,
                       referenced = r.referenced or new.referenced
                from unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::date[], ?::boolean[])
                     as new (key, revision, content_hash, month, referenced)
                where r.key = new.key
                """;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            setKeys(connection, update, records.stream().map(NewRecord::identity));
            setContents(connection, update, 2, records);
            update.executeUpdate();
        }
    }

    private static void setKeys(Connection connection, PreparedStatement statement, Stream<Identity> identities)
            throws SQLException {
        statement.setArray(
                1,
                connection.createArrayOf("uuid", identities.map(Identity::key).toArray()));
    }

    private static void setContents(
            Connection connection, PreparedStatement statement, int first, List<NewRecord> records)
            throws SQLException {
        int size = records.size();
        @Nullable Long[] revisions = new Long[size];
        @Nullable UUID[] hashes = new UUID[size];
        @Nullable LocalDate[] months = new LocalDate[size];
        Boolean[] referenced = new Boolean[size];
        for (int i = 0; i < size; i++) {
            NewRecord record = records.get(i);
            ContentKey effective = record.effective();
            revisions[i] = effective == null ? null : Long.valueOf(effective.revision());
            hashes[i] = effective == null ? null : effective.hash();
            months[i] = record.month();
            referenced[i] = record.referenced();
        }
        statement.setArray(first, connection.createArrayOf("bigint", revisions));
        statement.setArray(first + 1, connection.createArrayOf("uuid", hashes));
        statement.setArray(first + 2, connection.createArrayOf("date", months));
        statement.setArray(first + 3, connection.createArrayOf("boolean", referenced));
    }

    /** Notes that somebody refers to these records. */
    void markReferenced(Connection connection, Collection<Identity> identities) throws SQLException {
        if (identities.isEmpty()) {
            return;
        }
        String sql = """
                update record r set referenced = true from unnest(?::uuid[]) as wanted (key)
                where r.key = wanted.key and not r.referenced
                """;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            setKeys(connection, update, identities.stream());
            update.executeUpdate();
        }
    }

    static void setIdentities(
            Connection connection, PreparedStatement statement, int first, Collection<Identity> identities)
            throws SQLException {
        statement.setArray(
                first,
                connection.createArrayOf(
                        "text", identities.stream().map(Identity::source).toArray()));
        statement.setArray(
                first + 1,
                connection.createArrayOf(
                        "text", identities.stream().map(Identity::recordId).toArray()));
    }
}
