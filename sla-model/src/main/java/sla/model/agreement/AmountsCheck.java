package sla.model.agreement;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Limits and shares whose sign is fixed: the direction is said by the ledger or the shape. */
final class AmountsCheck {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private AmountsCheck() {}

    static void check(Agreement agreement, Findings findings) {
        for (int i = 0; i < agreement.caps().size(); i++) {
            Cap cap = agreement.caps().get(i);
            notNegative("/caps/" + i + "/amount", cap.amount(), findings);
            notNegative("/caps/" + i + "/percent", cap.percent(), findings);
        }
        for (int i = 0; i < agreement.bases().size(); i++) {
            notNegative("/bases/" + i + "/amount", agreement.bases().get(i).amount(), findings);
            notNegative("/bases/" + i + "/percent", agreement.bases().get(i).percent(), findings);
        }
        for (int i = 0; i < agreement.rules().size(); i++) {
            if (agreement.rules().get(i) instanceof AtRiskShareRule rule) {
                check("/rules/" + i, rule, findings);
            }
        }
    }

    private static void notNegative(String pointer, @Nullable BigDecimal limit, Findings findings) {
        if (limit != null && limit.signum() < 0) {
            findings.add(
                    FindingCode.NEGATIVE_AMOUNT,
                    pointer,
                    "A cap or a base is written without a sign, for malus too: "
                            + limit.negate().toPlainString() + '.');
        }
    }

    private static void check(String pointer, AtRiskShareRule rule, Findings findings) {
        if (rule.atRiskAmount().signum() < 0) {
            findings.add(
                    FindingCode.NEGATIVE_AMOUNT,
                    pointer + "/atRiskAmount",
                    "The at-risk amount is written without a sign: "
                            + rule.atRiskAmount().negate().toPlainString() + '.');
        }
        for (int i = 0; i < rule.tiers().size(); i++) {
            share(pointer + "/tiers/" + i + "/sharePercent", rule.tiers().get(i).sharePercent(), findings);
        }
        if (rule.otherwise() != null) {
            share(pointer + "/otherwise", rule.otherwise(), findings);
        }
    }

    private static void share(String pointer, BigDecimal share, Findings findings) {
        if (share.signum() < 0 || share.compareTo(HUNDRED) > 0) {
            findings.add(
                    FindingCode.SHARE_OUT_OF_RANGE,
                    pointer,
                    share.toPlainString() + " is no share of the at-risk amount; write a percentage from 0 to 100.");
        }
    }
}
