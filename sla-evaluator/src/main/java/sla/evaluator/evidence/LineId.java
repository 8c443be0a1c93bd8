package sla.evaluator.evidence;

import sla.evaluator.http.QueryParameters;

/**
 * Names a line: {@code bank-inhouse:1999-01} and {@code asa-regular}, or {@code asa-regular@1999-01-16} where its KPI is
 * measured over another window than the period; or a charge.
 */
record LineId(String agreement, String period, String line, boolean ofCharge) {
    static LineId of(String evaluation, String line) {
        return of(evaluation, line, false);
    }

    static LineId ofCharge(String evaluation, String charge) {
        return of(evaluation, charge, true);
    }

    private static LineId of(String evaluation, String line, boolean ofCharge) {
        int colon = evaluation.indexOf(':');
        if (colon < 0) {
            throw QueryParameters.notFound(
                    "An evaluation is named like 'bank-inhouse:1999-01', by its agreement and its" + " period; '"
                            + evaluation + "' is not.");
        }
        return new LineId(evaluation.substring(0, colon), evaluation.substring(colon + 1), line, ofCharge);
    }

    String evaluation() {
        return agreement + ':' + period;
    }
}
