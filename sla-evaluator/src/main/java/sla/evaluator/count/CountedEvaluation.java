package sla.evaluator.count;

/**
 * What counting needs of a quality evaluation that counts.
 *
 * @param instrument name of the instrument, empty if unknown
 * @param scoreThousandths the score in thousandths of a point
 * @param customerCritical 1 if it found a customer-critical error, else 0; likewise the other two
 */
public record CountedEvaluation(
        long judgedAt,
        String form,
        String instrument,
        long scoreThousandths,
        int customerCritical,
        int businessCritical,
        int complianceCritical)
        implements CountedJudgement {}
