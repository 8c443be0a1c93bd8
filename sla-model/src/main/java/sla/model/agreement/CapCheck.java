package sla.model.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sla.model.number.Ratio;

/**
 * A cap that its rules cannot exceed, by themselves or because other caps hold them to less, never changes an amount;
 * often an amount or a ledger is mistaken.
 */
final class CapCheck {
    private CapCheck() {}

    static void check(Agreement agreement, Findings findings) {
        List<String> rules = agreement.rules().stream().map(Rule::id).toList();
        for (int i = 0; i < agreement.caps().size(); i++) {
            Cap cap = agreement.caps().get(i);
            for (int j = 0; j < cap.rules().size(); j++) {
                if (!rules.contains(cap.rules().get(j))) {
                    findings.add(
                            FindingCode.UNKNOWN_RULE,
                            "/caps/" + i + "/rules/" + j,
                            ReferencesCheck.unknown("rule", cap.rules().get(j), rules));
                }
            }
        }
        // What half a rule could pay says nothing.
        if (!findings.hasErrors()) {
            idle(agreement).forEach((i, message) -> findings.add(FindingCode.CAP_NEVER_BINDS, "/caps/" + i, message));
        }
    }

    /** From the last one on, each beside those that are left: of two that are the same the first stays. */
    private static Map<Integer, String> idle(Agreement agreement) {
        Bases bases = Bases.of(agreement);
        CapReach reach = new CapReach(agreement, bases);
        List<Cap> left = new ArrayList<>(agreement.caps());
        Map<Integer, String> idle = new TreeMap<>();
        for (int i = agreement.caps().size() - 1; i >= 0; i--) {
            Cap cap = left.remove(i);
            // What is charged is not known yet.
            Optional<String> message = bases.isOfCharges(cap) ? Optional.empty() : idle(cap, left, reach, bases);
            if (message.isPresent()) {
                idle.put(i, message.get());
            } else {
                left.add(i, cap);
            }
        }
        return idle;
    }

    private static Optional<String> idle(Cap cap, List<Cap> others, CapReach reach, Bases bases) {
        Ratio worth = bases.worth(cap);
        Optional<Ratio> byThemselves = reach.most(cap, List.of()).filter(most -> most.compareTo(worth) <= 0);
        return byThemselves
                .or(() -> reach.most(cap, others))
                .filter(most -> most.compareTo(worth) <= 0)
                .map(most -> "%s together reach a %s of at most %s in a %s%s, so a cap of %s never %s."
                        .formatted(
                                cap.rules().isEmpty() ? "All rules" : "These rules",
                                cap.ledger() == Ledger.BONUS ? "bonus" : "malus",
                                most.plain(),
                                cap.per().name().toLowerCase(Locale.ROOT),
                                byThemselves.isPresent() ? "" : " under the other caps",
                                worth.plain(),
                                byThemselves.isPresent() ? "cuts it" : "changes what is paid"));
    }
}
