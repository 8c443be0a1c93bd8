package sla.bench.plan;

/** A number that the product must come to, per source. Sums of waits and parts are milliseconds. */
public enum Figure {
    MESSAGES,
    ACCEPTED,
    REJECTED,
    /** Accepted messages that bring a content which is known. */
    DUPLICATES,
    RECORDS,
    ANSWERED,
    ABANDONED,
    OVERFLOWED,
    CALLBACK_REQUESTED,
    REFUSED,
    LEFT_IN_MENU,
    SELF_SERVED,
    WAIT_ANSWERED,
    WAIT_ABANDONED,
    WAIT_OVERFLOWED,
    WAIT_CALLBACK,
    TALK,
    HOLD,
    WRAP_UP,
    TRANSFERRED,
    EVALUATIONS,
    SCORE_THOUSANDTHS,
    /** Evaluations with an error of the class. */
    CUSTOMER_CRITICAL,
    BUSINESS_CRITICAL,
    COMPLIANCE_CRITICAL
}
