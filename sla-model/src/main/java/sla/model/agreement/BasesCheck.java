package sla.model.agreement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every amount is written in one way, and every share is of a base that there is. */
final class BasesCheck {
    private final Agreement agreement;
    private final Bases bases;
    private final Findings findings;

    private BasesCheck(Agreement agreement, Findings findings) {
        this.agreement = agreement;
        this.bases = Bases.of(agreement);
        this.findings = findings;
    }

    static void check(Agreement agreement, Findings findings) {
        new BasesCheck(agreement, findings).check();
    }

    private void check() {
        for (int i = 0; i < agreement.bases().size(); i++) {
            Base base = agreement.bases().get(i);
            String pointer = "/bases/" + i;
            if (base.charges().isEmpty() && base.period() == null) {
                check(pointer, base);
            } else {
                ofCharges(pointer, base);
            }
            if (bases.isCircular(base)) {
                findings.add(
                        FindingCode.CIRCULAR_BASE,
                        pointer + "/of",
                        "The shares of '" + base.id()
                                + "' come back to itself: let one of these bases have an amount.");
            }
        }
        for (int i = 0; i < agreement.rules().size(); i++) {
            check("/rules/" + i, agreement.rules().get(i));
        }
        for (int i = 0; i < agreement.caps().size(); i++) {
            check("/caps/" + i, agreement.caps().get(i));
        }
    }

    private void ofCharges(String pointer, Base base) {
        if (base.charges().isEmpty() || base.amount() != null || base.percent() != null || base.of() != null) {
            findings.add(
                    FindingCode.BASE_FORM,
                    pointer,
                    "A base is written in one way: amount: 100000; percent: 10 together with of: and the id of another"
                            + " base; or charges: and their ids, which alone have a period.");
        }
        for (int i = 0; i < base.charges().size(); i++) {
            String id = base.charges().get(i);
            if (agreement.charges().stream().noneMatch(charge -> charge.id().equals(id))) {
                ChargesCheck.unknown(pointer + "/charges/" + i, id, agreement, findings);
            }
        }
    }

    private void check(String pointer, Rule rule) {
        switch (rule) {
            case TiersRule tiers -> {
                for (int i = 0; i < tiers.tiers().size(); i++) {
                    check(pointer + "/tiers/" + i, tiers.tiers().get(i));
                }
            }
            case LinearRule linear -> {
                slope(pointer + "/below", linear.below());
                slope(pointer + "/above", linear.above());
            }
            case BandsRule bands -> {
                for (int i = 0; i < bands.bands().size(); i++) {
                    check(pointer + "/bands/" + i, bands.bands().get(i));
                }
            }
            case AtRiskShareRule _, PointsRule _, SettlingRule _ -> {
                // Their amounts are fixed, or no money, or those of other lines.
            }
        }
    }

    private void slope(String pointer, LinearRule.@Nullable Slope slope) {
        if (slope != null) {
            check(pointer, slope);
        }
    }

    private void check(String pointer, Priced priced) {
        boolean fixed = priced.amount() != null;
        boolean share = priced.percent() != null && priced.of() != null;
        boolean anyShare = priced.percent() != null || priced.of() != null;
        if (fixed ? anyShare : !share) {
            findings.add(
                    FindingCode.AMOUNT_OR_SHARE,
                    pointer,
                    "An amount is written in one way: amount: 500, or percent: 40 together with of: and the id of a base.");
        } else if (share && bases.base(priced).isEmpty()) {
            List<String> known = agreement.bases().stream().map(Base::id).toList();
            findings.add(
                    FindingCode.UNKNOWN_BASE,
                    pointer + "/of",
                    known.isEmpty()
                            ? "This agreement has no bases: add '" + priced.of() + "' under bases."
                            : ReferencesCheck.unknown("base", String.valueOf(priced.of()), known));
        }
    }
}
