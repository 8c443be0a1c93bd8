package sla.bench.plan;

import java.util.List;

/**
 * A system that sends.
 *
 * @param vendors whom it may speak for; none for one that nobody registered
 */
public record Source(String id, List<String> vendors, Kind kind) {
    public enum Kind {
        /** Sends contacts; its record ids are as random as those of most platforms. */
        TELEPHONE,
        /** Sends contacts; its record ids are numbered. */
        DESK,
        /** The buyer's own judges, of all vendors. */
        QUALITY,
        /** Sends events of every type. */
        MIXED,
        /** Not registered: whatever it sends is rejected. */
        STRANGER
    }

    public Source {
        vendors = List.copyOf(vendors);
    }
}
