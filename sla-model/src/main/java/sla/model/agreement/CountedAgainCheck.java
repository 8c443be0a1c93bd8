package sla.model.agreement;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;

/** One bad period that is paid on, or counted, several times: because it is looked back on, or lies in several windows. */
final class CountedAgainCheck {
    private final Agreement agreement;
    private final Findings findings;

    private CountedAgainCheck(Agreement agreement, Findings findings) {
        this.agreement = agreement;
        this.findings = findings;
    }

    static void check(Agreement agreement, Findings findings) {
        CountedAgainCheck check = new CountedAgainCheck(agreement, findings);
        Bases bases = Bases.of(agreement);
        for (int i = 0; i < agreement.rules().size(); i++) {
            Rule rule = agreement.rules().get(i);
            String pointer = "/rules/" + i;
            PeriodCount periods = rule.periods();
            if (periods != null && !findings.hasErrorWithin(pointer)) {
                check.paidAgain(pointer + "/periods", rule, periods, bases);
            }
            check.counted(pointer + "/periods", periods);
            check.counted(pointer + "/when", rule.when());
            check.repeated(pointer + "/repeats", rule);
        }
        for (int i = 0; i < agreement.alerts().size(); i++) {
            check.counted("/alerts/" + i + "/when", agreement.alerts().get(i).when());
        }
    }

    /** What is due in each period for the periods before, whatever the period itself was like. */
    private void paidAgain(String pointer, Rule rule, PeriodCount periods, Bases bases) {
        Lookback lookback = periods.lookback();
        boolean again = lookback.every() != null
                ? !Objects.equals(HistoryCheck.periods(agreement, lookback), 1)
                : lookback.last() != null && lookback.last() > 1;
        if (again && !asksNow(rule.when(), periods.kpi()) && paysMoreThanForNone(rule, bases)) {
            findings.add(
                    FindingCode.CHARGED_AGAIN,
                    pointer,
                    "The rule pays in each period for all that it counts %s, so what happened once is paid on again and again. Add when: %s, so that only periods pay that count themselves, or record the reading."
                            .formatted(
                                    lookback.last() != null
                                            ? lookback.words(agreement.effectiveFrom())
                                            : "from the beginning of the span on",
                                    now(periods)));
        }
    }

    /** The gate to write: a KPI over days or quarters can only be asked for by counting. */
    private String now(PeriodCount periods) {
        String asked = periods.target() == null
                ? Stream.of(
                                bound("above", periods.above()),
                                bound("atLeast", periods.atLeast()),
                                bound("below", periods.below()),
                                bound("atMost", periods.atMost()))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(", "))
                : "target: " + periods.target().name().toLowerCase(Locale.ROOT);
        String question = "{ kpi: " + periods.kpi() + ", " + asked;
        boolean once = kpi(periods.kpi()).map(Kpi::oncePerPeriod).orElse(true);
        return once ? question + " }" : "{ periods: " + question + ", last: 1 }, atLeast: 1 }";
    }

    private static Optional<String> bound(String name, @Nullable BigDecimal value) {
        return Optional.ofNullable(value).map(bound -> name + ": " + bound.toPlainString());
    }

    private static boolean asksNow(@Nullable Condition when, String kpi) {
        return Stream.concat(
                        Condition.ofKpis(when).map(Condition.OfKpi::kpi),
                        Condition.ofHistory(when)
                                .filter(Condition.OverPeriods.class::isInstance)
                                .map(of ->
                                        ((Condition.OverPeriods) of).periods().kpi()))
                .anyMatch(kpi::equals);
    }

    /** Whether some count costs or earns more than none does: a bonus for a clean year is paid on nothing again. */
    private boolean paysMoreThanForNone(Rule rule, Bases bases) {
        return RuleScale.of(agreement, rule).stream().anyMatch(scale -> {
            Scale none = new Scale(scale.unit(), new Band(null, BigDecimal.ZERO, null, BigDecimal.ZERO), scale.grid());
            return Stream.of(Ledger.values()).anyMatch(ledger -> {
                Ratio nothing = RuleLimits.most(rule, none, ledger, bases).orElse(Ratio.ZERO);
                Optional<Ratio> most = RuleLimits.most(rule, scale, ledger, bases);
                return most.isEmpty() || most.get().compareTo(nothing) > 0;
            });
        });
    }

    private void counted(String pointer, @Nullable Condition condition) {
        switch (condition) {
            case null -> {}
            case Condition.AllOf(List<Condition> all) -> each(pointer + "/all", all);
            case Condition.AnyOf(List<Condition> any) -> each(pointer + "/any", any);
            case Condition.Not(Condition not) -> counted(pointer + "/not", not);
            case Condition.OverPeriods of -> counted(pointer + "/periods", of.periods());
            case Condition.OfKpi _, Condition.OverPoints _, Condition.OverCap _ -> {}
        }
    }

    private void each(String pointer, List<Condition> conditions) {
        for (int i = 0; i < conditions.size(); i++) {
            counted(Pointers.child(pointer, i), conditions.get(i));
        }
    }

    private void counted(String pointer, @Nullable PeriodCount periods) {
        boolean once = periods != null && Objects.equals(periods.last(), 1);
        if (periods != null && !once) {
            kpi(periods.kpi()).ifPresent(kpi -> overlaps(pointer, kpi));
        }
    }

    private void repeated(String pointer, Rule rule) {
        if (rule.repeats() == null) {
            return;
        }
        Stream.concat(Stream.of(rule), RuleScale.points(agreement, rule).stream())
                .flatMap(each -> RuleScale.kpi(agreement, each).stream())
                .forEach(kpi -> overlaps(pointer, kpi));
    }

    private void overlaps(String pointer, Kpi kpi) {
        Window window = kpi.window();
        Integer last = window == null ? null : window.last();
        if (last != null) {
            findings.add(
                    FindingCode.COUNTED_AGAIN,
                    pointer,
                    "'%s' is measured over the last %d periods, so one bad period makes up to %d that are off target, and each of them counts here. Take a KPI over the period itself, or record the reading."
                            .formatted(kpi.id(), last, last));
        }
    }

    private Optional<Kpi> kpi(String id) {
        return ChargesCheck.kpi(agreement, id);
    }
}
