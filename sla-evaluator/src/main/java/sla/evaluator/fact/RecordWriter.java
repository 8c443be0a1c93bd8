package sla.evaluator.fact;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import sla.evaluator.completeness.ControlTotalTable;
import sla.evaluator.count.CountDeltas;
import sla.evaluator.count.DeltaTable;
import sla.evaluator.fact.FactMetrics.Tally;
import sla.evaluator.failpoint.Failpoint;
import sla.evaluator.failpoint.Failpoints;
import sla.evaluator.seal.SealedMonths;
import sla.evaluator.seal.Seals;
import sla.evaluator.series.SeriesCatalog;
import sla.evaluator.source.SourceTable;
import sla.evaluator.stream.FencedStore.TryAgainException;
import sla.model.agreement.Attribution;
import sla.model.event.AcceptedRecord;

/**
 * Stores a batch of records and what it changes in the counts, in the caller's transaction.
 *
 * <p>Two ways. A record that is new and comes once is inserted with its final values and counted: one write. Every other
 * record is locked, its contents are read, and what counted before is taken away whole before what counts now is added.
 * An evaluation counts with the interaction it names, so whoever changes either holds the lock of the interaction.
 *
 * <p>A record that comes by a retry never takes away what counts: if its revision is there with other content it is left
 * out, where one that its source has just sent would make both void.
 *
 * <p>What would change the counts of a sealed month is refused, one content at a time ({@link SealCheck}).
 */
@ApplicationScoped
class RecordWriter {
    private final RecordTable records;
    private final FactTable facts;
    private final FactPartitions partitions;
    private final SealedMonths sealedMonths;
    private final SourceTable sources;
    private final ControlTotalTable controlTotals;
    private final DeltaTable deltaTable;
    private final SeriesCatalog catalog;
    private final Failpoints failpoints;

    RecordWriter(
            RecordTable records,
            FactTable facts,
            FactPartitions partitions,
            SealedMonths sealedMonths,
            SourceTable sources,
            ControlTotalTable controlTotals,
            DeltaTable deltaTable,
            SeriesCatalog catalog,
            Failpoints failpoints) {
        this.records = records;
        this.facts = facts;
        this.partitions = partitions;
        this.sealedMonths = sealedMonths;
        this.sources = sources;
        this.controlTotals = controlTotals;
        this.deltaTable = deltaTable;
        this.catalog = catalog;
        this.failpoints = failpoints;
    }

    /**
     * @param otherTargets interactions to lock besides those the messages name; grows if one was missing
     * @throws TryAgainException if a lock was missing: roll back and call again
     */
    void store(Connection connection, List<AcceptedRecord> messages, Set<Identity> otherTargets, Tally tally)
            throws SQLException {
        List<FactRow> rows = new ArrayList<>(messages.size());
        for (AcceptedRecord message : messages) {
            rows.add(FactRow.of(message, catalog));
        }
        partitions.ensure(
                new HashSet<>(rows.stream().map(row -> row.content().month()).toList()));
        Set<Attribution> attributions = deltaTable.lockAttributions(connection);
        // Behind the lock: a month that is sealed later waits for this batch.
        Seals seals = sealedMonths.all(connection);
        RecordBatch batch =
                new RecordBatch(connection, records, facts, controlTotals, rows, seals, otherTargets, tally);
        batch.lockRecords();
        batch.readChanges();
        CountDeltas deltas = new BatchCounting(catalog, facts, attributions, seals)
                .deltas(connection, batch.fast(), batch.changes(), batch.locked(), otherTargets);
        batch.write();
        batch.refuse(sources);
        failpoints.reached(Failpoint.AFTER_FACTS);
        deltaTable.append(connection, deltas);
        failpoints.reached(Failpoint.AFTER_DELTAS);
    }
}
