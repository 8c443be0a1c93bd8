package sla.contract.penalty;

import org.jspecify.annotations.Nullable;
import sla.contract.evaluation.Where;

/** Which lines are asked for; what is null does not restrict. */
record PenaltyFilter(
        @Nullable String vendor,
        @Nullable String agreement,
        @Nullable String kpi,
        @Nullable String period,
        @Nullable LedgerSide ledger) {

    Where where() {
        Where where = new Where()
                .equal("e.vendor", "vendor", vendor)
                .equal("l.id.agreement", "agreement", agreement)
                .equal("l.kpi", "kpi", kpi)
                .equal("l.id.period", "period", period);
        return ledger == null ? where : where.and(ledger.condition());
    }
}
