package sla.model.agreement;

import java.util.ArrayList;
import java.util.List;

/** What has to be claimed is malus of a rule, and has one day by which. */
final class ClaimsCheck {
    private ClaimsCheck() {}

    static void check(Agreement agreement, Findings findings) {
        List<String> known = agreement.rules().stream().map(Rule::id).toList();
        List<String> before = new ArrayList<>();
        for (int i = 0; i < agreement.claims().size(); i++) {
            ClaimTerms claims = agreement.claims().get(i);
            for (int j = 0; j < claims.rules().size(); j++) {
                String pointer = "/claims/" + i + "/rules/" + j;
                String id = claims.rules().get(j);
                if (!known.contains(id)) {
                    findings.add(FindingCode.UNKNOWN_RULE, pointer, ReferencesCheck.unknown("rule", id, known));
                } else if (before.contains(id)) {
                    findings.add(
                            FindingCode.CLAIM_FORM,
                            pointer,
                            "What '" + id + "' gives has to be claimed by another day already: name it in one entry.");
                }
                before.add(id);
            }
            rules("/claims/" + i, claims, agreement, findings);
        }
    }

    private static void rules(String pointer, ClaimTerms claims, Agreement agreement, Findings findings) {
        for (Rule rule : agreement.rules()) {
            String place = pointer + "/rules/" + claims.rules().indexOf(rule.id());
            if (!claims.rules().contains(rule.id())) {
                continue;
            }
            if (rule instanceof PointsRule) {
                findings.add(
                        FindingCode.CLAIM_FORM,
                        place,
                        "'" + rule.id() + "' gives points, which are no money: name the rules that pay on them.");
            } else if (rule instanceof SettlingRule settling) {
                findings.add(
                        FindingCode.CLAIM_FORM,
                        place,
                        "'" + rule.id()
                                + "' settles lines of other rules: name those whose malus has to be claimed, of "
                                + String.join(", ", settling.rules()) + ".");
            } else if (!findings.hasErrors() && RampUpCheck.givesNoMalus(rule, agreement)) {
                findings.add(
                        FindingCode.NEVER_CLAIMED,
                        place,
                        "'" + rule.id() + "' gives no malus, and bonus needs no claim: remove it, or name the rule that"
                                + " was meant.");
            }
        }
    }
}
