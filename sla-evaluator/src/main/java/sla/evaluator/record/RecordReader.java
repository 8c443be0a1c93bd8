package sla.evaluator.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import sla.evaluator.fact.ContentKey;
import sla.evaluator.fact.Resolution;
import sla.evaluator.record.RecordAnswer.RejectedMessage;
import sla.evaluator.record.RecordAnswer.Revision;
import sla.evaluator.record.RecordAnswer.RevisionState;
import sla.evaluator.record.RecordAnswer.State;
import sla.evaluator.source.SourceTable;
import sla.model.event.InputPosition;
import sla.model.json.Json;
import sla.model.registration.SourceRegistration;

/** Looks one record up: facts, rejections, and what it counts for. */
@ApplicationScoped
class RecordReader {
    private static final String ABOUT_SEALED =
            "The record was accepted. The interaction it names has been deleted with a"
                    + " sealed month; if it counted with that, it goes on to.";

    private static final String WITHDRAWN =
            "The record was accepted: an evaluation that was withdrawn, so it counts nowhere. A higher revision with"
                    + " another status would bring it back.";

    private final DataSource database;
    private final SourceTable sources;
    private final RecordCounting counting;

    RecordReader(DataSource database, SourceTable sources, RecordCounting counting) {
        this.database = database;
        this.sources = sources;
        this.counting = counting;
    }

    Optional<RecordAnswer> read(String source, String recordId) throws SQLException {
        try (Connection connection = database.getConnection()) {
            List<StoredRevision> stored = StoredRevision.read(connection, source, recordId);
            List<RejectedMessage> rejections = rejections(connection, source, recordId);
            Optional<Seal> seal = Seal.read(connection, source, recordId);
            if (stored.isEmpty() && rejections.isEmpty() && seal.isEmpty()) {
                return Optional.empty();
            }
            Resolution resolution =
                    new Resolution(stored.stream().map(StoredRevision::key).toList());
            // Of contents that are gone only the key of what counts is left.
            Optional<ContentKey> key =
                    seal.isPresent() ? Optional.ofNullable(seal.get().effective()) : resolution.effective();
            Optional<StoredRevision> effective = key.flatMap(counts -> stored.stream()
                    .filter(revision -> revision.key().equals(counts))
                    .findFirst());
            if (seal.isPresent() && effective.isEmpty()) {
                return Optional.of(new RecordAnswer(
                        source,
                        recordId,
                        State.SEALED,
                        seal.get().explanation(),
                        revisions(connection, source, stored, resolution, key),
                        rejections,
                        List.of(),
                        List.of()));
            }
            boolean withSealed = effective.isPresent() && counting.isAboutSealed(connection, effective.get());
            boolean withdrawn = effective.filter(counting::isWithdrawn).isPresent();
            boolean waiting = !withSealed
                    && !withdrawn
                    && effective.isPresent()
                    && counting.isWaiting(connection, effective.get());
            State state = state(stored, resolution, effective, waiting);
            RecordCounting.Places places =
                    effective.isPresent() ? counting.counts(connection, effective.get()) : new RecordCounting.Places();
            return Optional.of(new RecordAnswer(
                    source,
                    recordId,
                    state,
                    withdrawn && state == State.ACCEPTED
                            ? WITHDRAWN
                            : withSealed ? ABOUT_SEALED : explanation(state, effective, places),
                    revisions(connection, source, stored, resolution, key),
                    rejections,
                    places.counted(),
                    places.notCounted()));
        }
    }

    private static State state(
            List<StoredRevision> stored, Resolution resolution, Optional<StoredRevision> effective, boolean waiting) {
        if (stored.isEmpty()) {
            return State.REJECTED;
        }
        long highest = stored.getFirst().key().revision();
        if (resolution.conflicts().contains(highest)) {
            return State.CONFLICTING;
        }
        if (effective.isPresent() && effective.get().type().equals("retraction")) {
            return State.RETRACTED;
        }
        return waiting ? State.WAITING : State.ACCEPTED;
    }

    private static String explanation(State state, Optional<StoredRevision> effective, RecordCounting.Places places) {
        return switch (state) {
            case ACCEPTED ->
                effective.filter(RecordReader::isDeclared).isPresent()
                        ? "The declaration was accepted; its highest revision is the one that counts. It is in no KPI:"
                                + " GET /v1/control-totals says with what a control total is compared, or why it is not."
                        : places.counted().isEmpty()
                                ? "The record was accepted and its highest revision is in the counts, but no KPI of any agreement"
                                        + " takes it: "
                                        + (places.notCounted().isEmpty()
                                                ? "no agreement with its vendor measures its kind."
                                                : "'notCounted' says why.")
                                : "The record was accepted; its highest revision is the one that counts.";
            case CONFLICTING ->
                "The highest revision came with two different contents, so both are void. " + lower(effective)
                        + " Send a higher revision to settle it.";
            case RETRACTED -> "The record was retracted and counts nowhere. A higher revision would bring it back.";
            case REJECTED ->
                "Nothing of this record was accepted; 'rejections' says why, and where sla-ingest has the values.";
            case SEALED -> throw new IllegalStateException("explained by its seal");
            case WAITING ->
                "The record was accepted and waits for the interaction it names, which has not come or is of another"
                        + " vendor; until then it counts nowhere.";
        };
    }

    private static boolean isDeclared(StoredRevision effective) {
        return effective.type().equals("control-totals");
    }

    private static String lower(Optional<StoredRevision> effective) {
        if (effective.isEmpty()) {
            return "No lower revision has exactly one content, so the record counts nowhere.";
        }
        return effective.get().type().equals("retraction")
                ? "The lower revision that decides is a retraction, so the record counts nowhere."
                : "A lower revision counts.";
    }

    private List<Revision> revisions(
            Connection connection,
            String source,
            List<StoredRevision> stored,
            Resolution resolution,
            Optional<ContentKey> effective)
            throws SQLException {
        boolean instants = Optional.ofNullable(sources.all(connection).get(source))
                .map(registration -> registration.revisions() == SourceRegistration.RevisionKind.INSTANT)
                .orElse(false);
        List<Revision> revisions = new ArrayList<>();
        for (StoredRevision revision : stored) {
            RevisionState state = effective.isPresent() && effective.get().equals(revision.key())
                    ? RevisionState.EFFECTIVE
                    : resolution.conflicts().contains(revision.key().revision())
                            ? RevisionState.CONFLICTING
                            : RevisionState.SUPERSEDED;
            revisions.add(revision.shown(state, instants));
        }
        return revisions;
    }

    private static List<RejectedMessage> rejections(Connection connection, String source, String recordId)
            throws SQLException {
        String sql = """
                select revision, reasons, received_at, topic, partition, "offset" from rejected_record
                where source = ? and record_id = ? order by received_at desc, topic, partition, "offset" limit 100
                """;
        List<RejectedMessage> rejections = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, source);
            select.setString(2, recordId);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rejections.add(rejection(row));
                }
            }
        }
        return rejections;
    }

    private static RejectedMessage rejection(ResultSet row) throws SQLException {
        InputPosition input = new InputPosition(row.getString(4), row.getInt(5), row.getLong(6));
        return new RejectedMessage(
                row.getString(1),
                reasons(row.getString(2)),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                input,
                "/v1/rejections/" + input.topic() + "/" + input.partition() + "/" + input.offset());
    }

    private static List<RejectedMessage.Reason> reasons(String json) {
        try {
            return List.of(Json.MAPPER.readValue(json, RejectedMessage.Reason[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored reasons cannot be read", e);
        }
    }
}
