package sla.model.registration;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Period;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import sla.model.event.EventType;

/**
 * A system that reports, and what it may speak for. On {@link sla.model.Topics#SOURCES}.
 *
 * <p>What is absent in JSON from {@code clockResolution} on gets the default named in the constructor, so that it is
 * never null here.
 *
 * @param vendors ids of the vendors it may speak for
 * @param types what it may send; a retraction of its own records is always allowed
 * @param clockResolution the smallest step of its clock: whole seconds turn 20.9 s into "within 20". Printed on
 *     statements
 * @param revisions whether its revisions are whole numbers or instants; never changes once registered, because the two
 *     cannot be ordered
 * @param tolerance how far times and durations may contradict each other before a record is rejected
 * @param usualDelay how long after a contact its record usually comes; younger intervals are provisional
 * @param sample whether it only carries sample data
 * @param factsKept how long its records are kept after the end of the month of UTC in which they occurred: whole months.
 *     What was counted of them stays longer
 * @param pseudonymsKept the same for the pseudonyms of persons in them
 * @param countsKept the same for what was counted of them, always longer than {@code factsKept}: a month of a zone lies in
 *     two months of UTC, and while one of them may still change nothing that it is made of may be gone
 */
public record SourceRegistration(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String title,
        @JsonProperty(required = true) Set<String> vendors,
        @JsonProperty(required = true) Set<EventType> types,
        Duration clockResolution,
        RevisionKind revisions,
        Duration tolerance,
        Duration usualDelay,
        Boolean sample,
        Period factsKept,
        Period pseudonymsKept,
        Period countsKept) {

    public static final Period USUAL_FACTS_KEPT = Period.ofMonths(13);
    public static final Period USUAL_PSEUDONYMS_KEPT = Period.ofMonths(6);

    /** Three years of every month of every zone. */
    public static final Period USUAL_COUNTS_KEPT = Period.ofMonths(37);

    public SourceRegistration {
        vendors = Collections.unmodifiableSet(new TreeSet<>(vendors));
        types = Collections.unmodifiableSet(new TreeSet<>(types));
        clockResolution = clockResolution == null ? Duration.ofMillis(1) : clockResolution;
        revisions = revisions == null ? RevisionKind.NUMBER : revisions;
        tolerance = tolerance == null ? Duration.ofSeconds(2) : tolerance;
        usualDelay = usualDelay == null ? Duration.ofMinutes(15) : usualDelay;
        sample = sample != null && sample;
        factsKept = factsKept == null ? USUAL_FACTS_KEPT : factsKept;
        pseudonymsKept = pseudonymsKept == null ? USUAL_PSEUDONYMS_KEPT : pseudonymsKept;
        countsKept = countsKept == null ? longer(USUAL_COUNTS_KEPT, leastCountsKept(factsKept)) : countsKept;
    }

    /** How long counts are kept at least beside records that are kept so long. */
    public static Period leastCountsKept(Period factsKept) {
        return Period.ofMonths((int) Math.clamp(factsKept.toTotalMonths() + 1, 1L, Integer.MAX_VALUE));
    }

    private static Period longer(Period one, Period other) {
        return one.toTotalMonths() >= other.toTotalMonths() ? one : other;
    }

    /** One whose records and counts are kept as long as usual. */
    public SourceRegistration(
            String id,
            String title,
            Set<String> vendors,
            Set<EventType> types,
            Duration clockResolution,
            RevisionKind revisions,
            Duration tolerance,
            Duration usualDelay,
            Boolean sample) {
        this(
                id,
                title,
                vendors,
                types,
                clockResolution,
                revisions,
                tolerance,
                usualDelay,
                sample,
                USUAL_FACTS_KEPT,
                USUAL_PSEUDONYMS_KEPT,
                USUAL_COUNTS_KEPT);
    }

    /**
     * Whether it may send what the label names.
     *
     * @param type {@code interaction}
     */
    public boolean maySend(String type) {
        return types.stream().anyMatch(allowed -> allowed.label().equals(type));
    }

    public enum RevisionKind {
        @JsonProperty("number")
        NUMBER,
        @JsonProperty("instant")
        INSTANT
    }
}
