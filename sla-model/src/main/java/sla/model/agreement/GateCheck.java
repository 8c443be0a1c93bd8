package sla.model.agreement;

/** A gate that no value opens, or that none shuts, is a slip: of a bound, or of all, any and not. */
final class GateCheck {
    private GateCheck() {}

    static void check(Agreement agreement, Findings findings) {
        for (int i = 0; i < agreement.rules().size(); i++) {
            Condition when = agreement.rules().get(i).when();
            String pointer = "/rules/" + i + "/when";
            if (when != null && !findings.hasErrorWithin(pointer)) {
                check(pointer, GateReach.of(agreement, when), findings);
            }
        }
    }

    private static void check(String pointer, GateReach.Reach reach, Findings findings) {
        switch (reach) {
            case NEVER_OPEN ->
                findings.add(
                        FindingCode.GATE_NEVER_OPEN,
                        pointer,
                        "No values of its KPIs fulfil this condition, so the rule never pays. Check the bounds, and"
                                + " whether any was meant and not all, or remove the rule.");
            case ALWAYS_OPEN ->
                findings.add(
                        FindingCode.GATE_ALWAYS_OPEN,
                        pointer,
                        "All values of its KPIs fulfil this condition, so it only asks whether they are measured. Check"
                                + " the bounds, and whether all was meant and not any, or remove the condition.");
            case DEPENDS -> {}
        }
    }
}
