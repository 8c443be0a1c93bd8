package sla.evaluator.evidence;

import sla.evaluator.http.QueryParameters;

/**
 * Names a line: {@code bank-inhouse:1999-01} and {@code asa-regular}, or {@code asa-regular@1999-01-16} where its KPI is
 * measured over another window than the period; or a charge, or a KPI, which is called like a line.
 */
record LineId(String agreement, String period, String line, What what) {
    enum What {
        LINE,
        CHARGE,
        KPI
    }

    static LineId of(String evaluation, String line) {
        return of(evaluation, line, What.LINE);
    }

    static LineId ofCharge(String evaluation, String charge) {
        return of(evaluation, charge, What.CHARGE);
    }

    static LineId ofKpi(String evaluation, String kpi) {
        return of(evaluation, kpi, What.KPI);
    }

    private static LineId of(String evaluation, String line, What what) {
        int colon = evaluation.indexOf(':');
        if (colon < 0) {
            throw QueryParameters.notFound(
                    "An evaluation is named like 'bank-inhouse:1999-01', by its agreement and its" + " period; '"
                            + evaluation + "' is not.");
        }
        return new LineId(evaluation.substring(0, colon), evaluation.substring(colon + 1), line, what);
    }

    String evaluation() {
        return agreement + ':' + period;
    }
}
