package sla.model.agreement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sla.model.number.Ratio;
import sla.model.time.Every;

/** What banks keep, and when they pay it out. */
final class BankCheck {
    private final Agreement agreement;
    private final Findings findings;

    private BankCheck(Agreement agreement, Findings findings) {
        this.agreement = agreement;
        this.findings = findings;
    }

    static void check(Agreement agreement, Findings findings) {
        BankCheck check = new BankCheck(agreement, findings);
        Map<String, String> banks = new HashMap<>();
        for (int i = 0; i < agreement.rules().size(); i++) {
            if (agreement.rules().get(i) instanceof BankRule bank) {
                String pointer = "/rules/" + i;
                for (int j = 0; j < bank.rules().size(); j++) {
                    check.banked(pointer + "/rules/" + j, i, bank, bank.rules().get(j), banks);
                }
                check.payOut(pointer + "/payOut", bank.pays());
                check.oneWay(pointer, bank);
            }
        }
        check.caps(banks);
    }

    private void banked(String pointer, int at, BankRule bank, String named, Map<String, String> banks) {
        Optional<Rule> rule = before(pointer, at, named, agreement, findings);
        if (rule.isEmpty()) {
            return;
        }
        if (rule.get() instanceof PointsRule || rule.get() instanceof SettlingRule) {
            findings.add(
                    FindingCode.NOT_TO_SETTLE,
                    pointer,
                    "'" + named
                            + "' gives points, or settles other lines itself: a bank keeps the lines of rules that pay"
                            + " money.");
            return;
        }
        String other = banks.putIfAbsent(named, bank.id());
        if (other != null) {
            findings.add(
                    FindingCode.BANKED_TWICE,
                    pointer,
                    "What '" + named + "' gives goes into '" + other + "' already: name it in one bank.");
        }
    }

    /** The rule of that id, if it stands before the one that settles its lines. */
    static Optional<Rule> before(String pointer, int at, String named, Agreement agreement, Findings findings) {
        List<String> ids = agreement.rules().stream().map(Rule::id).toList();
        int place = ids.indexOf(named);
        if (place < 0) {
            findings.add(FindingCode.UNKNOWN_RULE, pointer, ReferencesCheck.unknown("rule", named, ids));
            return Optional.empty();
        }
        if (place >= at) {
            findings.add(
                    FindingCode.REFERS_AHEAD,
                    pointer,
                    "Rules are worked out in their order: move '" + ids.get(at) + "' behind '" + named + "'.");
            return Optional.empty();
        }
        return Optional.of(agreement.rules().get(place));
    }

    private void payOut(String pointer, PayOut payOut) {
        Every span = payOut.every();
        if (payOut.startMonth() != null && span == null) {
            findings.add(
                    FindingCode.PAY_OUT_FORM,
                    pointer + "/startMonth",
                    "startMonth is for quarters, half years and years: remove it, or write per: quarter.");
        }
        Every own = agreement.period().every();
        if (span != null && months(own) > months(span)) {
            findings.add(
                    FindingCode.PAY_OUT_FORM,
                    pointer + "/per",
                    "Each period is a " + own.words() + ", longer than a " + span.words() + ": write per: period.");
        }
    }

    private static int months(Every every) {
        Integer months = every.months();
        return months == null ? 0 : months;
    }

    private void oneWay(String pointer, BankRule bank) {
        if (findings.hasErrors()) {
            return;
        }
        boolean gives = mayGive(bank, Ledger.BONUS);
        if (gives != mayGive(bank, Ledger.MALUS)) {
            findings.add(
                    FindingCode.ONE_WAY_BANK,
                    pointer,
                    "The rules of this bank only give " + (gives ? "bonus" : "malus")
                            + ", so there is nothing to net: check whether one is missing, or record the reading.");
        }
    }

    private boolean mayGive(BankRule bank, Ledger ledger) {
        Bases bases = Bases.of(agreement);
        return agreement.rules().stream()
                .filter(rule -> bank.rules().contains(rule.id()))
                .anyMatch(rule -> RuleScale.of(agreement, rule)
                                .flatMap(scale -> RuleLimits.most(rule, scale, ledger, bases))
                                .map(Ratio::signum)
                                // What has no limit can be given.
                                .orElse(1)
                        > 0);
    }

    private void caps(Map<String, String> banks) {
        for (int i = 0; i < agreement.caps().size(); i++) {
            List<String> rules = agreement.caps().get(i).rules();
            for (int j = 0; j < rules.size(); j++) {
                String bank = banks.get(rules.get(j));
                if (bank != null) {
                    findings.add(
                            FindingCode.BANKED_CAP,
                            "/caps/" + i + "/rules/" + j,
                            "The lines of '" + rules.get(j) + "' go into a bank and pay nothing: name '" + bank
                                    + "', whose pay-out a cap can limit.");
                }
            }
        }
    }
}
