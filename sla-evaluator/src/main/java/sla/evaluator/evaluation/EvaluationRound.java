package sla.evaluator.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementTable;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.agreement.StoredAgreement;
import sla.evaluator.count.CountsInUse;
import sla.evaluator.evaluation.ChangedDays.Changed;
import sla.evaluator.evaluation.DueAgreements.Due;
import sla.evaluator.series.Series;
import sla.evaluator.series.SeriesCatalog;
import sla.model.time.Period;

/**
 * One round over all agreements, each behind a savepoint of its own: what one of them cannot have evaluated is noted
 * again and does not hold up the others.
 */
@ApplicationScoped
class EvaluationRound {
    private final DueAgreements dueAgreements;
    private final PastDue pastDue;
    private final FailingAgreements failing;
    private final SlowAgreements slow;
    private final CountsInUse countsInUse;
    private final AgreementTable agreements;
    private final SeriesCatalog catalog;
    private final AgreementPeriods periods;
    private final EvaluationTable table;

    EvaluationRound(
            DueAgreements dueAgreements,
            PastDue pastDue,
            FailingAgreements failing,
            SlowAgreements slow,
            CountsInUse countsInUse,
            AgreementTable agreements,
            SeriesCatalog catalog,
            AgreementPeriods periods,
            EvaluationTable table) {
        this.dueAgreements = dueAgreements;
        this.pastDue = pastDue;
        this.failing = failing;
        this.slow = slow;
        this.countsInUse = countsInUse;
        this.agreements = agreements;
        this.catalog = catalog;
        this.periods = periods;
        this.table = table;
    }

    /** What there is to do in one round. */
    private record Todo(
            List<Changed> changes,
            Due due,
            Map<String, LocalDate> behind,
            @Nullable Instant before,
            Instant now) {
        boolean periodsMayHaveBegun() {
            return before != null;
        }

        boolean isEmpty() {
            return changes.isEmpty() && due.isEmpty() && behind.isEmpty() && !periodsMayHaveBegun();
        }

        boolean concerns(StoredAgreement agreement) {
            return periodsMayHaveBegun()
                    || due.whole().contains(agreement.agreement())
                    || behind.containsKey(agreement.agreement())
                    || !days(agreement.agreement(), agreement.vendor()).isEmpty();
        }

        /** That have changed, now or while it rested. */
        Set<LocalDate> days(String agreement, String vendor) {
            Set<LocalDate> days = new TreeSet<>(due.days().getOrDefault(agreement, Set.of()));
            changes.stream()
                    .filter(changed -> changed.vendor().equals(vendor))
                    .map(Changed::day)
                    .forEach(days::add);
            return days;
        }
    }

    /**
     * @param published how many evaluations have something new to say
     * @param slow how long those took that rest by themselves
     */
    record Result(int published, Duration slow) {
        static final Result NOTHING = new Result(0, Duration.ZERO);

        Result plus(Result other) {
            return new Result(published + other.published, slow.plus(other.slow));
        }
    }

    /**
     * In the caller's transaction, which has repeatable reads.
     *
     * @param before when it was last looked which periods had begun; null if none can have begun since
     */
    Result evaluate(Connection connection, List<Changed> changes, @Nullable Instant before, Instant now)
            throws SQLException {
        Set<String> afterFailure = failing.resting(now);
        Set<String> resting = slow.resting();
        Set<String> later = new HashSet<>(afterFailure);
        later.addAll(resting);
        Todo todo =
                new Todo(changes, dueAgreements.take(connection, later), pastDue.take(connection, later), before, now);
        if (todo.isEmpty()) {
            return Result.NOTHING;
        }
        table.raiseSequence(connection, now);
        Map<Integer, Series> series = catalog.all();
        Result result = Result.NOTHING;
        for (StoredAgreement agreement : agreements.stored(connection)) {
            // One that failed has a note of its own, which says that all of it is to be done.
            if (!todo.concerns(agreement) || afterFailure.contains(agreement.agreement())) {
                continue;
            }
            if (resting.contains(agreement.agreement())) {
                noteForLater(connection, agreement, todo);
            } else {
                result = result.plus(evaluateTimed(connection, agreement, todo, series));
            }
        }
        return result;
    }

    /** The periods that may have begun are counted in what is counted today, whatever the zone. */
    private void noteForLater(Connection connection, StoredAgreement agreement, Todo todo) throws SQLException {
        Set<LocalDate> days = todo.days(agreement.agreement(), agreement.vendor());
        if (todo.periodsMayHaveBegun()) {
            days.add(todo.now().atOffset(ZoneOffset.UTC).toLocalDate());
        }
        dueAgreements.note(connection, agreement.agreement(), days);
    }

    private Result evaluateTimed(
            Connection connection, StoredAgreement agreement, Todo todo, Map<Integer, Series> series)
            throws SQLException {
        long begin = System.nanoTime();
        int published = evaluateOrNote(connection, agreement, todo, series);
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        return new Result(published, slow.took(agreement.agreement(), time) ? time : Duration.ZERO);
    }

    private int evaluateOrNote(Connection connection, StoredAgreement agreement, Todo todo, Map<Integer, Series> series)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            AgreementVersions versions = agreement.read();
            if (todo.periodsMayHaveBegun()) {
                countsInUse.extendDays(connection, versions.latest().zone());
            }
            Map<String, Period> due = due(connection, versions, todo);
            int published = periods.evaluate(
                    connection, versions, due, todo.behind().get(agreement.agreement()), series, todo.now());
            connection.releaseSavepoint(before);
            failing.succeeded(agreement.agreement());
            return published;
        } catch (SQLException | RuntimeException e) {
            if (e instanceof SQLException sql && !liesInTheAgreement(sql)) {
                throw e;
            }
            connection.rollback(before);
            dueAgreements.note(connection, agreement.agreement());
            failing.failed(agreement.agreement(), e, todo.now());
            return 0;
        }
    }

    private Map<String, Period> due(Connection connection, AgreementVersions versions, Todo todo) throws SQLException {
        if (todo.due().whole().contains(versions.agreement())) {
            return periods.all(connection, versions, todo.now());
        }
        Map<String, Period> due =
                AgreementPeriods.touched(versions, todo.days(versions.agreement(), versions.vendor()), todo.now());
        if (todo.before() != null) {
            due.putAll(periods.begun(connection, versions, todo.now()));
            due.putAll(AgreementPeriods.goneOn(versions, todo.before(), todo.now()));
        }
        return due;
    }

    /** A value that does not fit, as against a database that cannot work just now or asks for another try. */
    private static boolean liesInTheAgreement(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }
}
