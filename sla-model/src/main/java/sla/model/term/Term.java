package sla.model.term;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * What two sides agree on month by month beside an agreement's document. It is never changed and never deleted: each
 * decision is one more entry of its history, so what was said before stays to be seen.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "term")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Exclusion.class, name = Exclusion.TERM),
    @JsonSubTypes.Type(value = Claim.class, name = Claim.TERM)
})
public sealed interface Term permits Exclusion, Claim {
    /** The kind of the term, as in JSON and in its key. */
    String term();

    /** Of its own among the terms of its kind. */
    String id();

    String agreement();

    /** Oldest first; at least one entry. Of two messages about one term the one with the longer history is newer. */
    List<TermEntry> history();

    /** The key on its topic. */
    default String key() {
        return term() + '/' + id();
    }
}
