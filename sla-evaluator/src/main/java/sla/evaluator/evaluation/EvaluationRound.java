package sla.evaluator.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import sla.evaluator.agreement.AgreementTable;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.agreement.StoredAgreement;
import sla.evaluator.count.CountsInUse;
import sla.evaluator.evaluation.ChangedDays.Changed;
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
    private final FailingAgreements failing;
    private final CountsInUse countsInUse;
    private final AgreementTable agreements;
    private final SeriesCatalog catalog;
    private final AgreementPeriods periods;
    private final EvaluationTable table;

    EvaluationRound(
            DueAgreements dueAgreements,
            FailingAgreements failing,
            CountsInUse countsInUse,
            AgreementTable agreements,
            SeriesCatalog catalog,
            AgreementPeriods periods,
            EvaluationTable table) {
        this.dueAgreements = dueAgreements;
        this.failing = failing;
        this.countsInUse = countsInUse;
        this.agreements = agreements;
        this.catalog = catalog;
        this.periods = periods;
        this.table = table;
    }

    /** What there is to do in one round. */
    private record Todo(
            List<Changed> changes, Set<String> whole, Set<String> resting, boolean periodsMayHaveBegun, Instant now) {
        boolean isEmpty() {
            return changes.isEmpty() && whole.isEmpty() && !periodsMayHaveBegun;
        }

        boolean concerns(StoredAgreement agreement) {
            // A resting one has a note of its own, which says that all of it is to be done.
            return !resting.contains(agreement.agreement())
                    && (periodsMayHaveBegun
                            || whole.contains(agreement.agreement())
                            || changes.stream()
                                    .anyMatch(changed -> changed.vendor().equals(agreement.vendor())));
        }
    }

    /** How many evaluations have something new to say. In the caller's transaction, which has repeatable reads. */
    int evaluate(Connection connection, List<Changed> changes, boolean periodsMayHaveBegun, Instant now)
            throws SQLException {
        Set<String> resting = failing.resting(now);
        Todo todo = new Todo(changes, dueAgreements.take(connection, resting), resting, periodsMayHaveBegun, now);
        if (todo.isEmpty()) {
            return 0;
        }
        table.raiseSequence(connection, now);
        Map<Integer, Series> series = catalog.all();
        int published = 0;
        for (StoredAgreement agreement : agreements.stored(connection)) {
            if (todo.concerns(agreement)) {
                published += evaluateOrNote(connection, agreement, todo, series);
            }
        }
        return published;
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
            int published = periods.evaluate(connection, versions, due, series, todo.now());
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
        if (todo.whole().contains(versions.agreement())) {
            return periods.all(connection, versions, todo.now());
        }
        Map<String, Period> due = AgreementPeriods.touched(versions, todo.changes(), todo.now());
        if (todo.periodsMayHaveBegun()) {
            due.putAll(periods.begun(connection, versions, todo.now()));
        }
        return due;
    }

    /** A value that does not fit, as against a database that cannot work just now or asks for another try. */
    private static boolean liesInTheAgreement(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }
}
