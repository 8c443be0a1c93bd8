package sla.evaluator.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;

/** Documents with charges made up from a seed, all of which can be computed, and values for their KPIs. */
final class RandomCharges {
    private static final List<String> METRICS = List.of(
            "{ type: volume, of: answered }",
            "{ type: handled-minutes, parts: [talk] }",
            "{ type: declared-measure, measure: m, as: sum }");

    private final Random random;
    private final List<Integer> metrics = new ArrayList<>();

    RandomCharges(Random random) {
        this.random = random;
    }

    /** One whose first period is whole, or has 17 of 31 days. */
    Agreement next() {
        String document = document();
        return switch (AgreementReader.read(document)) {
            case AgreementReader.Read(Agreement agreement, var _) -> agreement;
            case AgreementReader.Refused(var errors, var _, var _) -> throw new AssertionError(errors + document);
        };
    }

    private String document() {
        StringBuilder text = new StringBuilder("""
                agreement: random
                version: 1
                title: Random
                buyer: { legalName: Buyer }
                vendor: { id: vendor, legalName: Vendor }
                split: true
                zone: Europe/Amsterdam
                """);
        text.append("effectiveFrom: 2026-01-").append(random.nextBoolean() ? "01" : "15");
        text.append("\ncurrency: ").append(random.nextInt(4) == 0 ? "JPY" : "EUR");
        text.append("\nlots: [{ id: all, title: All }]\nkpis:\n");
        metrics.clear();
        for (int i = 0; i < 3; i++) {
            metrics.add(random.nextInt(METRICS.size()));
            text.append("  - { id: kpi-%d, title: KPI, lot: all, metric: %s%s }\n"
                    .formatted(i, METRICS.get(metrics.get(i)), i == 0 || random.nextInt(3) > 0 ? "" : rounding()));
        }
        text.append("charges:\n");
        int charges = 1 + random.nextInt(4);
        for (int i = 0; i < charges; i++) {
            text.append("  - { id: charge-%d, title: Charge, %s }\n".formatted(i, charge()));
        }
        if (random.nextBoolean()) {
            // Before what it is about, and after it.
            String minimum = "  - { id: least, title: Least, minimum: %s, charges: [charge-0, charge-%d] }\n"
                    .formatted(price(100_000), charges - 1);
            if (charges > 1) {
                text.insert(
                        random.nextBoolean() ? text.length() : text.indexOf("charges:\n") + "charges:\n".length(),
                        minimum);
            }
        }
        return text + shares(charges);
    }

    /** Shares of the first and the last charge and of a share of them, a fixed amount, and a cap of them all. */
    private String shares(int charges) {
        return """
                bases:
                  - { id: net, title: Net, charges: [%s] }
                  - { id: part, title: Part, percent: %s, of: net }
                rules:
                  - { id: of-net, shape: tiers, kpi: kpi-0, tiers: [{ above: 100, percent: -%s, of: net }], otherwise: 0 }
                  - { id: of-part, shape: linear, kpi: kpi-0, above: { edge: 100, percent: -%s, of: part } }
                  - { id: fixed, shape: tiers, kpi: kpi-0, tiers: [{ above: 100, amount: -%s }], otherwise: 0 }
                caps:
                  - { id: most, ledger: malus, per: period, percent: %s, of: net }
                """.formatted(
                        charges > 1 ? "charge-0, charge-" + (charges - 1) : "charge-0",
                        price(100_000),
                        price(10_000),
                        price(100),
                        price(100_000),
                        price(30_000));
    }

    private String rounding() {
        return ", rounding: { decimals: %d, mode: %s }"
                .formatted(
                        random.nextInt(2),
                        List.of("half-up", "half-even", "down", "up").get(random.nextInt(4)));
    }

    private String charge() {
        return switch (random.nextInt(3)) {
            case 0 -> "amount: " + price(100_000);
            case 1 -> "kpi: kpi-%d, amount: %s%s".formatted(random.nextInt(3), price(5_000), atLeast());
            default ->
                "kpi: kpi-%d, mode: %s, bands: [%s]%s"
                        .formatted(
                                random.nextInt(3), random.nextBoolean() ? "graduated" : "volume", bands(), atLeast());
        };
    }

    private String atLeast() {
        return switch (random.nextInt(4)) {
            case 0 -> ", atLeast: { quantity: %d }".formatted(1 + random.nextInt(400));
            case 1 -> ", atLeast: { percent: %d.5, ofKpi: kpi-%d }".formatted(random.nextInt(150), random.nextInt(3));
            default -> "";
        };
    }

    private String bands() {
        TreeSet<Integer> ends = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            ends.add(1 + random.nextInt(300));
        }
        StringBuilder bands = new StringBuilder();
        ends.forEach(end -> bands.append("{ upTo: %d, amount: %s }, ".formatted(end, price(5_000))));
        return bands.append("{ amount: %s }".formatted(price(5_000))).toString();
    }

    private String price(int most) {
        return BigDecimal.valueOf(random.nextInt(most), 3).toPlainString();
    }

    /** A value for each KPI of the last document; a declared one may be missing, or below 0. */
    Map<String, BigDecimal> values() {
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        for (int i = 0; i < metrics.size(); i++) {
            switch (metrics.get(i)) {
                case 0 -> values.put("kpi-" + i, BigDecimal.valueOf(random.nextInt(500)));
                case 1 -> values.put("kpi-" + i, BigDecimal.valueOf(random.nextInt(50_000), 2));
                default -> {
                    if (random.nextInt(4) > 0) {
                        values.put("kpi-" + i, BigDecimal.valueOf(random.nextInt(60_000) - 10_000, 2));
                    }
                }
            }
        }
        return values;
    }
}
