package sla.bench.plan;

/**
 * A quality evaluation of an answered contact by the buyer's judges.
 *
 * @param evaluatedAt milliseconds since 1970
 * @param tenths of a point, 0 to 1,000
 */
public record Score(
        String recordId,
        Contact contact,
        long evaluatedAt,
        String form,
        int tenths,
        int customerErrors,
        int businessErrors,
        int complianceErrors) {}
