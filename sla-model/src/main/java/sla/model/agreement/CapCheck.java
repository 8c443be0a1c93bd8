package sla.model.agreement;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import sla.model.number.Ratio;

/** A cap that all rules together cannot exceed never cuts anything; often an amount or a ledger is mistaken. */
final class CapCheck {
    private CapCheck() {}

    static void check(Agreement agreement, Findings findings) {
        Bases bases = Bases.of(agreement);
        Map<Ledger, Optional<Ratio>> mostOfLedgers = new EnumMap<>(Ledger.class);
        for (int i = 0; i < agreement.caps().size(); i++) {
            Cap cap = agreement.caps().get(i);
            String pointer = "/caps/" + i;
            mostOfLedgers
                    .computeIfAbsent(cap.ledger(), ledger -> most(agreement, ledger, bases))
                    .filter(most -> most.compareTo(bases.worth(cap)) <= 0)
                    .ifPresent(most -> findings.add(
                            FindingCode.CAP_NEVER_BINDS,
                            pointer,
                            "All rules together reach a %s of at most %s in a period, so a cap of %s never cuts it."
                                    .formatted(
                                            cap.ledger() == Ledger.BONUS ? "bonus" : "malus",
                                            most.plain(),
                                            bases.worth(cap).plain())));
        }
    }

    /** The most that the ledger can reach before caps; empty if there is no limit, or if a rule has errors. */
    private static Optional<Ratio> most(Agreement agreement, Ledger ledger, Bases bases) {
        Ratio sum = Ratio.ZERO;
        for (Rule rule : agreement.rules()) {
            Optional<Ratio> most = agreement.kpis().stream()
                    .filter(kpi -> kpi.id().equals(rule.kpi()))
                    .findFirst()
                    .flatMap(kpi -> RuleLimits.most(rule, kpi, ledger, bases));
            if (most.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(most.get());
        }
        return Optional.of(sum);
    }
}
