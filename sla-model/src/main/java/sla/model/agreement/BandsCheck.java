package sla.model.agreement;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Each unit must lie in exactly one band. */
final class BandsCheck {
    private BandsCheck() {}

    static void check(Agreement agreement, Findings findings) {
        for (int i = 0; i < agreement.rules().size(); i++) {
            if (agreement.rules().get(i) instanceof BandsRule rule) {
                ends(
                        "/rules/" + i + "/bands",
                        rule.bands().stream()
                                .map(step -> Optional.ofNullable(step.upTo()))
                                .toList(),
                        findings);
            }
        }
    }

    /**
     * @param ends of the bands in their order; empty for one that has none
     */
    static void ends(String pointer, List<Optional<BigDecimal>> ends, Findings findings) {
        BigDecimal before = BigDecimal.ZERO;
        for (int i = 0; i < ends.size(); i++) {
            BigDecimal end = ends.get(i).orElse(null);
            boolean last = i == ends.size() - 1;
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
