package sla.evaluator.freeze;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.agreement.AgreementTable;
import sla.evaluator.evaluation.ChangedDays;
import sla.evaluator.evaluation.EvaluationTable;
import sla.evaluator.evaluation.Evaluations;
import sla.evaluator.evaluation.MissingCounts;
import sla.evaluator.evaluation.PastDue;
import sla.evaluator.evaluation.SnapshotPast;
import sla.evaluator.fact.Snapshot;
import sla.evaluator.failpoint.Failpoint;
import sla.evaluator.failpoint.Failpoints;
import sla.evaluator.freeze.FreezeResult.Conflict;
import sla.evaluator.freeze.FreezeResult.NoSuchPeriod;
import sla.evaluator.series.Series;
import sla.evaluator.series.SeriesCatalog;
import sla.evaluator.tally.TalliedRecords;
import sla.model.agreement.Agreement;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Freeze;
import sla.model.evaluation.PastPeriod;
import sla.runtime.outbox.OutboxPublisher;

/**
 * Freezes periods. First the inputs are read in one snapshot, which may take a while and holds up nobody; then, under the
 * evaluation's lock, the result is stored and published in one short transaction. What was stored between the two is
 * after the cut-off, like all that comes later.
 */
@ApplicationScoped
class Freezer {
    private final DataSource database;
    private final FreezeTable freezes;
    private final FrozenInputsReader reader;
    private final AgreementTable agreements;
    private final SeriesCatalog catalog;
    private final Evaluations evaluations;
    private final SnapshotPast snapshotPast;
    private final TalliedRecords tallied;
    private final EvaluationTable evaluationTable;
    private final PastDue pastDue;
    private final ChangedDays changedDays;
    private final OutboxPublisher outbox;
    private final Failpoints failpoints;
    private final Clock clock;

    Freezer(
            DataSource database,
            FreezeTable freezes,
            FrozenInputsReader reader,
            AgreementTable agreements,
            SeriesCatalog catalog,
            Evaluations evaluations,
            SnapshotPast snapshotPast,
            TalliedRecords tallied,
            EvaluationTable evaluationTable,
            PastDue pastDue,
            ChangedDays changedDays,
            OutboxPublisher outbox,
            Failpoints failpoints,
            Clock clock) {
        this.database = database;
        this.freezes = freezes;
        this.reader = reader;
        this.agreements = agreements;
        this.catalog = catalog;
        this.evaluations = evaluations;
        this.snapshotPast = snapshotPast;
        this.tallied = tallied;
        this.evaluationTable = evaluationTable;
        this.pastDue = pastDue;
        this.changedDays = changedDays;
        this.outbox = outbox;
        this.failpoints = failpoints;
        this.clock = clock;
    }

    /** What is to be stored, or why nothing is. */
    private sealed interface Prepared {
        // Never compared: the array is only carried.
        @SuppressWarnings("ArrayRecordComponent")
        record Ready(StoredFreeze freeze, byte[] inputs, Evaluation evaluation) implements Prepared {}

        record Refused(FreezeResult why) implements Prepared {}
    }

    FreezeResult freeze(FreezeCommand command) throws SQLException {
        return switch (Transactions.inSnapshot(database, connection -> prepare(connection, command))) {
            case Prepared.Refused(FreezeResult why) -> why;
            case Prepared.Ready ready -> {
                FreezeResult result =
                        Transactions.inTransaction(database, connection -> store(connection, command, ready));
                failpoints.reached(Failpoint.BEFORE_PUBLISH);
                outbox.wake();
                yield result;
            }
        };
    }

    private Prepared prepare(Connection connection, FreezeCommand command) throws SQLException {
        Snapshot snapshot = Snapshot.current(connection);
        Optional<FreezeResult> before = before(connection, command);
        if (before.isPresent()) {
            return new Prepared.Refused(before.get());
        }
        Optional<AgreementPeriod> covered = agreements.period(connection, command.agreement(), command.period());
        if (covered.isEmpty()) {
            return new Prepared.Refused(
                    new NoSuchPeriod("There is no evaluation of '" + command.agreement() + "' for " + command.period()
                            + " to freeze: no active version of such an agreement has a period of that name."));
        }
        AgreementPeriod period = covered.get();
        Agreement agreement = period.agreement();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant end = period.period().endExclusive();
        if (now.isBefore(end)) {
            return new Prepared.Refused(new Conflict(
                    "The period " + period.label() + " of '" + agreement.agreement() + "' has not ended: it ends at "
                            + end + ". Only what can get no new contacts is frozen; late ones become a difference."));
        }
        Instant settled = tallied.settledAt(connection, period);
        if (now.isBefore(settled)) {
            return new Prepared.Refused(new Conflict("The period " + period.label() + " of '" + agreement.agreement()
                    + "' is not settled before " + settled + ": until then customers can come back, journeys go on or"
                    + " responses come in time that its KPIs ask for."));
        }
        Optional<String> missing = MissingCounts.of(connection, period);
        if (missing.isPresent()) {
            return new Prepared.Refused(new Conflict("The period " + period.label() + " of '" + agreement.agreement()
                    + "' cannot be frozen any more. " + missing.get()
                    + " Its last evaluation stays as it is."));
        }
        Map<Integer, Series> series = catalog.all(connection);
        List<PastPeriod> past = snapshotPast.read(connection, period, series);
        Evaluation live = evaluations.of(connection, period, series, past);
        byte[] inputs = reader.read(connection, period, series, live, past).toJson();
        // As it will be recomputed: from the bytes that are kept, and nothing else.
        Evaluation evaluation = FrozenInputs.ofJson(inputs).evaluate();
        String document = EvaluationDocument.write(evaluation);
        if (!document.equals(EvaluationDocument.write(live))) {
            return new Prepared.Refused(
                    new Conflict("The quarter-hours of " + period.label() + " do not give what the days give,"
                            + " so nothing is frozen. POST /v1/jobs/verify names what is wrong, POST /v1/jobs/rebuild mends"
                            + " it."));
        }
        StoredFreeze freeze = new StoredFreeze(
                command.id(),
                agreement.agreement(),
                period.label(),
                agreement.version(),
                agreement.vendor().id(),
                now,
                snapshot,
                FreezeTable.hash(inputs),
                document,
                FreezeTable.hash(document.getBytes(StandardCharsets.UTF_8)));
        return new Prepared.Ready(freeze, inputs, evaluation);
    }

    /** Under the lock, because another process may have frozen it since. */
    private FreezeResult store(Connection connection, FreezeCommand command, Prepared.Ready ready) throws SQLException {
        changedDays.awaitLock(connection);
        Optional<FreezeResult> before = before(connection, command);
        if (before.isPresent()) {
            return before.get();
        }
        StoredFreeze freeze = ready.freeze();
        Optional<PastPeriod> was = evaluationTable
                .last(connection, freeze.agreement(), freeze.period())
                .map(PastPeriod::of);
        evaluationTable.freeze(connection, ready.evaluation(), new Freeze(freeze.id(), freeze.frozenAt()));
        freezes.insert(connection, freeze, ready.inputs());
        evaluationTable.noteFrozen(connection, freeze.agreement(), freeze.period());
        // It may have more in it than the last round had seen.
        if (!was.equals(Optional.of(PastPeriod.of(ready.evaluation())))) {
            pastDue.note(connection, freeze.agreement(), freeze.period());
        }
        return new FreezeResult.Created(freeze);
    }

    /** What a freeze that is there already answers to the command. */
    private Optional<FreezeResult> before(Connection connection, FreezeCommand command) throws SQLException {
        Optional<StoredFreeze> same = freezes.find(connection, command.id());
        if (same.isPresent()) {
            StoredFreeze freeze = same.get();
            return Optional.of(
                    freeze.isOf(command.agreement(), command.period())
                            ? new FreezeResult.Repeated(freeze)
                            : new Conflict("The id '" + freeze.id() + "' has frozen " + freeze.period() + " of '"
                                    + freeze.agreement() + "' before. Choose another id."));
        }
        return freezes.find(connection, command.agreement(), command.period())
                .map(freeze -> new Conflict("The period " + freeze.period() + " of '" + freeze.agreement()
                        + "' is frozen already, as '" + freeze.id() + "'. It cannot be frozen twice, and a freeze is"
                        + " never taken back."));
    }
}
