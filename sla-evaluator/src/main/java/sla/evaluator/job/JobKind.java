package sla.evaluator.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What can be asked for. */
enum JobKind {
    /** Compares all counts with the facts. */
    @JsonProperty("verify")
    VERIFY,
    /** Makes counts anew from the facts. */
    @JsonProperty("rebuild")
    REBUILD,
    /** Deletes what is older than it is kept, and seals it. */
    @JsonProperty("retain")
    RETAIN,
    /** Takes the pseudonym of a person from all records of a source. */
    @JsonProperty("forget")
    FORGET;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobKind ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
