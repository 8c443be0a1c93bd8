package sla.model.event;

/** Machine-readable reasons for a rejection. The names are stable: sources and metrics rely on them. */
public enum RejectionCode {
    /** The message has no value. */
    EMPTY,
    /** The message is larger than 256 KB. */
    TOO_LARGE,
    /** Not a JSON object: broken UTF-8 or JSON, nested too deep, or a name twice. */
    NOT_JSON,
    /** The CloudEvents envelope is not version 1.0. */
    UNKNOWN_SPEC_VERSION,
    UNKNOWN_TYPE,
    /** The type is known, this version of it is not. */
    UNKNOWN_VERSION,
    MISSING_FIELD,
    WRONG_TYPE,
    INVALID_VALUE,
    /** The event names another source than its topic. */
    SOURCE_MISMATCH,
    SOURCE_NOT_REGISTERED,
    VENDOR_NOT_ALLOWED,
    TYPE_NOT_ALLOWED,
    /** A number where the source's revisions are instants, or the other way round. */
    REVISION_KIND,
    TOO_OLD,
    IN_FUTURE,
    NEGATIVE_DURATION,
    /** Times and durations that cannot all be true, beyond the source's tolerance. */
    CONTRADICTION,
    /** Talk and hold are longer than the conversation, beyond the source's tolerance. */
    PARTS_EXCEED_WHOLE,
    /** More than 1,000 different values of one source in one dimension. */
    TOO_MANY_VALUES,
    /**
     * It would change the counts of a month whose records have been deleted. Found when it is counted and not by intake,
     * so intake has it among the accepted ones.
     */
    MONTH_SEALED,
    /** A defect of the service, not of the message: it is kept and can be retried. */
    INTERNAL_ERROR
}
