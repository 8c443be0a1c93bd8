package sla.evaluator.fact;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.count.CountedJudgement;
import sla.evaluator.fact.ChangedRecord.Content;
import sla.evaluator.fact.FactTable.DatedContent;
import sla.evaluator.series.Series;
import sla.evaluator.series.SeriesCatalog;

/**
 * Finds the records that count otherwise than they did when a snapshot was taken. Both sides follow from the stored
 * contents alone, so the order in which they came does not matter.
 */
@ApplicationScoped
public class ChangedRecords {
    private static final int AT_ONCE = 1_000;

    private final FactTable facts;
    private final SeriesCatalog catalog;

    ChangedRecords(FactTable facts, SeriesCatalog catalog) {
        this.facts = facts;
        this.catalog = catalog;
    }

    /**
     * Gives every record that may count otherwise in the scope, in the order of source and record id; some may not.
     *
     * @param connection in a transaction with repeatable reads
     */
    public void forEach(Connection connection, ChangeScope scope, Consumer<ChangedRecord> consumer)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(scope.candidates())) {
            select.setFetchSize(AT_ONCE);
            select.setString(1, scope.vendor());
            try (ResultSet row = select.executeQuery()) {
                List<Identity> identities = new ArrayList<>();
                while (row.next()) {
                    identities.add(new Identity(row.getString(1), row.getString(2)));
                    if (identities.size() == AT_ONCE) {
                        give(connection, scope, identities, consumer);
                        identities.clear();
                    }
                }
                give(connection, scope, identities, consumer);
            }
        }
    }

    private void give(
            Connection connection, ChangeScope scope, List<Identity> identities, Consumer<ChangedRecord> consumer)
            throws SQLException {
        if (identities.isEmpty()) {
            return;
        }
        read(connection, identities, scope.snapshot()).forEach(consumer);
    }

    /**
     * These records as they counted when the snapshot was taken and as they count now, in the order of the identities.
     *
     * @param connection in a transaction with repeatable reads
     */
    public List<ChangedRecord> read(Connection connection, List<Identity> identities, Snapshot snapshot)
            throws SQLException {
        Map<Identity, History> records = histories(connection, identities, snapshot);
        List<Identity> targets = records.values().stream()
                .flatMap(record -> record.contents.stream())
                .map(dated -> dated.content().reference())
                .filter(reference -> reference != null)
                .distinct()
                .toList();
        Map<Identity, History> contacts = targets.isEmpty() ? Map.of() : histories(connection, targets, snapshot);
        List<ChangedRecord> changed = new ArrayList<>();
        for (History record : records.values()) {
            changed.add(changed(record, contacts));
        }
        return changed;
    }

    private Map<Identity, History> histories(Connection connection, List<Identity> identities, Snapshot snapshot)
            throws SQLException {
        Map<Identity, History> histories = new LinkedHashMap<>();
        identities.forEach(identity -> histories.put(identity, new History(identity)));
        for (DatedContent dated : facts.datedContents(connection, identities, snapshot)) {
            histories
                    .computeIfAbsent(dated.content().identity(), History::new)
                    .contents
                    .add(dated);
        }
        return histories;
    }

    private ChangedRecord changed(History record, Map<Identity, History> contacts) throws SQLException {
        DatedContent before = record.effective(dated -> !dated.since());
        DatedContent after = record.effective(_ -> true);
        Instant receivedAt = record.newest();
        for (DatedContent side : new @Nullable DatedContent[] {before, after}) {
            History contact = side == null || side.content().reference() == null
                    ? null
                    : contacts.get(side.content().reference());
            if (receivedAt.equals(Instant.EPOCH) && contact != null) {
                receivedAt = contact.newest();
            }
        }
        return new ChangedRecord(
                record.identity.source(),
                record.identity.recordId(),
                before == null ? null : content(before, contacts, dated -> !dated.since()),
                after == null ? null : content(after, contacts, _ -> true),
                record.contents.stream().anyMatch(dated -> !dated.since()),
                record.isConflicting(),
                receivedAt);
    }

    private Content content(DatedContent dated, Map<Identity, History> contacts, Predicate<DatedContent> side)
            throws SQLException {
        StoredContent content = dated.content();
        CountedInteraction own = content.interaction();
        if (own != null) {
            return new Content(content.key(), dated.type(), null, own, catalog.byId(own.seriesId()), dated.details());
        }
        CountedJudgement judgement = content.judgement();
        Integer ownSeries = content.ownSeriesId();
        if (content.reference() == null) {
            return new Content(
                    content.key(),
                    dated.type(),
                    judgement,
                    null,
                    ownSeries == null ? null : catalog.byId(ownSeries),
                    null);
        }
        History history = contacts.get(content.reference());
        DatedContent contact = history == null ? null : history.effective(side);
        CountedInteraction judged = contact == null ? null : contact.content().interaction();
        Series series = judged == null ? null : catalog.byId(judged.seriesId());
        if (judged == null || series == null || !series.vendor().equals(content.vendor())) {
            return new Content(content.key(), dated.type(), judgement, null, null, null);
        }
        return new Content(
                content.key(),
                dated.type(),
                judgement,
                judged,
                series.judgedBy(content.identity().source()),
                null);
    }

    /** All contents of one record. */
    private static final class History {
        private final Identity identity;
        private final List<DatedContent> contents = new ArrayList<>();

        History(Identity identity) {
            this.identity = identity;
        }

        @Nullable
        DatedContent effective(Predicate<DatedContent> side) {
            Map<ContentKey, DatedContent> byKey = new HashMap<>();
            contents.stream()
                    .filter(side)
                    .forEach(dated -> byKey.put(dated.content().key(), dated));
            return new Resolution(byKey.keySet()).effective().map(byKey::get).orElse(null);
        }

        boolean isConflicting() {
            List<ContentKey> keys =
                    contents.stream().map(dated -> dated.content().key()).toList();
            long highest = keys.stream().mapToLong(ContentKey::revision).max().orElse(0);
            return new Resolution(keys).conflicts().contains(highest);
        }

        /** 1970 if nothing came since. */
        Instant newest() {
            return contents.stream()
                    .filter(DatedContent::since)
                    .map(DatedContent::receivedAt)
                    .max(Instant::compareTo)
                    .orElse(Instant.EPOCH);
        }
    }
}
