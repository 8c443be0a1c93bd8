package sla.model.term;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.time.Span;

/**
 * What the KPIs of an agreement leave out: all of some minutes, or single records.
 *
 * @param reason in words
 * @param from the first instant that is left out, a whole minute; absent if records are listed
 * @param to the first one that is not
 * @param lots ids of lots; the KPIs of other lots leave nothing out. Empty for all lots
 * @param kpis ids of KPIs; others leave nothing out. Empty for all but those that a charge is made of: what has been
 *     worked is paid, whatever kept it from being on time
 * @param records single records; empty if there is a range
 */
public record Exclusion(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String agreement,
        @JsonProperty(required = true) ExclusionKind kind,
        @JsonProperty(required = true) String reason,
        @Nullable Instant from,
        @Nullable Instant to,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> lots,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> kpis,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ExcludedRecord> records,
        @JsonProperty(required = true) List<TermEntry> history)
        implements Term {
    public static final String TERM = "exclusion";

    public Exclusion {
        lots = lots == null ? List.of() : List.copyOf(lots);
        kpis = kpis == null ? List.of() : List.copyOf(kpis);
        records = records == null ? List.of() : List.copyOf(records);
        history = List.copyOf(history);
        if (history.isEmpty() || (from == null) != (to == null) || (from == null) == records.isEmpty()) {
            throw new IllegalArgumentException("an exclusion has a history, and either a range or records");
        }
    }

    @Override
    public String term() {
        return TERM;
    }

    /** For readers; it is that of the last entry. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public TermStatus status() {
        return history.getLast().status();
    }

    /** The minutes that it leaves out; empty if it lists records. */
    public Optional<Span> range() {
        return from == null || to == null ? Optional.empty() : Optional.of(new Span(from, to));
    }

    /** Whether the KPI of one of its agreement's versions, by whatever id, leaves out what it says. */
    public boolean concerns(Agreement version, Kpi kpi) {
        return kpis.isEmpty()
                ? (lots.isEmpty() || lots.contains(kpi.lot()))
                        && version.charges().stream().noneMatch(charge -> charge.looksAt(kpi.id()))
                : kpis.stream().anyMatch(kpi::was);
    }

    /** The same for all KPIs of its lots. */
    public Exclusion ofAllKpis() {
        return new Exclusion(id, agreement, kind, reason, from, to, lots, List.of(), records, history);
    }

    /** Whether it may leave out what happens in the span; of single records only they themselves tell. */
    public boolean mayTouch(Span span) {
        return range().isEmpty() || range().get().within(span).isPresent();
    }

    /** The same with one more entry. */
    public Exclusion with(TermEntry next) {
        List<TermEntry> longer = new ArrayList<>(history);
        longer.add(next);
        return new Exclusion(id, agreement, kind, reason, from, to, lots, kpis, records, longer);
    }

    /** Whether both leave the same out, for the same reason; their lives do not matter. */
    public boolean saysTheSameAs(Exclusion other) {
        return new Exclusion(id, agreement, kind, reason, from, to, lots, kpis, records, other.history).equals(other);
    }
}
