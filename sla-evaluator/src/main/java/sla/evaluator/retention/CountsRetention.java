package sla.evaluator.retention;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.YearMonth;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import sla.evaluator.completeness.ControlTotalTable;
import sla.evaluator.completeness.DeclaredKey;
import sla.evaluator.count.CountLocks;
import sla.evaluator.count.CountsDeletion;
import sla.evaluator.count.CountsDeletion.CountedQueue;
import sla.evaluator.count.DayRange;
import sla.evaluator.count.Progress;
import sla.evaluator.evaluation.ChangedDays;
import sla.evaluator.fact.SealedFacts;
import sla.evaluator.failpoint.Failpoint;
import sla.evaluator.failpoint.Failpoints;
import sla.evaluator.seal.SealedMonths;
import sla.evaluator.seal.SealedMonths.SealedMonth;
import sla.evaluator.seal.Seals;
import sla.evaluator.source.SourceTable;
import sla.model.registration.SourceRegistration;

/**
 * Deletes counts of months that are older than their source keeps them. First it is noted, in a short transaction that no
 * batch and no evaluation is beside, which counts are deleted: from then on nobody reads them. Then they go piece by piece.
 *
 * <p>Nothing that a period is made of goes while another part of it may change: all sources that speak for the vendors
 * have sealed the month and those beside it, which a month of a zone may touch, and every change so far is evaluated.
 */
@ApplicationScoped
class CountsRetention {
    private final Pieces pieces;
    private final SourceTable sources;
    private final SealedMonths sealedMonths;
    private final SealedFacts facts;
    private final ControlTotalTable controlTotals;
    private final ChangedDays changedDays;
    private final Failpoints failpoints;
    private final Clock clock;

    CountsRetention(
            DataSource database,
            SourceTable sources,
            SealedMonths sealedMonths,
            SealedFacts facts,
            ControlTotalTable controlTotals,
            ChangedDays changedDays,
            Failpoints failpoints,
            Clock clock) {
        this.pieces = new Pieces(database);
        this.sources = sources;
        this.sealedMonths = sealedMonths;
        this.facts = facts;
        this.controlTotals = controlTotals;
        this.changedDays = changedDays;
        this.failpoints = failpoints;
        this.clock = clock;
    }

    private record SourceMonth(String source, YearMonth month) {}

    /** What came of a month whose time is over. */
    private sealed interface Closing {
        /** Nothing was counted in it. */
        record Nothing() implements Closing {}

        /** Nobody reads its counts any more: they can go. */
        record Closed() implements Closing {}

        /** They stay for now. */
        record Kept(String why) implements Closing {}
    }

    /** After the facts of the same months are gone. One caller at a time. */
    void apply(Progress progress, int step, int steps, List<String> notes) throws SQLException {
        for (SourceRegistration source : pieces.run(sources::all).values()) {
            progress.step("counts of " + source.id(), step, steps);
            for (YearMonth month : pieces.run(connection -> due(connection, source))) {
                progress.step("counts of " + source.id() + " " + month, step, steps);
                // Before the lock: nobody else writes them, and they can be many.
                Set<CountedQueue> kept =
                        pieces.run(connection -> CountsDeletion.keptQueues(connection, source.id(), month));
                switch (pieces.run(connection -> close(connection, source.id(), month, kept))) {
                    case Closing.Nothing _ -> {}
                    case Closing.Kept(String why) ->
                        notes.add("kept: the counts of source " + source.id() + ", " + month + ": " + why);
                    case Closing.Closed _ ->
                        notes.add("deleted: the counts of source " + source.id() + ", " + month + ", "
                                + delete(source.id(), month) + " rows");
                }
            }
        }
    }

    /** The oldest month first: what a run that was killed has left, and what has become old. */
    private Set<YearMonth> due(Connection connection, SourceRegistration source) throws SQLException {
        Set<YearMonth> due = new TreeSet<>();
        Set<YearMonth> sealed = new TreeSet<>();
        for (SealedMonth one : sealedMonths.list(connection)) {
            if (one.source().equals(source.id())) {
                sealed.add(one.month());
                boolean begun = one.countsDeletedAt() != null;
                if (one.factsGoneAt() != null && one.countsGoneAt() == null && (begun || isOver(one.month(), source))) {
                    due.add(one.month());
                }
            }
        }
        // Months without facts of their own: those of others count there, such as evaluations that were given later.
        YearMonth month = CountsDeletion.oldest(connection, source.id()).orElse(null);
        for (; month != null && isOver(month, source); month = month.plusMonths(1)) {
            if (!sealed.contains(month)
                    && !CountsDeletion.queues(connection, source.id(), month).isEmpty()) {
                due.add(month);
            }
        }
        return due;
    }

    private boolean isOver(YearMonth month, SourceRegistration source) {
        return Retention.isOver(month, source.countsKept(), clock.instant());
    }

    /** Notes that the counts are deleted, unless that was done before. */
    private Closing close(Connection connection, String source, YearMonth month, Set<CountedQueue> kept)
            throws SQLException {
        // In this order: whoever holds the second never waits for the first.
        changedDays.awaitLock(connection);
        CountLocks.exclusive(connection, CountLocks.ATTRIBUTIONS);
        if (sealedMonths
                .find(connection, source, month)
                .filter(one -> one.countsDeletedAt() != null)
                .isPresent()) {
            return new Closing.Closed();
        }
        Set<DeclaredKey> queues = controlTotals.queues(connection, source, month);
        for (Set<CountedQueue> counted : List.of(kept, CountsDeletion.queues(connection, source, month))) {
            counted.forEach(queue -> queues.add(new DeclaredKey(source, queue.vendor(), queue.queue())));
        }
        if (queues.isEmpty()) {
            // Its neighbours need not be sealed: that would go on for ever.
            sealedMonths.countsGone(connection, source, month, clock.instant());
            return new Closing.Nothing();
        }
        Set<String> vendors = queues.stream().map(DeclaredKey::vendor).collect(Collectors.toCollection(TreeSet::new));
        if (changedDays.anyToDo(
                connection,
                vendors,
                month.minusMonths(1).atDay(1),
                month.plusMonths(2).atDay(1))) {
            return new Closing.Kept("changes are still to be evaluated");
        }
        Optional<String> open = seal(connection, source, vendors, month);
        if (open.isPresent()) {
            return new Closing.Kept(open.get());
        }
        note(connection, queues, month);
        sealedMonths.countsDeleted(connection, source, month, clock.instant());
        controlTotals.delete(connection, source, month);
        return new Closing.Closed();
    }

    /**
     * Seals what is not sealed because there were no facts to be deleted: of every source that speaks for the vendors the
     * month and its neighbours. Says of the first that may still change what it is, and seals nothing then.
     */
    private Optional<String> seal(Connection connection, String source, Set<String> vendors, YearMonth month)
            throws SQLException {
        Seals seals = sealedMonths.all(connection);
        Set<SourceMonth> toSeal = new LinkedHashSet<>();
        for (SourceRegistration other : sources.all(connection).values()) {
            if (!other.id().equals(source) && other.vendors().stream().noneMatch(vendors::contains)) {
                continue;
            }
            for (YearMonth near : List.of(month.minusMonths(1), month, month.plusMonths(1))) {
                if (seals.contain(other.id(), near.atDay(1))) {
                    continue;
                }
                if (!Retention.isOver(near, other.factsKept(), clock.instant())
                        || facts.any(connection, other.id(), near)) {
                    return Optional.of(near + " of source " + other.id() + " may still change");
                }
                toSeal.add(new SourceMonth(other.id(), near));
            }
        }
        for (SourceMonth one : toSeal) {
            sealedMonths.add(connection, one.source(), one.month(), clock.instant());
            sealedMonths.factsGone(connection, one.source(), one.month(), clock.instant());
        }
        return Optional.empty();
    }

    private static void note(Connection connection, Set<DeclaredKey> queues, YearMonth month) throws SQLException {
        String sql = "insert into deleted_counts (source, month, vendor, queue) values (?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (DeclaredKey queue : queues) {
                insert.setString(1, queue.source());
                insert.setObject(2, month.atDay(1));
                insert.setString(3, queue.vendor());
                insert.setString(4, queue.queue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** How many rows have gone, with those of a run that was killed. */
    private long delete(String source, YearMonth month) throws SQLException {
        piece(source, month, connection -> CountsDeletion.deleteKept(connection, source, month));
        for (DayRange days : pieces.run(connection -> CountsDeletion.pieces(connection, source, month))) {
            piece(source, month, connection -> CountsDeletion.delete(connection, source, days));
        }
        return pieces.run(connection -> {
            controlTotals.forgetComparisons(connection, source);
            sealedMonths.countsGone(connection, source, month, clock.instant());
            return sealedMonths
                    .find(connection, source, month)
                    .map(SealedMonth::counts)
                    .orElseThrow();
        });
    }

    /** With the month's row locked: a process that is thought to be gone does not count the same rows. */
    private void piece(String source, YearMonth month, Pieces.Work<Long> work) throws SQLException {
        pieces.run(connection -> {
            sealedMonths.lock(connection, source, month);
            long deleted = work.run(connection);
            sealedMonths.droppedCounts(connection, source, month, deleted);
            failpoints.reached(Failpoint.IN_RETENTION);
            return deleted;
        });
    }
}
