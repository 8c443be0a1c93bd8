package sla.model.term;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import sla.model.time.Period;

/**
 * That somebody claims what a line of a statement gives. A line has one claim, whatever becomes of it.
 *
 * @param period of the statement; parts into which a version cuts it later are claimed with it
 * @param line the key of the line, as {@link sla.model.evaluation.Line#key}
 * @param by the last local day on which it could be claimed when it was
 */
@JsonPropertyOrder({"id", "agreement", "period", "line", "by", "history", "statement", "status"})
public record Claim(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String agreement,
        @JsonProperty(required = true) Period period,
        @JsonProperty(required = true) String line,
        @JsonProperty(required = true) LocalDate by,
        @JsonProperty(required = true) List<TermEntry> history)
        implements Term {
    public static final String TERM = "claim";

    public Claim {
        history = List.copyOf(history);
        if (history.isEmpty()) {
            throw new IllegalArgumentException("a claim has a history");
        }
    }

    public Claim(String agreement, Period period, String line, LocalDate by, TermEntry entry) {
        this(id(agreement, period.label(), line), agreement, period, line, by, List.of(entry));
    }

    /** {@code helpdesk:2026-01:failure}. */
    public static String id(String agreement, String period, String line) {
        return agreement + ':' + period + ':' + line;
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

    /** For readers: the statement of whose line it is. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public String statement() {
        return agreement + ':' + period.label();
    }

    /** The rule of its line. */
    public String rule() {
        int at = line.indexOf('@');
        return at < 0 ? line : line.substring(0, at);
    }

    /** Whether it stands for a line of the period. */
    public boolean concerns(Period of) {
        return status() == TermStatus.CLAIMED
                && !period.startInclusive().isAfter(of.startInclusive())
                && !period.endExclusive().isBefore(of.endExclusive());
    }

    /** The local day on which it was made. */
    public LocalDate claimedOn(ZoneId zone) {
        return history.getLast().at().atZone(zone).toLocalDate();
    }

    /** The same with one more entry. */
    public Claim with(TermEntry next) {
        List<TermEntry> longer = new ArrayList<>(history);
        longer.add(next);
        return new Claim(id, agreement, period, line, by, longer);
    }
}
