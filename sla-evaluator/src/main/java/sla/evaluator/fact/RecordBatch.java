package sla.evaluator.fact;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.evaluator.completeness.ControlTotalTable;
import sla.evaluator.fact.FactMetrics.Tally;
import sla.evaluator.fact.RecordTable.KnownRecord;
import sla.evaluator.fact.RecordTable.NewRecord;
import sla.evaluator.fact.SealCheck.SealedPlace;
import sla.evaluator.seal.Seals;
import sla.evaluator.source.SourceTable;
import sla.model.event.RetryEffect;

/** The records of one batch: which are new, what changes by the others, and what of them is refused. */
final class RecordBatch {
    private final Connection connection;
    private final RecordTable records;
    private final FactTable facts;
    private final ControlTotalTable controlTotals;
    private final Tally tally;
    private final Map<Identity, List<FactRow>> rowsByIdentity = new LinkedHashMap<>();
    private final Set<Identity> targets;
    private final List<FactRow> fast = new ArrayList<>();
    private final Map<Identity, KnownRecord> known = new HashMap<>();
    private final Map<Identity, RecordChange> changes = new LinkedHashMap<>();
    private final RetryEffects retries = new RetryEffects();
    private final Seals seals;
    private final SealCheck sealCheck;
    private final SealedRejections refused = new SealedRejections();

    RecordBatch(
            Connection connection,
            RecordTable records,
            FactTable facts,
            ControlTotalTable controlTotals,
            List<FactRow> rows,
            Seals seals,
            Set<Identity> otherTargets,
            Tally tally) {
        this.connection = connection;
        this.records = records;
        this.facts = facts;
        this.controlTotals = controlTotals;
        this.seals = seals;
        this.sealCheck = new SealCheck(seals, known);
        this.tally = tally;
        this.targets = new HashSet<>(otherTargets);
        for (FactRow row : rows) {
            rowsByIdentity
                    .computeIfAbsent(row.content().identity(), _ -> new ArrayList<>())
                    .add(row);
            Identity reference = row.content().reference();
            if (reference != null) {
                targets.add(reference);
            }
            tally.add("records", row.message().source(), 1);
        }
    }

    /** Records that are new and come once. */
    List<FactRow> fast() {
        return fast;
    }

    /** What may change by all other records. */
    Map<Identity, RecordChange> changes() {
        return changes;
    }

    /** Records that were there or come more than once, and those they name: nobody else changes them now. */
    Set<Identity> locked() {
        return known.keySet();
    }

    void lockRecords() throws SQLException {
        Map<Identity, FactRow> alone = new HashMap<>();
        List<NewRecord> wanted = new ArrayList<>();
        Set<Identity> existing = new HashSet<>();
        rowsByIdentity.forEach((identity, rows) -> {
            FactRow first = rows.getFirst();
            if (!targets.contains(identity) && rows.stream().allMatch(sealCheck::isOfSealedMonth)) {
                // Refused unless it repeats what is there: that is all there is to find out.
                existing.add(identity);
                known.put(identity, KnownRecord.empty(false));
            } else if (isFast(identity, rows)) {
                alone.put(identity, first);
                StoredContent content = first.content();
                wanted.add(new NewRecord(identity, content.key(), content.month(), false));
            } else {
                wanted.add(new NewRecord(identity, null, null, targets.contains(identity)));
            }
        });
        for (Identity target : targets) {
            if (!rowsByIdentity.containsKey(target)) {
                wanted.add(new NewRecord(target, null, null, true));
            }
        }
        Set<Identity> inserted = records.insertNew(connection, wanted);
        for (NewRecord record : wanted) {
            FactRow row = alone.get(record.identity());
            if (!inserted.contains(record.identity())) {
                existing.add(record.identity());
            } else if (row != null) {
                fast.add(row);
                retries.note(row, RetryEffect.COUNTS);
            } else {
                known.put(record.identity(), KnownRecord.empty(record.referenced()));
            }
        }
        known.putAll(records.lock(connection, existing));
    }

    private boolean isFast(Identity identity, List<FactRow> rows) {
        return rows.size() == 1
                && rows.getFirst().content().interaction() != null
                && !targets.contains(identity)
                && !sealCheck.touchesSealedMonth(rows.getFirst().content());
    }

    void readChanges() throws SQLException {
        rowsByIdentity.forEach((identity, rows) -> {
            KnownRecord record = known.get(identity);
            if (record == null) {
                return; // it was new and came once
            }
            if (isRepetition(record, rows)) {
                tally.add("duplicates", identity.source(), rows.size());
                rows.forEach(row -> retries.note(row, RetryEffect.SAME_CONTENT));
            } else if (sealCheck.isClosed(identity, record)) {
                rows.forEach(row -> addToClosed(identity, record, row));
            } else {
                boolean referenced = record.referenced() || targets.contains(identity);
                changes.put(identity, new RecordChange(identity, record.effective(), referenced));
            }
        });
        for (StoredContent content : facts.contents(connection, changes.keySet())) {
            Objects.requireNonNull(changes.get(content.identity())).stored(content);
        }
        rowsByIdentity.forEach((identity, rows) -> {
            RecordChange change = changes.get(identity);
            if (change != null) {
                rows.forEach(row -> add(change, row));
                retries.settle(change);
                tally.add("conflicts", identity.source(), change.newConflicts());
            }
        });
    }

    private void add(RecordChange change, FactRow row) {
        String source = row.message().source();
        if (row.message().retry() != null && change.hasOther(row.content().key())) {
            retries.note(row, RetryEffect.OTHER_CONTENT);
            return;
        }
        if (!change.add(row)) {
            tally.add("duplicates", source, 1);
            retries.note(row, RetryEffect.SAME_CONTENT);
            return;
        }
        Optional<SealedPlace> place = sealCheck.whatSealsOff(change, row);
        if (place.isPresent()) {
            change.remove(row);
            refuse(row, place.get(), change.isBelowWhatCounts(row.content().key()));
        } else if (change.hasStored() || change.added().size() > 1) {
            tally.add("revisions", source, 1);
        }
    }

    /** What counts of a closed record is gone from the facts; only its key is left. */
    private void addToClosed(Identity identity, KnownRecord record, FactRow row) {
        ContentKey counts = Objects.requireNonNull(record.effective());
        ContentKey key = row.content().key();
        if (key.equals(counts)) {
            tally.add("duplicates", identity.source(), 1);
            retries.note(row, RetryEffect.SAME_CONTENT);
        } else {
            SealedPlace place = new SealedPlace(identity.source(), Objects.requireNonNull(record.month()));
            refuse(row, place, key.revision() < counts.revision());
        }
    }

    /** @param changesNothing an older revision that comes late is no news: it is left out as a repetition is */
    private void refuse(FactRow row, SealedPlace place, boolean changesNothing) {
        String source = row.message().source();
        if (changesNothing) {
            tally.add("duplicates", source, 1);
            retries.note(row, RetryEffect.NEWER_REVISION);
        } else {
            tally.add("sealed", source, 1);
            retries.note(row, RetryEffect.MONTH_SEALED);
            if (row.message().retry() == null) {
                refused.add(row, place);
            }
        }
    }

    /** The content that counts, again: nothing to read, nothing to write. */
    private static boolean isRepetition(KnownRecord record, List<FactRow> rows) {
        return rows.stream().allMatch(row -> row.content().key().equals(record.effective()));
    }

    void write() throws SQLException {
        Map<Identity, @Nullable ContentKey> marks = new HashMap<>();
        List<NewRecord> updates = new ArrayList<>();
        List<FactRow> effective = new ArrayList<>(fast);
        List<FactRow> others = new ArrayList<>();
        for (RecordChange change : changes.values()) {
            ContentKey key = change.afterKey();
            for (FactRow row : change.added().values()) {
                (row.content().key().equals(key) ? effective : others).add(row);
            }
            if (change.changes()) {
                StoredContent after = change.after();
                updates.add(new NewRecord(change.identity(), key, after == null ? null : after.month(), false));
                if (change.hasStored()) {
                    marks.put(change.identity(), key);
                }
            }
        }
        facts.markEffective(connection, marks);
        facts.insert(connection, effective, others, seals);
        effective.forEach(row -> tally.arrivals().add(row.message()));
        others.forEach(row -> tally.arrivals().add(row.message()));
        records.update(connection, updates);
        List<RecordChange> declared =
                changes.values().stream().filter(RecordChange::mayDeclare).toList();
        controlTotals.follow(
                connection,
                declared.stream().map(change -> change.identity().source()).toList(),
                declared.stream().map(change -> change.identity().recordId()).toList());
        facts.noteDeclared(
                connection, declared.stream().map(RecordChange::identity).toList());
        records.markReferenced(connection, unreferenced(targets));
    }

    /** Says what was refused, and to whom asked for it what became of retries. */
    void refuse(SourceTable sources) throws SQLException {
        retries.store(connection);
        refused.store(connection, sources);
    }

    private Collection<Identity> unreferenced(Collection<Identity> candidates) {
        return candidates.stream()
                .filter(target ->
                        known.containsKey(target) && !known.get(target).referenced())
                .toList();
    }
}
