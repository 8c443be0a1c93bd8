package sla.evaluator.retention;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sla.evaluator.count.CountLocks;
import sla.evaluator.count.Progress;
import sla.evaluator.count.SealedCounts;
import sla.evaluator.fact.FactPartitions;
import sla.evaluator.fact.FactPiece;
import sla.evaluator.fact.SealedFacts;
import sla.evaluator.failpoint.Failpoint;
import sla.evaluator.failpoint.Failpoints;
import sla.evaluator.seal.SealedMonths;
import sla.evaluator.seal.SealedMonths.SealedMonth;
import sla.evaluator.source.SourceTable;
import sla.model.registration.SourceRegistration;

/**
 * Deletes what is older than its source keeps it. First a month is sealed, in a short transaction that no batch is beside:
 * from then on nothing of it changes. Then its facts are deleted piece by piece, and a partition that nobody needs any more
 * is dropped; counts follow when their time is over ({@link CountsRetention}). Killed at any moment, the next run goes on.
 */
@ApplicationScoped
public class Retention {
    private final Pieces pieces;
    private final SourceTable sources;
    private final SealedMonths sealedMonths;
    private final SealedFacts facts;
    private final FactPartitions partitions;
    private final CountsRetention countsRetention;
    private final Forgetting forgetting;
    private final Failpoints failpoints;
    private final Clock clock;
    private final Duration unreadableKept;

    Retention(
            DataSource database,
            SourceTable sources,
            SealedMonths sealedMonths,
            SealedFacts facts,
            FactPartitions partitions,
            CountsRetention countsRetention,
            Forgetting forgetting,
            Failpoints failpoints,
            Clock clock,
            @ConfigProperty(name = "sla.evaluator.unreadable-kept") Duration unreadableKept) {
        this.pieces = new Pieces(database);
        this.sources = sources;
        this.sealedMonths = sealedMonths;
        this.facts = facts;
        this.partitions = partitions;
        this.countsRetention = countsRetention;
        this.forgetting = forgetting;
        this.failpoints = failpoints;
        this.clock = clock;
        this.unreadableKept = unreadableKept;
    }

    /**
     * What came of it.
     *
     * @param facts how many were deleted, or changed
     * @param notes what was done, in words
     */
    public record Outcome(long facts, List<String> notes) {}

    private record SourceMonth(String source, YearMonth month) {}

    /** One caller at a time. */
    public Outcome apply(Progress progress) throws SQLException {
        List<String> notes = new ArrayList<>();
        List<SourceMonth> due = pieces.run(this::due);
        int steps = due.size() + 1;
        long deleted = 0;
        for (int i = 0; i < due.size(); i++) {
            SourceMonth one = due.get(i);
            progress.step("records of " + one.source() + " " + one.month(), i, steps);
            deleted += dropFacts(one, notes);
        }
        progress.step("partitions", due.size(), steps);
        dropPartitions(notes);
        countsRetention.apply(progress, due.size(), steps, notes);
        expireRejections(notes);
        expireUnreadable(notes);
        for (SourceRegistration source : pieces.run(sources::all).values()) {
            progress.step("pseudonyms of " + source.id(), due.size(), steps);
            forgetting.forgetOld(source, notes);
        }
        return new Outcome(deleted, notes);
    }

    /** Of the oldest month first: what a run that was killed has left, and what has become old. */
    private List<SourceMonth> due(Connection connection) throws SQLException {
        List<SourceMonth> due = new ArrayList<>();
        Map<String, SourceRegistration> registered = sources.all(connection);
        List<SealedMonth> begun = sealedMonths.list(connection).stream()
                .filter(one -> one.factsGoneAt() == null)
                .toList();
        for (YearMonth month : FactPartitions.months(connection)) {
            for (SourceRegistration source : registered.values()) {
                boolean isBegun = begun.stream()
                        .anyMatch(one ->
                                one.source().equals(source.id()) && one.month().equals(month));
                if (isBegun
                        || (isOver(month, source.factsKept(), clock.instant())
                                && facts.any(connection, source.id(), month))) {
                    due.add(new SourceMonth(source.id(), month));
                }
            }
        }
        return due;
    }

    /** Whether the month ended at least so long ago. */
    static boolean isOver(YearMonth month, Period kept, Instant now) {
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        return !month.plusMonths(1).plusMonths(kept.toTotalMonths()).atDay(1).isAfter(today);
    }

    private long dropFacts(SourceMonth one, List<String> notes) throws SQLException {
        pieces.run(connection -> seal(connection, one));
        for (FactPiece piece : pieces.run(connection -> FactPiece.of(connection, one.source(), one.month()))) {
            pieces.run(connection -> drop(connection, one, piece));
        }
        return pieces.run(connection -> {
            sealedMonths.factsGone(connection, one.source(), one.month(), clock.instant());
            SealedMonth done =
                    sealedMonths.find(connection, one.source(), one.month()).orElseThrow();
            notes.add("sealed: source " + one.source() + ", " + one.month() + ", " + done.facts()
                    + " records deleted with all their revisions");
            unfrozen(connection, one).ifPresent(notes::add);
            return done.facts();
        });
    }

    private boolean seal(Connection connection, SourceMonth one) throws SQLException {
        CountLocks.exclusive(connection, CountLocks.ATTRIBUTIONS);
        boolean added = sealedMonths.add(connection, one.source(), one.month(), clock.instant());
        SealedCounts.forgetSealed(connection);
        return added;
    }

    /** With the month's row locked: a process that is thought to be gone must not keep the same facts' counts twice. */
    private long drop(Connection connection, SourceMonth one, FactPiece piece) throws SQLException {
        sealedMonths.lock(connection, one.source(), one.month());
        long dropped = facts.drop(connection, piece);
        sealedMonths.dropped(connection, one.source(), one.month(), dropped);
        failpoints.reached(Failpoint.IN_RETENTION);
        return dropped;
    }

    /** Their results go on to follow the counts, which stay. */
    private static Optional<String> unfrozen(Connection connection, SourceMonth one) throws SQLException {
        String sql = """
                select string_agg(distinct e.agreement, ', ' order by e.agreement) from evaluation e
                join agreement_version v on v.agreement = e.agreement and v.version = e.version
                join series s on s.vendor = v.vendor and s.source = ?
                where e.period = ? and not e.withdrawn and not exists (
                    select from frozen_period f where f.agreement = e.agreement and f.period = e.period)
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, one.source());
            select.setString(2, one.month().toString());
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getString(1) != null
                        ? Optional.of("not frozen: " + one.month() + " of " + row.getString(1))
                        : Optional.empty();
            }
        }
    }

    private void dropPartitions(List<String> notes) throws SQLException {
        List<YearMonth> candidates = pieces.run(connection -> {
            List<YearMonth> ofSeals = sealedMonths.list(connection).stream()
                    .map(SealedMonth::month)
                    .toList();
            return FactPartitions.months(connection).stream()
                    .filter(ofSeals::contains)
                    .toList();
        });
        for (YearMonth month : candidates) {
            if (partitions.dropIfEmpty(month)) {
                notes.add("dropped: the partition of " + month);
            }
        }
    }

    /** What is remembered of rejected messages lives as long as the records of their source. */
    private void expireRejections(List<String> notes) throws SQLException {
        long deleted = pieces.run(connection -> {
            Map<String, SourceRegistration> registered = sources.all(connection);
            long sum = 0;
            for (SourceRegistration source : registered.values()) {
                sum += expire(connection, "source = any (?)", List.of(source.id()), source.factsKept());
            }
            return sum
                    + expire(
                            connection,
                            "source <> all (?)",
                            List.copyOf(registered.keySet()),
                            SourceRegistration.USUAL_FACTS_KEPT);
        });
        if (deleted > 0) {
            notes.add("deleted: " + deleted + " old rejections");
        }
    }

    private int expire(Connection connection, String which, List<String> ids, Period kept) throws SQLException {
        YearMonth firstKept =
                YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC)).minusMonths(kept.toTotalMonths());
        try (PreparedStatement delete =
                connection.prepareStatement("delete from rejected_record where " + which + " and received_at < ?")) {
            delete.setArray(1, connection.createArrayOf("text", ids.toArray()));
            delete.setObject(2, firstKept.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC));
            return delete.executeUpdate();
        }
    }

    /** Messages of our own topics that could not be read hold what sources sent. */
    private void expireUnreadable(List<String> notes) throws SQLException {
        int deleted = pieces.run(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from unreadable_message where appended_at < ?")) {
                delete.setObject(1, clock.instant().minus(unreadableKept).atOffset(ZoneOffset.UTC));
                return delete.executeUpdate();
            }
        });
        if (deleted > 0) {
            notes.add("deleted: " + deleted + " old messages that could not be read");
        }
    }
}
