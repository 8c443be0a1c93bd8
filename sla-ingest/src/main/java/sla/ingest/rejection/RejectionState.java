package sla.ingest.rejection;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;

/** Where a rejection stands. */
public enum RejectionState {
    /** It may be retried; perhaps it was, and was rejected again. */
    @JsonProperty("open")
    OPEN("open"),
    /** A retry of it is under way. */
    @JsonProperty("waiting")
    WAITING("waiting"),
    /** A retry was accepted. */
    @JsonProperty("accepted")
    ACCEPTED("accepted");

    private final String label;

    RejectionState(String label) {
        this.label = label;
    }

    /** Its name in JSON, SQL and addresses. */
    public String label() {
        return label;
    }

    static Optional<RejectionState> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(state -> state.label.equals(label))
                .findFirst();
    }
}
