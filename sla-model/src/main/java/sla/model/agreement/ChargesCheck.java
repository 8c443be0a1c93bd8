package sla.model.agreement;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is charged must be written in one way, and what is priced by the unit must be a quantity of the period. */
final class ChargesCheck {
    private final Agreement agreement;
    private final Findings findings;

    private ChargesCheck(Agreement agreement, Findings findings) {
        this.agreement = agreement;
        this.findings = findings;
    }

    static void check(Agreement agreement, Findings findings) {
        ChargesCheck check = new ChargesCheck(agreement, findings);
        for (int i = 0; i < agreement.charges().size(); i++) {
            check.check("/charges/" + i, agreement.charges().get(i));
        }
    }

    private void check(String pointer, Charge charge) {
        lot(pointer, charge.lot());
        notNegative(pointer + "/amount", charge.amount());
        for (int i = 0; i < charge.bands().size(); i++) {
            notNegative(
                    pointer + "/bands/" + i + "/amount", charge.bands().get(i).amount());
        }
        BandsCheck.ends(
                pointer + "/bands",
                charge.bands().stream()
                        .map(step -> Optional.ofNullable(step.upTo()))
                        .toList(),
                findings);
        if (charge.kpi() != null) {
            quantity(pointer + "/kpi", charge.kpi());
        }
        notNegative(pointer + "/minimum", charge.minimum());
        atLeast(pointer + "/atLeast", charge.atLeast());
        for (int i = 0; i < charge.charges().size(); i++) {
            toppedUp(pointer + "/charges/" + i, charge.charges().get(i));
        }
        if (charge.terms().isEmpty()) {
            findings.add(FindingCode.CHARGE_FORM, pointer, form(charge));
        }
    }

    private static String form(Charge charge) {
        return charge.kpi() == null || charge.bands().isEmpty() || charge.amount() != null
                ? "A charge is written in one way: amount: 5000 of each period; kpi and amount: 2.40 for each unit; kpi, mode"
                        + " and bands; or minimum: 25000 and charges. Only what has a kpi has atLeast."
                : "Say what bands mean, mode: graduated (each part at its own price) or mode: volume (all units at the"
                        + " price of the last one).";
    }

    private void atLeast(String pointer, Charge.@Nullable AtLeast atLeast) {
        if (atLeast == null) {
            return;
        }
        boolean share = atLeast.percent() != null && atLeast.ofKpi() != null;
        boolean anyShare = atLeast.percent() != null || atLeast.ofKpi() != null;
        if (atLeast.quantity() != null ? anyShare : !share) {
            findings.add(
                    FindingCode.CHARGE_FORM,
                    pointer,
                    "How many units count at least is written in one way: quantity: 18000, or percent: 90 together with"
                            + " ofKpi: and the id of a KPI.");
        }
        if (atLeast.ofKpi() != null) {
            quantity(pointer + "/ofKpi", atLeast.ofKpi());
        }
    }

    /** What a minimum is about must be charged by itself. */
    private void toppedUp(String pointer, String id) {
        List<Charge> named =
                agreement.charges().stream().filter(one -> one.id().equals(id)).toList();
        if (named.isEmpty()) {
            unknown(pointer, id, agreement, findings);
        } else if (named.getFirst().minimum() != null) {
            findings.add(
                    FindingCode.CHARGE_FORM,
                    pointer,
                    "'" + id + "' is a minimum itself: name the charges that come to at least so much together.");
        }
    }

    static void unknown(String pointer, String id, Agreement agreement, Findings findings) {
        List<String> known = agreement.charges().stream().map(Charge::id).toList();
        findings.add(
                FindingCode.UNKNOWN_CHARGE,
                pointer,
                known.isEmpty()
                        ? "This agreement has no charges: add '" + id + "' under charges."
                        : ReferencesCheck.unknown("charge", id, known));
    }

    private void lot(String pointer, @Nullable String lot) {
        List<String> lots = agreement.lots().stream().map(Lot::id).toList();
        if (lot != null && !lots.contains(lot)) {
            findings.add(FindingCode.UNKNOWN_LOT, pointer + "/lot", ReferencesCheck.unknown("lot", lot, lots));
        }
    }

    private void quantity(String pointer, String id) {
        Optional<Kpi> kpi = kpi(agreement, id);
        if (kpi.isEmpty()) {
            findings.add(
                    FindingCode.UNKNOWN_KPI,
                    pointer,
                    ReferencesCheck.unknown(
                            "KPI", id, agreement.kpis().stream().map(Kpi::id).toList()));
        } else if (!kpi.get().addsUp() || kpi.get().window() != null) {
            findings.add(
                    FindingCode.NO_QUANTITY,
                    pointer,
                    "'" + id
                            + "' is no quantity of the period: take a volume, handled-minutes or a declared-measure"
                            + " as sum, without a window.");
        }
    }

    /** The KPI, if there is one of that id. */
    static Optional<Kpi> kpi(Agreement agreement, String id) {
        return agreement.kpis().stream().filter(kpi -> kpi.id().equals(id)).findFirst();
    }

    private void notNegative(String pointer, @Nullable BigDecimal amount) {
        if (amount != null && amount.signum() < 0) {
            findings.add(
                    FindingCode.NEGATIVE_AMOUNT,
                    pointer,
                    "Charges are written without a sign: " + amount.negate().toPlainString() + '.');
        }
    }
}
