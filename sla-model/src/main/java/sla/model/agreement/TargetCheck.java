package sla.model.agreement;

import java.util.Objects;
import java.util.stream.Stream;

final class TargetCheck {
    private TargetCheck() {}

    static void check(Agreement agreement, Findings findings) {
        for (int i = 0; i < agreement.kpis().size(); i++) {
            Target target = agreement.kpis().get(i).target();
            if (target != null && bounds(target) != 1) {
                findings.add(
                        FindingCode.TARGET_BOUNDS,
                        "/kpis/" + i + "/target",
                        "A target has exactly one bound, this one has " + bounds(target)
                                + ": write one of above, atLeast, below, atMost.");
            }
        }
    }

    static long bounds(Target target) {
        return Stream.of(target.above(), target.atLeast(), target.below(), target.atMost())
                .filter(Objects::nonNull)
                .count();
    }
}
