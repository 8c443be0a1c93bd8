package sla.bench.counts;

import java.util.List;
import sla.bench.plan.Score;

/** What a row of {@code quality_cell} says of its evaluations. */
public final class QualityRow {
    /** The columns of {@link #numbers}, in their order. */
    public static final List<String> COLUMNS = List.of(
            "evaluations", "score_thousandths", "customer_critical", "business_critical", "compliance_critical");

    /** How all scores of a plan came about. */
    public static final String INSTRUMENT = "RANDOM_RECORDING";

    private final long[] numbers = new long[COLUMNS.size()];

    void add(Score score) {
        numbers[0]++;
        numbers[1] += score.tenths() * 100L;
        numbers[2] += score.customerErrors() > 0 ? 1 : 0;
        numbers[3] += score.businessErrors() > 0 ? 1 : 0;
        numbers[4] += score.complianceErrors() > 0 ? 1 : 0;
    }

    /** Not to be changed. */
    public long[] numbers() {
        return numbers;
    }
}
