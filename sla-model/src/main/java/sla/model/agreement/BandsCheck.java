package sla.model.agreement;

import java.math.BigDecimal;
import java.util.List;

/** Each unit must lie in exactly one band. */
final class BandsCheck {
    private BandsCheck() {}

    static void check(Agreement agreement, Findings findings) {
        for (int i = 0; i < agreement.rules().size(); i++) {
            if (agreement.rules().get(i) instanceof BandsRule rule) {
                check("/rules/" + i + "/bands", rule.bands(), findings);
            }
        }
    }

    private static void check(String pointer, List<BandsRule.Step> bands, Findings findings) {
        BigDecimal before = BigDecimal.ZERO;
        for (int i = 0; i < bands.size(); i++) {
            BigDecimal end = bands.get(i).upTo();
            boolean last = i == bands.size() - 1;
            if (last && end != null) {
                findings.add(
                        FindingCode.BAND_ENDS,
                        Pointers.child(pointer, i) + "/upTo",
                        "Units above " + end.toPlainString()
                                + " are in no band: add one without upTo, with amount: 0 if they are free.");
            } else if (!last && (end == null || end.compareTo(before) <= 0)) {
                findings.add(
                        FindingCode.BAND_ENDS,
                        Pointers.child(pointer, i) + (end == null ? "" : "/upTo"),
                        "Bands go upwards: this one needs an upTo above " + before.toPlainString() + '.');
                return;
            }
            before = end == null ? before : end;
        }
    }
}
