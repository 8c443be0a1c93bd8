package sla.bench.plan;

import sla.model.event.RejectionCode;

/**
 * What can be wrong with a message, one fault each. Two codes are missing: a defect of the service cannot be planned,
 * and the thousand-and-first value of a dimension needs a thousand others before it.
 */
public enum Fault {
    NOTHING(RejectionCode.EMPTY),
    GIANT(RejectionCode.TOO_LARGE),
    SEMICOLONS(RejectionCode.NOT_JSON),
    OLD_ENVELOPE(RejectionCode.UNKNOWN_SPEC_VERSION),
    FOREIGN_TYPE(RejectionCode.UNKNOWN_TYPE),
    FUTURE_TYPE(RejectionCode.UNKNOWN_VERSION),
    NO_QUEUE(RejectionCode.MISSING_FIELD),
    NUMBERED_QUEUE(RejectionCode.WRONG_TYPE),
    STRANGE_OUTCOME(RejectionCode.INVALID_VALUE),
    OTHER_SOURCE(RejectionCode.SOURCE_MISMATCH),
    STRANGER(RejectionCode.SOURCE_NOT_REGISTERED),
    OTHER_VENDOR(RejectionCode.VENDOR_NOT_ALLOWED),
    OTHER_KIND(RejectionCode.TYPE_NOT_ALLOWED),
    DATED_REVISION(RejectionCode.REVISION_KIND),
    LONG_AGO(RejectionCode.TOO_OLD),
    FAR_AHEAD(RejectionCode.IN_FUTURE),
    NEGATIVE_TALK(RejectionCode.NEGATIVE_DURATION),
    OTHER_WAIT(RejectionCode.CONTRADICTION),
    LONG_TALK(RejectionCode.PARTS_EXCEED_WHOLE);

    private final RejectionCode code;

    Fault(RejectionCode code) {
        this.code = code;
    }

    /** The one reason that its rejection has. */
    public RejectionCode code() {
        return code;
    }
}
