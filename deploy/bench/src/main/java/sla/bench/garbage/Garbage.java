package sla.bench.garbage;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import sla.bench.plan.Scene;
import sla.bench.plan.Source;
import sla.model.event.RejectionCode;

/**
 * One message of the plan.
 *
 * @param source in whose topic it is put
 * @param compression of the batch it travels in, as Kafka names it
 */
// Never compared: the arrays are only carried.
@SuppressWarnings("ArrayRecordComponent")
record Garbage(
        long number,
        Source source,
        Kind kind,
        String compression,
        byte @Nullable [] key,
        List<Header> headers,
        byte @Nullable [] value) {

    /** The codes that its rejection must have, all of them and no other; none if it must be accepted. */
    Set<RejectionCode> expected() {
        return expected(source, kind);
    }

    static Set<RejectionCode> expected(Source source, Kind kind) {
        if (!source.equals(Scene.STRANGER)) {
            return kind.codes();
        }
        EnumSet<RejectionCode> codes = EnumSet.of(RejectionCode.SOURCE_NOT_REGISTERED);
        codes.addAll(kind.codes());
        return codes;
    }
}
