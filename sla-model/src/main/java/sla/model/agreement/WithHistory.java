package sla.model.agreement;

import java.util.List;

/** A part of an agreement on which later periods look back: by its id, and by those that it had in earlier versions. */
public sealed interface WithHistory permits Kpi, Charge, Rule, Cap {
    /** Unique within its list. */
    String id();

    /** The ids by which earlier versions called it: it goes on with their history. */
    List<String> formerly();

    /** Whether it is what an earlier version called so. */
    default boolean was(String earlier) {
        return id().equals(earlier) || formerly().contains(earlier);
    }
}
