package sla.ingest.rejection;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.model.event.RejectionCode;
import sla.model.time.Rfc3339;
import sla.runtime.http.QueryProblems;

/**
 * Which rejections are meant: listed, counted or retried.
 *
 * @param from received then or later
 * @param to received before
 * @param retry those that this retry took up
 */
public record RejectionFilter(
        Optional<String> source,
        Optional<String> recordId,
        Optional<RejectionCode> reason,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<RejectionState> state,
        Optional<String> retry) {

    /** Throws a 400 that says what is wrong and what is allowed. */
    public static RejectionFilter parse(
            @Nullable String source,
            @Nullable String recordId,
            @Nullable String reason,
            @Nullable String from,
            @Nullable String to,
            @Nullable String state,
            @Nullable String retry) {
        return new RejectionFilter(
                Optional.ofNullable(source),
                recordId(recordId, source),
                reason(reason),
                instant("from", from),
                instant("to", to),
                state(state),
                Optional.ofNullable(retry));
    }

    /** Conditions on table {@code rejection}, which is called {@code r}, and their values in the same order. */
    public record Sql(List<String> conditions, List<Object> values) {
        public String where() {
            return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        }
    }

    /** The caller may add to it. */
    public Sql sql() {
        Sql sql = new Sql(new ArrayList<>(), new ArrayList<>());
        add(sql, "r.source = ?", source);
        add(sql, "r.record_id = ?", recordId);
        add(sql, "? = any(r.codes)", reason.map(RejectionCode::name));
        add(sql, "r.received_at >= ?", from.map(time -> time.atOffset(ZoneOffset.UTC)));
        add(sql, "r.received_at < ?", to.map(time -> time.atOffset(ZoneOffset.UTC)));
        add(sql, "r.state = ?", state.map(RejectionState::label));
        add(
                sql,
                "(r.topic, r.partition, r.record_offset, r.received_at) in"
                        + " (select topic, partition, record_offset, received_at from retry_attempt where retry = ?)",
                retry);
        return sql;
    }

    /** The same for the same filter, however its times were written. */
    @Override
    public String toString() {
        Map<String, String> parts = new LinkedHashMap<>();
        source.ifPresent(value -> parts.put("source", value));
        recordId.ifPresent(value -> parts.put("recordId", value));
        reason.ifPresent(value -> parts.put("reason", value.name()));
        from.ifPresent(value -> parts.put("from", value.toString()));
        to.ifPresent(value -> parts.put("to", value.toString()));
        return parts.isEmpty()
                ? "all"
                : parts.entrySet().stream()
                        .map(part -> part.getKey() + "=" + part.getValue())
                        .collect(Collectors.joining("&"));
    }

    private static void add(Sql sql, String condition, Optional<?> value) {
        value.ifPresent(given -> {
            sql.conditions().add(condition);
            sql.values().add(given);
        });
    }

    /** An id is one of a source: without it, it names nothing. */
    private static Optional<String> recordId(@Nullable String recordId, @Nullable String source) {
        if (recordId != null && source == null) {
            throw QueryProblems.malformed("'recordId' names a record of one source: give 'source' too.");
        }
        return Optional.ofNullable(recordId);
    }

    private static Optional<RejectionCode> reason(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        return Arrays.stream(RejectionCode.values())
                .filter(code -> code.name().equals(text))
                .findFirst()
                .or(() -> {
                    throw QueryProblems.malformed("'reason' must be one of: "
                            + Arrays.stream(RejectionCode.values())
                                    .map(Enum::name)
                                    .collect(Collectors.joining(", "))
                            + ".");
                });
    }

    private static Optional<RejectionState> state(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        return RejectionState.ofLabel(text).or(() -> {
            throw QueryProblems.malformed("'state' must be one of: "
                    + Arrays.stream(RejectionState.values())
                            .map(RejectionState::label)
                            .collect(Collectors.joining(", "))
                    + ".");
        });
    }

    private static Optional<Instant> instant(String name, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Rfc3339.parse(text));
        } catch (DateTimeException e) {
            throw QueryProblems.malformed("'" + name + "': " + e.getMessage() + " (a + in an address is written %2B).");
        }
    }
}
