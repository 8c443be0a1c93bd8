package sla.evaluator.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sla.evaluator.fact.ContentKey;

/**
 * What is known of a record some of whose contents were deleted with a sealed month.
 *
 * @param effective the content that counts; null if none does
 * @param month the sealed month in which it counts; null if it counts elsewhere or nowhere
 * @param sealedAt when that month was sealed
 * @param countsDeletedAt when its counts were deleted; null while they are kept
 */
record Seal(
        @Nullable ContentKey effective,
        @Nullable YearMonth month,
        @Nullable Instant sealedAt,
        @Nullable Instant countsDeletedAt) {

    /** Empty if nothing of the record was deleted, or there is no such record. */
    static Optional<Seal> read(Connection connection, String source, String recordId) throws SQLException {
        String sql = """
                select r.revision, r.content_hash, m.month, m.sealed_at, m.counts_deleted_at from record r
                left join sealed_month m on m.source = r.source and m.month = r.month
                where r.key = record_key(?, ?) and (m.month is not null or r.sealed_revision is not null)
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, source);
            select.setString(2, recordId);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                long revision = row.getLong(1);
                ContentKey effective = row.wasNull() ? null : new ContentKey(revision, row.getObject(2, UUID.class));
                LocalDate month = row.getObject(3, LocalDate.class);
                return Optional.of(new Seal(
                        effective, month == null ? null : YearMonth.from(month), instant(row, 4), instant(row, 5)));
            }
        }
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    String explanation() {
        if (month == null) {
            return "All contents of this record were deleted with sealed months, and none of them counts.";
        }
        if (countsDeletedAt != null) {
            return "The record was accepted and counted in " + month + ". That month was sealed on " + sealedAt
                    + ": its records have been deleted, and since " + countsDeletedAt + " its counts, too. What was"
                    + " evaluated by them stays.";
        }
        return "The record was accepted and counts in " + month + ". That month was sealed on " + sealedAt
                + ": its records have been deleted and its counts do not change any more.";
    }
}
