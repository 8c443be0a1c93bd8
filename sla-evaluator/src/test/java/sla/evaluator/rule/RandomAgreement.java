package sla.evaluator.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import sla.model.agreement.Agreement;
import sla.model.agreement.AtRiskShareRule;
import sla.model.agreement.AverageSpeedOfAnswer;
import sla.model.agreement.BandsRule;
import sla.model.agreement.Cap;
import sla.model.agreement.Condition;
import sla.model.agreement.Kpi;
import sla.model.agreement.Ledger;
import sla.model.agreement.LinearRule;
import sla.model.agreement.Lot;
import sla.model.agreement.PointsRule;
import sla.model.agreement.Rule;
import sla.model.agreement.Target;
import sla.model.agreement.TiersRule;
import sla.model.number.Rounding;

/** Agreements made up from a seed; some have errors, which the self-check must find. */
final class RandomAgreement {
    private final Random random;

    RandomAgreement(Random random) {
        this.random = random;
    }

    Agreement next() {
        List<Kpi> kpis = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            String id = "kpi-" + i;
            Rounding rounding = random.nextBoolean()
                    ? null
                    : new Rounding(random.nextInt(3), Rounding.Mode.values()[random.nextInt(5)]);
            kpis.add(new Kpi(
                    id,
                    id,
                    null,
                    "all",
                    new AverageSpeedOfAnswer(),
                    null,
                    null,
                    target(),
                    rounding,
                    false,
                    random.nextInt(3) == 0 ? 2 + random.nextInt(20) : null,
                    random.nextInt(3) > 0 ? null : Kpi.NotMeasured.values()[random.nextInt(3)],
                    null,
                    null,
                    null,
                    null,
                    null));
            rules.add(rule("rule-" + i, id, random.nextInt(3) > 0 ? null : condition(count, 2)));
        }
        if (random.nextBoolean()) {
            addTotal(rules, count);
        }
        return new Agreement(
                "random",
                1,
                "Random",
                new Agreement.Party("Buyer", null),
                new Agreement.Vendor("vendor", "Vendor", null),
                LocalDate.of(2026, 1, 1),
                null,
                ZoneId.of("Europe/Amsterdam"),
                random.nextInt(4) == 0 ? "JPY" : "EUR",
                null,
                null,
                List.of(new Lot("all", "All", null)),
                kpis,
                rules,
                caps(rules),
                null);
    }

    private Target target() {
        return switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> new Target(bound(), null, null, null);
            case 2 -> new Target(null, bound(), null, null);
            case 3 -> new Target(null, null, bound(), null);
            default -> new Target(null, null, null, bound());
        };
    }

    private Condition condition(int kpis, int depth) {
        return switch (depth == 0 ? 3 : random.nextInt(6)) {
            case 0 -> new Condition.AllOf(conditions(kpis, depth - 1));
            case 1 -> new Condition.AnyOf(conditions(kpis, depth - 1));
            case 2 -> new Condition.Not(condition(kpis, depth - 1));
            default -> {
                boolean ofTarget = random.nextInt(3) == 0;
                Target bounds = ofTarget ? null : target();
                yield new Condition.OfKpi(
                        "kpi-" + random.nextInt(kpis),
                        bounds == null ? null : bounds.above(),
                        bounds == null ? null : bounds.atLeast(),
                        bounds == null ? null : bounds.below(),
                        bounds == null ? null : bounds.atMost(),
                        ofTarget ? Condition.TargetState.values()[random.nextInt(2)] : null);
            }
        };
    }

    private List<Condition> conditions(int kpis, int depth) {
        List<Condition> conditions = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            conditions.add(condition(kpis, depth));
        }
        return conditions;
    }

    private Rule rule(String id, String kpi, Condition when) {
        return switch (random.nextInt(4)) {
            case 0 -> {
                boolean adds = random.nextInt(3) == 0;
                List<TiersRule.Tier> tiers = new ArrayList<>(tiers());
                if (adds) {
                    tiers.addAll(tiers());
                }
                yield new TiersRule(
                        id,
                        null,
                        kpi,
                        adds ? TiersRule.Mode.ADD : null,
                        tiers,
                        random.nextInt(3) == 0 ? null : amount(),
                        when,
                        null,
                        null,
                        null,
                        null,
                        null);
            }
            case 1 ->
                new AtRiskShareRule(
                        id,
                        null,
                        kpi,
                        amount().abs(),
                        tiers().stream()
                                .map(tier -> new AtRiskShareRule.Tier(
                                        tier.above(), tier.atLeast(), tier.below(), tier.atMost(), share()))
                                .toList(),
                        random.nextInt(3) == 0 ? null : share(),
                        when,
                        null,
                        null);
            case 2 -> new BandsRule(id, null, kpi, null, bands(), when, null, null, null, null);
            default -> {
                LinearRule.Slope below = random.nextInt(4) == 0 ? null : slope();
                LinearRule.Slope above = random.nextInt(4) == 0 ? null : slope();
                yield new LinearRule(id, null, kpi, below, above, when, null, null, null, null, null);
            }
        };
    }

    /** Neighbouring bands between random bounds; a bound may be left open on both sides, or closed on both. */
    private List<TiersRule.Tier> tiers() {
        TreeSet<BigDecimal> bounds = new TreeSet<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            bounds.add(bound());
        }
        List<TiersRule.Tier> tiers = new ArrayList<>();
        BigDecimal lower = null;
        boolean lowerClosed = false;
        for (BigDecimal upper : bounds) {
            boolean upperClosed = random.nextBoolean();
            add(tiers, lower, lowerClosed, upper, upperClosed);
            lower = upper;
            lowerClosed = random.nextInt(5) == 0 ? random.nextBoolean() : !upperClosed;
        }
        add(tiers, lower, lowerClosed, null, false);
        Collections.shuffle(tiers, random);
        return tiers.isEmpty() ? List.of(new TiersRule.Tier(null, null, null, null, amount())) : tiers;
    }

    private void add(
            List<TiersRule.Tier> tiers, BigDecimal lower, boolean lowerClosed, BigDecimal upper, boolean upperClosed) {
        if (random.nextInt(6) > 0) {
            tiers.add(new TiersRule.Tier(
                    lowerClosed ? null : lower,
                    lowerClosed ? lower : null,
                    upperClosed ? null : upper,
                    upperClosed ? upper : null,
                    amount()));
        }
    }

    private LinearRule.Slope slope() {
        return new LinearRule.Slope(
                bound(),
                random.nextBoolean() ? null : BigDecimal.valueOf(1 + random.nextInt(70), 1),
                amount(),
                LinearRule.Steps.values()[random.nextInt(3)]);
    }

    /** Points of some KPIs, and a rule on their total somewhere among the others. */
    private void addTotal(List<Rule> rules, int kpis) {
        boolean weighted = random.nextBoolean();
        List<String> points = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            String id = "points-" + i;
            points.add(id);
            rules.add(
                    random.nextInt(rules.size() + 1),
                    new PointsRule(
                            id,
                            null,
                            "kpi-" + random.nextInt(kpis),
                            tiers().stream()
                                    .map(tier -> new PointsRule.Tier(
                                            tier.above(), tier.atLeast(), tier.below(), tier.atMost(), points()))
                                    .toList(),
                            random.nextInt(3) == 0 ? null : points(),
                            weighted ? BigDecimal.valueOf(1 + random.nextInt(1000), 1) : null,
                            random.nextInt(3) > 0 ? null : condition(kpis, 1),
                            null,
                            null));
        }
        Condition when = random.nextInt(3) > 0 ? null : condition(kpis, 1);
        rules.add(
                random.nextInt(rules.size() + 1),
                switch (random.nextInt(3)) {
                    case 0 ->
                        new LinearRule(
                                "total", null, null, smallSlope(), smallSlope(), when, points, null, null, null, null);
                    case 1 -> new BandsRule("total", null, null, points, bands(), when, null, null, null, null);
                    default ->
                        new TiersRule(
                                "total",
                                null,
                                null,
                                null,
                                List.of(
                                        new TiersRule.Tier(null, null, points(), null, amount()),
                                        new TiersRule.Tier(points(), null, null, null, amount())),
                                amount(),
                                when,
                                points,
                                null,
                                null,
                                null,
                                null);
                });
    }

    private List<BandsRule.Step> bands() {
        TreeSet<BigDecimal> ends = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            ends.add(BigDecimal.valueOf(1 + random.nextInt(400), random.nextInt(2)));
        }
        List<BandsRule.Step> bands = new ArrayList<>();
        ends.forEach(end -> bands.add(new BandsRule.Step(end, amount(), null, null)));
        bands.add(new BandsRule.Step(null, amount(), null, null));
        return bands;
    }

    private LinearRule.Slope smallSlope() {
        return new LinearRule.Slope(points(), null, amount(), LinearRule.Steps.values()[random.nextInt(3)]);
    }

    private BigDecimal points() {
        return BigDecimal.valueOf(random.nextInt(50), random.nextInt(2));
    }

    private List<Cap> caps(List<Rule> rules) {
        List<Cap> caps = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            caps.add(new Cap(
                    "cap-" + i,
                    null,
                    random.nextBoolean() ? Ledger.BONUS : Ledger.MALUS,
                    Cap.Scope.PERIOD,
                    null,
                    BigDecimal.valueOf(random.nextInt(3000)),
                    null,
                    null,
                    random.nextBoolean()
                            ? null
                            : rules.stream()
                                    .map(Rule::id)
                                    .filter(_ -> random.nextBoolean())
                                    .toList(),
                    null));
        }
        return caps;
    }

    private BigDecimal bound() {
        return BigDecimal.valueOf(random.nextInt(600), random.nextInt(2));
    }

    private BigDecimal share() {
        return BigDecimal.valueOf(random.nextInt(1001), 1);
    }

    private BigDecimal amount() {
        return BigDecimal.valueOf(random.nextInt(4_000_001) - 2_000_000, 3);
    }
}
