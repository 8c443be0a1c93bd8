package sla.evaluator.fact;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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

    /** A row that was there before. */
    record KnownRecord(@Nullable ContentKey effective, boolean referenced) {}

    /** Inserts those that are new and says which they were. */
    Set<Identity> insertNew(Connection connection, List<NewRecord> records) throws SQLException {
        String sql = """
                insert into record (source, record_id, revision, content_hash, month, referenced)
                select * from unnest(?::text[], ?::text[], ?::bigint[], ?::uuid[], ?::date[], ?::boolean[])
                         as new (source, record_id, revision, content_hash, month, referenced)
                order by new.source collate "C", new.record_id collate "C"
                on conflict do nothing
                returning source, record_id
                """;
        int size = records.size();
        String[] sources = new String[size];
        String[] ids = new String[size];
        @Nullable Long[] revisions = new Long[size];
        @Nullable UUID[] hashes = new UUID[size];
        @Nullable LocalDate[] months = new LocalDate[size];
        Boolean[] referenced = new Boolean[size];
        for (int i = 0; i < size; i++) {
            NewRecord record = records.get(i);
            ContentKey effective = record.effective();
            sources[i] = record.identity().source();
            ids[i] = record.identity().recordId();
            revisions[i] = effective == null ? null : Long.valueOf(effective.revision());
            hashes[i] = effective == null ? null : effective.hash();
            months[i] = record.month();
            referenced[i] = record.referenced();
        }
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setArray(1, connection.createArrayOf("text", sources));
            insert.setArray(2, connection.createArrayOf("text", ids));
            insert.setArray(3, connection.createArrayOf("bigint", revisions));
            insert.setArray(4, connection.createArrayOf("uuid", hashes));
            insert.setArray(5, connection.createArrayOf("date", months));
            insert.setArray(6, connection.createArrayOf("boolean", referenced));
            Set<Identity> inserted = new HashSet<>();
            try (ResultSet row = insert.executeQuery()) {
                while (row.next()) {
                    inserted.add(new Identity(row.getString(1), row.getString(2)));
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
                select r.source, r.record_id, r.revision, r.content_hash, r.referenced
                from unnest(?::text[], ?::text[]) as wanted (source, record_id)
                join record r on r.source = wanted.source and r.record_id = wanted.record_id
                order by r.source collate "C", r.record_id collate "C"
                for update of r
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            setIdentities(connection, select, 1, identities);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long revision = row.getLong(3);
                    ContentKey effective =
                            row.wasNull() ? null : new ContentKey(revision, row.getObject(4, UUID.class));
                    known.put(
                            new Identity(row.getString(1), row.getString(2)),
                            new KnownRecord(effective, row.getBoolean(5)));
                }
            }
        }
        return known;
    }

    void update(Connection connection, Collection<NewRecord> records) throws SQLException {
        String sql = """
                update record set revision = ?, content_hash = ?, month = ?, referenced = referenced or ?
                where source = ? and record_id = ?
                """;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (NewRecord record : records) {
                ContentKey effective = record.effective();
                update.setObject(1, effective == null ? null : Long.valueOf(effective.revision()), Types.BIGINT);
                update.setObject(2, effective == null ? null : effective.hash(), Types.OTHER);
                update.setObject(3, record.month(), Types.DATE);
                update.setBoolean(4, record.referenced());
                update.setString(5, record.identity().source());
                update.setString(6, record.identity().recordId());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** Notes that somebody refers to these records. */
    void markReferenced(Connection connection, Collection<Identity> identities) throws SQLException {
        if (identities.isEmpty()) {
            return;
        }
        String sql = """
                update record r set referenced = true
                from unnest(?::text[], ?::text[]) as wanted (source, record_id)
                where r.source = wanted.source and r.record_id = wanted.record_id and not r.referenced
                """;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            setIdentities(connection, update, 1, identities);
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
