package sla.bench.engine;

import java.util.Locale;
import sla.bench.system.BenchException;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;

/** An agreement with so many KPIs, of every shape that a rule can have. */
final class MadeUpAgreement {
    private static final int SHAPES = 5;

    private MadeUpAgreement() {}

    static Agreement of(int kpis) {
        StringBuilder document = new StringBuilder("""
                agreement: engine
                version: 1
                title: Engine
                buyer: { legalName: Buyer B.V. }
                vendor: { id: vendor, legalName: Vendor B.V. }
                effectiveFrom: 2020-01-01
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{ id: all, title: All contacts }]
                bases: [{ id: invoice, title: Invoice, amount: 100000 }]
                caps: [{ id: most, ledger: malus, per: period, amount: 20000 }]
                kpis:
                """);
        for (int i = 0; i < kpis; i++) {
            document.append(kpi(i));
        }
        document.append("rules:\n");
        for (int i = 0; i < kpis; i++) {
            document.append(rule(i));
        }
        if (kpis >= SHAPES) {
            document.append(
                    "  - { id: charge, shape: bands, total: [rule-4], bands: [{ upTo: 2, amount: 0 }, { amount: -100 }] }\n");
        }
        return switch (AgreementReader.read(document.toString())) {
            case AgreementReader.Read read -> read.agreement();
            case AgreementReader.Refused refused -> throw new BenchException("The agreement: " + refused.errors());
        };
    }

    private static String kpi(int i) {
        String metric = i % 2 == 0
                ? "{ type: service-level, threshold: { seconds: 20, bound: at-most }, abandons: short-removed,"
                        + " shortAbandon: { seconds: 5, bound: below } }"
                : "{ type: average-speed-of-answer }";
        String target = i % 2 == 0 ? "{ atLeast: 80 }" : "{ atMost: 30 }";
        return String.format(
                Locale.ROOT,
                "  - { id: kpi-%d, title: KPI %d, lot: all, metric: %s, target: %s, minimumSample: 30,"
                        + " rounding: { decimals: 1, mode: half-up } }%n",
                i,
                i,
                metric,
                target);
    }

    private static String rule(int i) {
        String subject = String.format(Locale.ROOT, "  - { id: rule-%d, kpi: kpi-%d, ", i, i);
        String gate = i > 0 && i % 3 == 0 ? ", when: { kpi: kpi-0, target: met }" : "";
        return subject
                + switch (i % SHAPES) {
                    case 0 ->
                        "shape: tiers, tiers: [{ below: 65, amount: -2500 }, { above: 80, amount: 2500 }], otherwise: 0";
                    case 1 ->
                        "shape: linear, below: { edge: 15, amount: 50 }, above: { edge: 30, amount: -50, steps: started }";
                    case 2 ->
                        "shape: at-risk-share, atRiskAmount: 20000, tiers: [{ atLeast: 80, sharePercent: 0 },"
                                + " { atLeast: 70, below: 80, sharePercent: 25 }, { below: 70, sharePercent: 60 }]";
                    case 3 ->
                        "shape: linear, below: { edge: 15, percent: 0.1, of: invoice }, above: { edge: 30, percent: -0.1, of: invoice }";
                    default ->
                        "shape: points, tiers: [{ below: 70, points: 4 }, { atLeast: 70, below: 80, points: 2 }], otherwise: 0";
                }
                + gate
                + " }\n";
    }
}
