package sla.bench.freshness;

import java.util.Collection;
import java.util.Map;

/** Reads how many contacts queues have had, as a dashboard does. */
interface CountReader {
    /** The counts now; a queue that had none may be absent. */
    Map<String, Long> read(Collection<String> queues);
}
