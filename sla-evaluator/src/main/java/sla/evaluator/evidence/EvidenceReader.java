package sla.evaluator.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sla.evaluator.contribution.Contribution;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.count.CountedJudgement;
import sla.evaluator.evidence.EvidenceAnswer.Item;
import sla.evaluator.fact.ChangedRecord;
import sla.evaluator.fact.ChangedRecords;
import sla.evaluator.fact.Identity;
import sla.evaluator.http.PageCursor;
import sla.evaluator.series.SeriesCatalog;
import sla.model.agreement.Attribution;
import sla.model.event.EventType;

/**
 * Reads the records that a line is made of, page by page in the order of their moments. What a record adds is the line's
 * formula applied to it alone; one that adds nothing is left out.
 */
@ApplicationScoped
class EvidenceReader {
    /** Candidates that are read at once: some of them add nothing. */
    private static final int AT_ONCE = 1_000;

    /** Then a page may be short, or empty, and the next one goes on. */
    private static final int MOST_LOOKED_AT = 200_000;

    private final ChangedRecords records;
    private final TalliedEvidence tallied;
    private final SeriesCatalog catalog;

    EvidenceReader(ChangedRecords records, TalliedEvidence tallied, SeriesCatalog catalog) {
        this.records = records;
        this.tallied = tallied;
        this.catalog = catalog;
    }

    /** One page and where the next begins; empty if this is the last. */
    record Page(List<Item> items, Optional<PageCursor> next) {}

    /** A stored content that may be the one that counts. */
    private record Candidate(Instant at, Identity identity) {}

    /** In the caller's transaction, which has repeatable reads. One look over the facts of the window for each page. */
    Page read(Connection connection, LineEvidence evidence, PageCursor after, int limit) throws SQLException {
        if (TalliedEvidence.isFor(evidence.kpi())) {
            return tallied.read(connection, evidence, after, limit);
        }
        List<Item> items = new ArrayList<>();
        int looked = 0;
        try (PreparedStatement select = connection.prepareStatement(candidates(evidence))) {
            bind(connection, select, evidence, after);
            try (ResultSet row = select.executeQuery()) {
                List<Candidate> candidates = next(row);
                while (!candidates.isEmpty()) {
                    Map<Identity, ChangedRecord> read = records(connection, evidence, candidates);
                    for (Candidate candidate : candidates) {
                        if (items.size() == limit) {
                            return new Page(items, Optional.of(cursor(items.getLast())));
                        }
                        Optional.ofNullable(read.get(candidate.identity()))
                                .flatMap(record -> item(evidence, candidate, record))
                                .ifPresent(items::add);
                    }
                    looked += candidates.size();
                    if (looked >= MOST_LOOKED_AT) {
                        return new Page(items, Optional.of(cursor(candidates.getLast())));
                    }
                    candidates = next(row);
                }
                return new Page(items, Optional.empty());
            }
        }
    }

    private static List<Candidate> next(ResultSet row) throws SQLException {
        List<Candidate> candidates = new ArrayList<>();
        while (candidates.size() < AT_ONCE && row.next()) {
            candidates.add(new Candidate(
                    row.getObject(1, OffsetDateTime.class).toInstant(),
                    new Identity(row.getString(2), row.getString(3))));
        }
        return candidates;
    }

    private Map<Identity, ChangedRecord> records(
            Connection connection, LineEvidence evidence, List<Candidate> candidates) throws SQLException {
        List<Identity> identities =
                candidates.stream().map(Candidate::identity).distinct().toList();
        Map<Identity, ChangedRecord> read = new HashMap<>();
        records.read(connection, identities, evidence.snapshot())
                .forEach(record -> read.put(new Identity(record.source(), record.recordId()), record));
        return read;
    }

    private static PageCursor cursor(Candidate last) {
        return new PageCursor(
                last.at(), last.identity().source(), last.identity().recordId());
    }

    private static @Nullable Instant at(ChangedRecord.Content content, LineEvidence evidence) {
        if (evidence.kpi().metric().judgesContacts()) {
            CountedJudgement judgement = content.judgement();
            return judgement == null ? null : Instant.ofEpochMilli(judgement.judgedAt());
        }
        CountedInteraction contact = content.contact();
        return contact == null
                ? null
                : Instant.ofEpochMilli(contact.at(evidence.kpi().attribution()));
    }

    private static PageCursor cursor(Item last) {
        return new PageCursor(last.at(), last.source(), last.recordId());
    }

    private static Optional<Item> item(LineEvidence evidence, Candidate candidate, ChangedRecord record) {
        ChangedRecord.Content content = evidence.frozen() ? record.before() : record.after();
        // A record that was revised lies at several moments, and counts at one.
        if (content == null
                || !candidate.at().equals(at(content, evidence))
                || evidence.cameLast().has(candidate.at(), candidate.identity())) {
            return Optional.empty();
        }
        return Contribution.of(content, evidence.period(), evidence.kpi(), evidence.window())
                .filter(contribution -> !contribution.isNothing())
                .map(contribution -> new Item(
                        candidate.at(),
                        record.source(),
                        record.recordId(),
                        content.key().revision(),
                        content.type(),
                        contribution.numerator(),
                        contribution.denominator(),
                        new TreeMap<>(contribution.counts()),
                        null,
                        null))
                .map(item -> evidence.counted(
                        item, Contribution.at(content, evidence.kpi()).orElse(candidate.at()), List.of()));
    }

    private static String candidates(LineEvidence evidence) {
        boolean judged = evidence.kpi().metric().judgesContacts();
        String moment = judged ? "f.occurred_at" : "f." + column(evidence.kpi().attribution());
        return """
                select distinct {moment}, f.source collate "C", f.record_id collate "C" from fact f
                where f.type = ? and {counted} and {within}
                  and ({moment}, f.source collate "C", f.record_id collate "C") > (?, ?, ?)
                order by 1, 2, 3
                """.replace(
                        "{counted}",
                        evidence.frozen() ? "(" + evidence.snapshot().since("f") + ") is not true" : "f.effective")
                .replace("{within}", judged ? judgedWithin(evidence) : contactsWithin(evidence))
                .replace("{moment}", moment);
    }

    private void bind(Connection connection, PreparedStatement select, LineEvidence evidence, PageCursor after)
            throws SQLException {
        select.setFetchSize(AT_ONCE);
        int at = 1;
        select.setString(at++, evidence.kpi().metric().measuredFrom().label());
        if (evidence.kpi().metric().judgesContacts()) {
            select.setString(at++, evidence.period().agreement().vendor().id());
        } else {
            Integer[] covered =
                    evidence.covered(catalog.all(connection)).keySet().toArray(new Integer[0]);
            select.setArray(at++, connection.createArrayOf("int", covered));
        }
        select.setObject(at++, after.at().atOffset(ZoneOffset.UTC));
        select.setString(at++, after.source());
        select.setString(at, after.recordId());
    }

    private static String contactsWithin(LineEvidence evidence) {
        Attribution attribution = evidence.kpi().attribution();
        String within = within("f." + column(attribution), evidence);
        // Facts lie by the month of the offer, which no other moment comes before.
        String months = " and f.month < date '"
                + day(evidence.window().period().endExclusive()).plusMonths(1) + "'"
                + (attribution == Attribution.OFFERED
                        ? " and f.month >= date '"
                                + day(evidence.window().period().startInclusive()) + "'"
                        : "");
        return "f.series_id = any (?) and " + within + months;
    }

    /** By their own moment, or by one of the contact they judge; which of them it is, is decided record by record. */
    private static String judgedWithin(LineEvidence evidence) {
        String ofVendor = "f.details ->> 'vendor' = ? and ";
        if (evidence.kpi().attribution() == Attribution.EVALUATED) {
            return ofVendor + within("f.occurred_at", evidence);
        }
        return ofVendor + "(" + within("f.occurred_at", evidence)
                + " or exists (select from fact c where c.source = f.reference_source"
                + " and c.record_id = f.reference_record_id and c.type = '" + EventType.INTERACTION.label() + "' and "
                + within("c." + column(evidence.kpi().attribution()), evidence) + "))";
    }

    private static String within(String moment, LineEvidence evidence) {
        return moment + " >= timestamptz '" + evidence.window().period().startInclusive() + "' and " + moment
                + " < timestamptz '" + evidence.window().period().endExclusive() + "'";
    }

    private static LocalDate day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
    }

    private static String column(Attribution attribution) {
        return switch (attribution) {
            case OFFERED -> "offered_at";
            case LEFT_QUEUE -> "left_queue_at";
            case ENDED -> "ended_at";
            case EVALUATED -> "occurred_at";
        };
    }
}
