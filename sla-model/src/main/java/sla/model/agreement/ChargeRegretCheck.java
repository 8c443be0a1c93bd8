package sla.model.agreement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import sla.model.number.Ratio;

/** Charges that can be computed and will be argued about. */
final class ChargeRegretCheck {
    private ChargeRegretCheck() {}

    static void check(Agreement agreement, Findings findings) {
        mixed(agreement, findings);
        for (int i = 0; i < agreement.charges().size(); i++) {
            String pointer = "/charges/" + i;
            toppedUp(pointer, agreement.charges().get(i), agreement, findings);
            Optional<ChargeTerms> terms = agreement.charges().get(i).terms();
            if (terms.isPresent() && terms.get() instanceof ChargeTerms.PerUnit perUnit) {
                ChargesCheck.kpi(agreement, perUnit.kpi()).ifPresent(kpi -> {
                    mayBeMissing(pointer, kpi, findings);
                    ofMisses(pointer, kpi, findings);
                    if (perUnit.mode() == Charge.Mode.VOLUME && !findings.hasErrorWithin(pointer)) {
                        cliffs(pointer, perUnit.bands(), kpi.unit() == Unit.COUNT, findings);
                    }
                });
            }
        }
    }

    private static void mixed(Agreement agreement, Findings findings) {
        for (int i = 0; i < agreement.bases().size(); i++) {
            Base base = agreement.bases().get(i);
            List<Charge> charges = agreement.charges().stream()
                    .filter(charge -> base.charges().contains(charge.id()))
                    .toList();
            Optional<Charge> passed =
                    charges.stream().filter(Charge::passThrough).findFirst();
            if (passed.isPresent() && !charges.stream().allMatch(Charge::passThrough)) {
                findings.add(
                        FindingCode.NET_AND_PASS_THROUGH,
                        "/bases/" + i,
                        "In '%s' is '%s', which the vendor only passes on, beside its own charges: take it out, or record the reading."
                                .formatted(base.id(), passed.get().id()));
            }
        }
    }

    /** What is passed on fills up the vendor's own minimum, however little there was to do. */
    private static void toppedUp(String pointer, Charge minimum, Agreement agreement, Findings findings) {
        agreement.charges().stream()
                .filter(charge -> charge.passThrough() && !minimum.passThrough())
                .filter(charge -> minimum.charges().contains(charge.id()))
                .findFirst()
                .ifPresent(passed -> findings.add(
                        FindingCode.NET_AND_PASS_THROUGH,
                        pointer,
                        "To the minimum '%s' counts '%s', which the vendor only passes on: the more of it there is, the less is left of the minimum. Take it out, or record the reading."
                                .formatted(minimum.id(), passed.id())));
    }

    /** Nothing is charged of what nobody declares, and nobody is there to be asked for it. */
    private static void mayBeMissing(String pointer, Kpi kpi, Findings findings) {
        if (kpi.metric() instanceof DeclaredMeasureMetric && kpi.source() == null) {
            findings.add(
                    FindingCode.CHARGE_MAY_BE_MISSING,
                    pointer,
                    "While nobody declares '" + kpi.id()
                            + "' nothing is charged, and no source is named that has to: name"
                            + " the source of the KPI, or record the reading.");
        }
    }

    /** What the buyer owes rises with what went wrong. */
    private static void ofMisses(String pointer, Kpi kpi, Findings findings) {
        boolean missed = kpi.parts() != null && kpi.parts().as() == Parts.As.COUNT_MISSED;
        if (missed || kpi.metric() instanceof VolumeWaitingLonger) {
            findings.add(
                    FindingCode.CHARGED_BY_MISSES,
                    pointer,
                    "'%s' counts %s, and the vendor is paid for each of them: name a KPI that counts the work, or write a rule with an amount below 0."
                            .formatted(
                                    kpi.id(),
                                    missed ? "parts that missed their target" : "contacts that waited too long"));
        }
    }

    private static void cliffs(String pointer, List<Charge.Step> bands, boolean whole, Findings findings) {
        for (int i = 1; i < bands.size(); i++) {
            BigDecimal end = Objects.requireNonNull(bands.get(i - 1).upTo());
            // 10,000 calls, and then 10,001; of minutes it is any bit more.
            BigDecimal last = whole ? end.setScale(0, RoundingMode.FLOOR) : end;
            BigDecimal next = whole ? last.add(BigDecimal.ONE) : end;
            Ratio before = Ratio.of(last).times(Ratio.of(bands.get(i - 1).amount()));
            Ratio after = Ratio.of(next).times(Ratio.of(bands.get(i).amount()));
            if (after.compareTo(before) < 0) {
                findings.add(
                        FindingCode.VOLUME_BAND_CLIFF,
                        pointer + "/bands/" + i,
                        "%s units cost %s, and %s only %s. Write mode: graduated, or record the reading."
                                .formatted(
                                        last.toPlainString(),
                                        before.plain(),
                                        whole ? next.toPlainString() : "a little more",
                                        after.plain()));
                return;
            }
        }
    }
}
