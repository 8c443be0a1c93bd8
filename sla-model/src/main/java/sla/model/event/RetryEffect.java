package sla.model.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;

/** What an accepted retry changed in its record. A retry never takes away what counts. */
public enum RetryEffect {
    /** Its revision is the one that counts now. */
    @JsonProperty("counts")
    COUNTS("counts"),
    /** The same revision with the same content was there already. */
    @JsonProperty("same-content")
    SAME_CONTENT("same-content"),
    /** A newer revision was there already, and goes on to count; this one is kept beside it. */
    @JsonProperty("newer-revision")
    NEWER_REVISION("newer-revision"),
    /** The same revision was there already with other content, which stays; this one is left out. */
    @JsonProperty("other-content")
    OTHER_CONTENT("other-content"),
    /** It would have changed the counts of a month whose records have been deleted; it is left out. */
    @JsonProperty("month-sealed")
    MONTH_SEALED("month-sealed");

    private final String label;

    RetryEffect(String label) {
        this.label = label;
    }

    /** Its name in JSON and SQL. */
    public String label() {
        return label;
    }

    public static Optional<RetryEffect> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(effect -> effect.label.equals(label))
                .findFirst();
    }
}
