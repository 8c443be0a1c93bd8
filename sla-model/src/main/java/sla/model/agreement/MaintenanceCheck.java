package sla.model.agreement;

/** Bounds of planned maintenance are named once, and bound something. */
final class MaintenanceCheck {
    private MaintenanceCheck() {}

    static void check(Agreement agreement, Findings findings) {
        Relief.Maintenance first = Relief.Maintenance.of(agreement).orElse(null);
        for (int i = 0; i < agreement.relief().size(); i++) {
            if (!(agreement.relief().get(i) instanceof Relief.Maintenance maintenance)) {
                continue;
            }
            if (maintenance.noticeDays() == null && maintenance.mostHours() == null) {
                findings.add(
                        FindingCode.RELIEF_FORM,
                        "/relief/" + i,
                        "It bounds nothing: write noticeDays, mostHours or both, or leave it out.");
            }
            if (first != null && !maintenance.id().equals(first.id())) {
                findings.add(
                        FindingCode.RELIEF_FORM,
                        "/relief/" + i,
                        "Planned maintenance is bounded by '" + first.id() + "' already: write both bounds there.");
            }
        }
    }
}
