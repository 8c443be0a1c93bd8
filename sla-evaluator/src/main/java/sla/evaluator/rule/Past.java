package sla.evaluator.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Agreement;
import sla.model.agreement.Base;
import sla.model.agreement.ContractDays;
import sla.model.agreement.EarnBackRule;
import sla.model.agreement.FormerIds;
import sla.model.agreement.History;
import sla.model.agreement.Lookback;
import sla.model.agreement.PayOut;
import sla.model.evaluation.Corrected;
import sla.model.evaluation.Origin;
import sla.model.evaluation.PastPeriod;
import sla.model.evaluation.Repeat;
import sla.model.number.Money;
import sla.model.number.Ratio;
import sla.model.time.Period;

/** The earlier periods of a contract, as one period looks back on them. */
final class Past {
    private final Agreement agreement;
    private final Period period;
    private final ContractDays contractDays;
    private final List<PastPeriod> periods;

    /** The same in the same order, under the ids under which they were printed. */
    private final List<PastPeriod> printed;

    private final WholePeriods wholePeriods;

    /** @param periods any; those that begin before the period count */
    Past(Agreement agreement, Period period, ContractDays contractDays, List<PastPeriod> periods) {
        this.agreement = agreement;
        this.period = period;
        this.contractDays = contractDays;
        printed = periods.stream()
                .filter(each -> each.period().startInclusive().isBefore(period.startInclusive()))
                .sorted(Comparator.comparing(each -> each.period().startInclusive()))
                .toList();
        FormerIds former = FormerIds.of(agreement);
        this.periods = printed.stream().map(each -> each.renamed(former)).toList();
        wholePeriods = new WholePeriods(agreement, period, this.periods);
    }

    /** By which the period is evaluated. */
    Agreement agreement() {
        return agreement;
    }

    /** Oldest first, all before the period. */
    List<PastPeriod> periods() {
        return periods;
    }

    /** Which of them, and of this one, are parts of one. */
    WholePeriods wholePeriods() {
        return wholePeriods;
    }

    /** The one that looks back. */
    Period period() {
        return period;
    }

    /** Over which the contract holds. */
    ContractDays contractDays() {
        return contractDays;
    }

    /** The first day from which on periods count; a contract that is younger has no more. */
    LocalDate since(Lookback lookback) {
        Instant from =
                lookback.every() == null ? wholePeriods.back(count(lookback)) : wholePeriods.since(start(lookback));
        LocalDate since = from.atZone(agreement.zone()).toLocalDate();
        return since.isBefore(contractDays.start()) ? contractDays.start() : since;
    }

    /** Which periods count, this one or earlier ones. */
    Predicate<Period> counting(Lookback lookback) {
        if (lookback.every() != null) {
            return wholePeriods.beginningSince(start(lookback));
        }
        Instant from = wholePeriods.back(count(lookback));
        return each -> !wholePeriods.of(each).startInclusive().isBefore(from);
    }

    private static int count(Lookback lookback) {
        return lookback.last() == null ? History.LONGEST_ROW : lookback.last();
    }

    /** Where the span begins that the lookback names. */
    private LocalDate start(Lookback lookback) {
        return lookback.start(agreement.period(), period.firstDay(agreement.zone()));
    }

    /** Whether no later period begins in the same span, or the contract ends. */
    boolean endsSpan(Lookback lookback) {
        LocalDate next = period.endDay(agreement.zone());
        LocalDate end = contractDays.end();
        return (end != null && !next.isBefore(end))
                || !lookback.start(agreement.period(), next).equals(start(lookback));
    }

    /** Frozen periods with lines that are not looked back on as frozen; the last of them. */
    List<Corrected> corrected(Predicate<PastPeriod.PastLine> lines, Predicate<Period> counting) {
        List<Corrected> corrected = new ArrayList<>();
        for (PastPeriod past : periods) {
            if (!counting.test(past.period())) {
                continue;
            }
            past.lines().stream()
                    .filter(lines)
                    .map(PastPeriod.PastLine::frozen)
                    .flatMap(Stream::ofNullable)
                    .map(PastPeriod.AsFrozen::difference)
                    .max(Integer::compareTo)
                    .ifPresent(
                            number -> corrected.add(new Corrected(past.period().label(), number)));
        }
        return corrected.subList(Math.max(0, corrected.size() - Repeat.MOST_NAMED), corrected.size());
    }

    /** The earlier lines that an earn-back is about in this period, oldest first. */
    List<Origin> open(EarnBackRule earnBack) {
        List<PastPeriod> parts = wholePeriods.parts();
        List<PastPeriod> last = parts.isEmpty() ? wholePeriods.last() : parts;
        List<Origin> open = new ArrayList<>();
        if (!last.isEmpty()) {
            last.getLast().lines().stream()
                    .filter(line -> line.rule().equals(earnBack.id()))
                    .map(PastPeriod.PastLine::origin)
                    .filter(origin -> origin != null && origin.isOpen())
                    .forEach(open::add);
        }
        // A period begins to count with its first part, and what it costs itself waits for the next one.
        for (PastPeriod each : parts.isEmpty() ? last : List.<PastPeriod>of()) {
            for (int i = 0; i < each.lines().size(); i++) {
                PastPeriod.PastLine line = each.lines().get(i);
                if (line.rule().equals(earnBack.rule())
                        && line.owedFor() == null
                        && line.paid().signum() < 0) {
                    open.add(new Origin(
                            each.period(),
                            printed.get(periods.indexOf(each)).lines().get(i).rule(),
                            Money.rounded(Ratio.of(line.paid().negate()), agreement.currency()),
                            Origin.State.WAITING,
                            0,
                            null));
                }
            }
        }
        return open;
    }

    /** What a bank held after the last period in which there was one; 0 if there was none. */
    BigDecimal balance(String bank) {
        return periods.reversed().stream()
                .flatMap(past -> past.lines().stream())
                .filter(line -> line.rule().equals(bank) && line.balance() != null)
                .map(PastPeriod.PastLine::balance)
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }

    /** The first day of the span of a bank's pay-out; null if that is the period. */
    @Nullable
    LocalDate since(PayOut payOut) {
        LocalDate start = switch (payOut.per()) {
            case PERIOD -> null;
            case CONTRACT -> contractDays.start();
            case QUARTER, HALF_YEAR, YEAR ->
                payOut.cycle(agreement.period()).orElseThrow().startOf(period.firstDay(agreement.zone()));
        };
        return start != null && start.isBefore(contractDays.start()) ? contractDays.start() : start;
    }

    /** Whether the contract ends, or pauses, with this period. */
    boolean isLast() {
        LocalDate end = contractDays.end();
        return end != null && !period.endDay(agreement.zone()).isBefore(end);
    }

    /** What each charge came to in the earlier periods that a base is about. */
    Map<String, BigDecimal> chargedBefore(Base base) {
        List<PastPeriod> about = switch (base.chargedPeriod()) {
            case THIS, NEXT -> List.of();
            case PREVIOUS -> wholePeriods.previous();
            case CONTRACT -> periods;
            case QUARTER, YEAR -> {
                Predicate<Period> counting = wholePeriods.beginningSince(
                        base.cycle(agreement.period()).orElseThrow().startOf(period.firstDay(agreement.zone())));
                yield periods.stream()
                        .filter(each -> counting.test(each.period()))
                        .toList();
            }
        };
        return about.stream()
                .flatMap(past -> past.charges().stream())
                .collect(Collectors.toMap(
                        PastPeriod.PastCharge::charge, PastPeriod.PastCharge::amount, BigDecimal::add));
    }
}
