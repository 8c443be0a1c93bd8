package sla.evaluator.metric;

/** Sums over records that were looked at one by one; each is asked for by the metrics that say so. */
public enum Tallied {
    /** Evaluations of the metric's forms and instruments. */
    EVALUATIONS("evaluations"),
    /** Their scores, 0 where an error was fatal. */
    SCORE("scoreThousandths"),
    /** Evaluations that passed. */
    PASSED("passed"),
    /** Answered contacts of which the agent said whether the matter was settled. */
    RESOLVED_OR_NOT("resolvedOrNot"),
    RESOLVED("resolved"),
    /** Answered contacts whose customer is known. */
    WITH_CUSTOMER("answeredWithCustomer"),
    /** Those of them whose customer came back in time. */
    CAME_BACK("cameBack"),
    OFFERED("offered"),
    /** Contacts with a first response. */
    RESPONDED("responded"),
    RESPONSE_MILLIS("responseMillis"),
    RESPONDED_IN_TIME("respondedInTime"),
    WITH_REVENUE("withRevenue"),
    WITHOUT_REVENUE("withoutRevenue"),
    REVENUE("revenueTenThousandths"),
    /** Answered contacts of which all the chosen parts are known. */
    HANDLED("handled"),
    HANDLED_UNKNOWN("handledUnknown"),
    /** Their handling times, each rounded as the metric says. */
    COUNTED_MILLIS("countedMillis"),
    /** Declared measures. */
    MEASURES("measures"),
    NUMERATOR("numeratorMillionths"),
    DENOMINATOR("denominatorMillionths");

    private final String label;

    Tallied(String label) {
        this.label = label;
    }

    /** What it is called among the counts of a KPI. */
    public String label() {
        return label;
    }
}
