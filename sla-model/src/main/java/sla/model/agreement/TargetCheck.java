package sla.model.agreement;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.model.number.Rounding;

/** A target is one bound, which some values meet and others miss. */
final class TargetCheck {
    private TargetCheck() {}

    static void check(Agreement agreement, Findings findings) {
        for (int i = 0; i < agreement.kpis().size(); i++) {
            Kpi kpi = agreement.kpis().get(i);
            String pointer = "/kpis/" + i;
            effect(pointer + "/target", kpi.target(), kpi.scale(), findings);
            Parts parts = kpi.parts();
            if (parts != null) {
                effect(pointer + "/parts/target", parts.target(), ofPart(kpi.metric(), parts.rounding()), findings);
            }
            Target target = kpi.target();
            if (target != null && bounds(target) != 1) {
                findings.add(
                        FindingCode.TARGET_BOUNDS,
                        pointer + "/target",
                        "A target has exactly one bound, this one has " + bounds(target)
                                + ": write one of above, atLeast, below, atMost.");
            }
        }
    }

    /** The values that a part of the window can have. */
    private static Scale ofPart(Metric metric, @Nullable Rounding rounding) {
        return new Scale(
                metric.unit(), metric.range(), Optional.ofNullable(rounding).map(Rounding::step));
    }

    private static void effect(String pointer, @Nullable Target target, Scale scale, Findings findings) {
        if (target == null || bounds(target) != 1) {
            return;
        }
        boolean none = Coverage.values(target.band(), scale).isEmpty();
        if (none || Coverage.isWhole(target.band(), scale)) {
            findings.add(
                    FindingCode.TARGET_WITHOUT_EFFECT,
                    pointer,
                    "%s value is %s, so this target is %s: check its bound, or leave it out."
                            .formatted(
                                    none ? "No" : "Every",
                                    target.band().describe(scale.unit().symbol()),
                                    none ? "never met" : "never missed"));
        }
    }

    static long bounds(Target target) {
        return Stream.of(target.above(), target.atLeast(), target.below(), target.atMost())
                .filter(Objects::nonNull)
                .count();
    }
}
