package sla.model.agreement;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;
import sla.model.time.Every;

/** What is counted over several periods must be there, be looked for in one way, and be able to come out in two. */
final class HistoryCheck {
    private HistoryCheck() {}

    static void check(Agreement agreement, Findings findings) {
        for (int i = 0; i < agreement.rules().size(); i++) {
            Rule rule = agreement.rules().get(i);
            String pointer = "/rules/" + i;
            PeriodCount periods = rule.periods();
            if (periods != null) {
                check(pointer + "/periods", periods, agreement, findings);
                reportedOnly(pointer + "/periods", periods.kpi(), agreement, findings);
            }
            Condition.ofHistory(rule.when()).forEach(condition -> {
                if (condition instanceof Condition.OverPeriods of) {
                    reportedOnly(pointer + "/when", of.periods().kpi(), agreement, findings);
                }
                if (condition instanceof Condition.OverPoints && rule instanceof PointsRule) {
                    findings.add(
                            FindingCode.LOOKBACK_FORM,
                            pointer + "/when",
                            "Points cannot depend on points: which of them come first? Ask for periods here, or put this"
                                    + " condition on the rule that pays.");
                }
            });
        }
    }

    /** A condition, wherever it stands. */
    static void check(String pointer, Condition.OfHistory condition, Agreement agreement, Findings findings) {
        if (ConditionCheck.bounds(condition.band()) == 0) {
            findings.add(
                    FindingCode.CONDITION_BOUNDS, pointer, "How many must there be? Write bounds, such as atLeast: 3.");
        } else {
            ConditionCheck.fit(pointer, condition.band(), findings);
        }
        switch (condition) {
            case Condition.OverPeriods of -> check(pointer + "/periods", of.periods(), agreement, findings);
            case Condition.OverPoints of -> {
                lookback(pointer, of.lookback(), "last: 12 or every: year", findings);
                List<String> known = agreement.rules().stream()
                        .filter(PointsRule.class::isInstance)
                        .map(Rule::id)
                        .toList();
                for (int i = 0; i < of.points().size(); i++) {
                    String id = of.points().get(i);
                    if (!known.contains(id)) {
                        findings.add(
                                FindingCode.UNKNOWN_POINTS,
                                Pointers.child(pointer + "/points", i),
                                ReferencesCheck.unknownPoints(id, known));
                    }
                }
            }
            case Condition.OverCap of -> {
                lookback(pointer, of.lookback(), "last: 12, every: year or inARow: true", findings);
                List<String> known = agreement.caps().stream().map(Cap::id).toList();
                if (!known.contains(of.cap())) {
                    findings.add(
                            FindingCode.UNKNOWN_CAP,
                            pointer + "/cap",
                            known.isEmpty()
                                    ? "This agreement has no caps: add '" + of.cap() + "'."
                                    : ReferencesCheck.unknown("cap", of.cap(), known));
                }
            }
        }
        if (!findings.hasErrorWithin(pointer)) {
            decided(pointer, condition, agreement, findings);
        }
    }

    private static void check(String pointer, PeriodCount periods, Agreement agreement, Findings findings) {
        ConditionCheck.question(agreement, findings, pointer, periods.question());
        lookback(pointer, periods.lookback(), "last: 12, every: year or inARow: true", findings);
    }

    private static void lookback(String pointer, Lookback lookback, String ways, Findings findings) {
        if (!lookback.wellFormed()) {
            findings.add(
                    FindingCode.LOOKBACK_FORM,
                    pointer,
                    "Earlier periods are looked for in one way: write " + ways + "; startMonth goes with every.");
        }
    }

    private static void reportedOnly(String pointer, String id, Agreement agreement, Findings findings) {
        if (agreement.kpis().stream().anyMatch(kpi -> kpi.id().equals(id) && kpi.reportedOnly())) {
            findings.add(
                    FindingCode.RULE_ON_REPORTED_ONLY,
                    pointer,
                    "The KPI '" + id + "' is only reported, so no rule can depend on it: remove this, or reportedOnly"
                            + " there.");
        }
    }

    private static void decided(String pointer, Condition.OfHistory condition, Agreement agreement, Findings findings) {
        Optional<Scale> scale = switch (condition) {
            case Condition.OverPeriods of -> scale(agreement, of.periods().kpi(), periods(agreement, of.lookback()));
            case Condition.OverPoints of -> points(agreement, of);
            case Condition.OverCap of -> Optional.of(count(periods(agreement, of.lookback())));
        };
        scale.ifPresent(counts -> {
            Coverage.Stretch asked = Coverage.Stretch.of(condition.band(), counts.grid());
            boolean never = asked.intersect(Coverage.Stretch.of(counts.range(), counts.grid()))
                    .isEmpty();
            boolean always = holds(
                            condition.band(),
                            counts.range().atLeast(),
                            condition.band().atLeast() == null
                                    && condition.band().above() == null)
                    && holds(
                            condition.band(),
                            counts.range().atMost(),
                            condition.band().atMost() == null
                                    && condition.band().below() == null);
            if (never || always) {
                findings.add(
                        FindingCode.COUNT_DECIDED,
                        pointer,
                        "Such a count is %s, so it is %s %s. Check the bounds, and how far back is counted."
                                .formatted(
                                        counts.range().describe(counts.unit().symbol()),
                                        never ? "never" : "always",
                                        condition.band().describe(counts.unit().symbol())));
            }
        });
    }

    private static boolean holds(Band band, @Nullable BigDecimal end, boolean unbounded) {
        return end == null ? unbounded : band.contains(Ratio.of(end));
    }

    /**
     * How often a KPI can be as it is asked for; empty if there is no such KPI.
     *
     * @param periods in so many; null if that is not always the same
     */
    static Optional<Scale> scale(Agreement agreement, String kpi, @Nullable Integer periods) {
        return agreement.kpis().stream()
                .filter(each -> each.id().equals(kpi))
                .findFirst()
                .map(each -> count(
                        periods == null
                                ? null
                                : Integer.valueOf(Math.toIntExact(periods * SpanLengths.windows(agreement, each)))));
    }

    private static Scale count(@Nullable Integer most) {
        return new Scale(
                Unit.COUNT,
                new Band(null, BigDecimal.ZERO, null, most == null ? null : BigDecimal.valueOf(most)),
                Optional.of(Ratio.ONE));
    }

    private static Optional<Scale> points(Agreement agreement, Condition.OverPoints condition) {
        Integer periods = periods(agreement, condition.lookback());
        Ratio most = Ratio.ZERO;
        for (Rule rule : agreement.rules()) {
            if (rule instanceof PointsRule points && condition.points().contains(points.id())) {
                boolean once =
                        RuleScale.kpi(agreement, rule).map(Kpi::oncePerPeriod).orElse(false);
                if (!once || periods == null || RuleScale.least(points).signum() < 0) {
                    return Optional.empty();
                }
                most = most.plus(RuleScale.mostRepeated(points).times(Ratio.of(periods)));
            }
        }
        return Optional.of(new Scale(
                Unit.SCALE_POINTS,
                new Band(null, BigDecimal.ZERO, null, new BigDecimal(most.plain())),
                Optional.empty()));
    }

    /** How many periods are looked at, this one included; null if that is not always the same. */
    static @Nullable Integer periods(Agreement agreement, Lookback lookback) {
        if (lookback.last() != null) {
            return lookback.last();
        }
        Every every = lookback.every();
        return every == null
                ? Integer.valueOf(History.LONGEST_ROW)
                : CapReach.periods(agreement, Objects.requireNonNull(every.months()))
                        .orElse(null);
    }
}
