package sla.evaluator.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Agreement;
import sla.model.agreement.Cap;
import sla.model.agreement.ContractDays;
import sla.model.agreement.EarnBackRule;
import sla.model.agreement.FormerIds;
import sla.model.agreement.History;
import sla.model.agreement.Kpi;
import sla.model.agreement.Ledger;
import sla.model.agreement.Lookback;
import sla.model.agreement.PayOut;
import sla.model.agreement.Repeats;
import sla.model.agreement.Rule;
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
    }

    /** Oldest first, all before the period. */
    List<PastPeriod> periods() {
        return periods;
    }

    /** The one that looks back. */
    Period period() {
        return period;
    }

    /** The first day from which on periods count; a contract that is younger has no more. */
    LocalDate since(Lookback lookback) {
        LocalDate start = lookback.start(agreement.period(), period.firstDay(agreement.zone()));
        return start.isBefore(contractDays.start()) ? contractDays.start() : start;
    }

    /** Where the first period begins that counts. */
    Instant start(Lookback lookback) {
        return lookback.start(agreement.period(), period.firstDay(agreement.zone()))
                .atStartOfDay(agreement.zone())
                .toInstant();
    }

    /** Whether no later period begins in the same span, or the contract ends. */
    boolean endsSpan(Lookback lookback) {
        LocalDate next = period.endDay(agreement.zone());
        LocalDate end = contractDays.end();
        return (end != null && !next.isBefore(end))
                || !lookback.start(agreement.period(), next)
                        .equals(lookback.start(agreement.period(), period.firstDay(agreement.zone())));
    }

    /** The whole period of which one may be a part. */
    Period whole(Period of) {
        return of.part() == null ? of : agreement.period().of(of.firstDay(agreement.zone()), agreement.zone());
    }

    /**
     * A stretch of time for which a rule has been a failure.
     *
     * @param periodStart where the whole period begins in which it ends
     */
    private record Failed(String label, Instant startInclusive, Instant endExclusive, Instant periodStart) {}

    /**
     * Which failure it is if a rule is one now.
     *
     * @param window of the line, if its KPI has one for each of several windows; null if it looks at the period
     * @param before windows of this period in which the rule was a failure, oldest first
     */
    Repeat failure(Rule rule, Repeats repeats, @Nullable Period window, List<Period> before) {
        Failed now = window == null ? failedPeriod(period) : failed(window, period);
        List<Failed> failures = failures(rule, window != null);
        before.forEach(each -> failures.add(failed(each, period)));
        // The other part of a period that a version cuts in two is the same failure.
        failures.removeIf(each -> !each.startInclusive().isBefore(now.startInclusive()));
        List<String> earlier = new ArrayList<>();
        Instant lookedFrom;
        if (repeats.last() == null) {
            Instant end = now.startInclusive();
            for (Failed each : failures.reversed()) {
                if (!each.endExclusive().equals(end)) {
                    break;
                }
                earlier.addFirst(each.label());
                end = each.startInclusive();
            }
            // The one that ends the row may be none only as corrected.
            lookedFrom = whole(end.minusMillis(1));
        } else {
            Instant from = first(repeats.last());
            failures.stream()
                    .filter(each -> !each.periodStart().isBefore(from))
                    .forEach(each -> earlier.add(each.label()));
            lookedFrom = from;
        }
        int number = earlier.size() + 1;
        return new Repeat(
                number,
                earlier.subList(Math.max(0, earlier.size() - Repeat.MOST_NAMED), earlier.size()),
                repeats.words(),
                corrected(
                        line -> line.rule().equals(rule.id()) && isOtherFailure(line),
                        lookedFrom,
                        now.startInclusive()),
                repeats.times(number));
    }

    /** Frozen periods with lines that are not looked back on as frozen; the last of them. */
    private List<Corrected> corrected(
            Predicate<PastPeriod.PastLine> lines, Instant fromInclusive, Instant toExclusive) {
        List<Corrected> corrected = new ArrayList<>();
        for (PastPeriod past : periods) {
            Instant start = past.period().startInclusive();
            if (start.isBefore(fromInclusive) || !start.isBefore(toExclusive)) {
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

    private static boolean isOtherFailure(PastPeriod.PastLine line) {
        PastPeriod.AsFrozen frozen = line.frozen();
        return frozen != null && frozen.failure() != line.failure();
    }

    /** Those of the cap's span that use another amount of it than as frozen. */
    List<Corrected> corrected(Cap cap) {
        LocalDate since = since(cap);
        return since == null
                ? List.of()
                : corrected(
                        line -> uses(cap, line) && usesOther(cap, line),
                        since.atStartOfDay(agreement.zone()).toInstant(),
                        period.startInclusive());
    }

    /** What is returned is limited only by caps that name it. */
    private static boolean uses(Cap cap, PastPeriod.PastLine line) {
        return cap.concerns(line.rule()) && !(cap.rules().isEmpty() && line.origin() != null);
    }

    private static boolean usesOther(Cap cap, PastPeriod.PastLine line) {
        PastPeriod.AsFrozen frozen = line.frozen();
        return frozen != null && used(cap, frozen.paid()).compareTo(used(cap, line.paid())) != 0;
    }

    /** What a line that pays so much uses of the cap, without a sign. */
    private static BigDecimal used(Cap cap, BigDecimal paid) {
        return paid.signum() == (cap.ledger() == Ledger.BONUS ? 1 : -1) ? paid.abs() : BigDecimal.ZERO;
    }

    /** Oldest first; the parts of one period are one. */
    private List<Failed> failures(Rule rule, boolean ofWindows) {
        List<Failed> failures = new ArrayList<>();
        for (PastPeriod past : periods) {
            for (PastPeriod.PastLine line : past.lines()) {
                if (!line.rule().equals(rule.id()) || !line.failure()) {
                    continue;
                }
                Period window = line.window();
                Failed failed =
                        ofWindows && window != null ? failed(window, past.period()) : failedPeriod(past.period());
                if (failures.isEmpty() || !failures.getLast().startInclusive().equals(failed.startInclusive())) {
                    failures.add(failed);
                }
            }
        }
        return failures;
    }

    private Failed failed(Period window, Period endsIn) {
        return new Failed(
                window.label(),
                window.startInclusive(),
                window.endExclusive(),
                whole(endsIn).startInclusive());
    }

    /** The whole period of which it may be a part. */
    private Failed failedPeriod(Period of) {
        Period whole = whole(of);
        return new Failed(of.label(), whole.startInclusive(), whole.endExclusive(), whole.startInclusive());
    }

    /** Where the whole period of a moment begins. */
    private Instant whole(Instant moment) {
        return agreement
                .period()
                .of(moment.atZone(agreement.zone()).toLocalDate(), agreement.zone())
                .startInclusive();
    }

    /** Where the first of so many periods begins, this one included. */
    private Instant first(int last) {
        LocalDate start = agreement.period().startOf(period.firstDay(agreement.zone()));
        for (int i = 1; i < last; i++) {
            start = agreement.period().startOf(start.minusDays(1));
        }
        return start.atStartOfDay(agreement.zone()).toInstant();
    }

    /** The earlier lines that an earn-back is about in this period, oldest first. */
    List<Origin> open(EarnBackRule earnBack) {
        List<PastPeriod> parts = parts();
        List<PastPeriod> last = parts.isEmpty() ? wholeBefore() : parts;
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

    /** Whether the whole period that this one is, or is a part of, is over with it, and all its parts are there. */
    boolean completesWhole() {
        Period.Part part = period.part();
        if (part == null) {
            return true;
        }
        int days = part.days();
        for (PastPeriod each : parts()) {
            days += Objects.requireNonNull(each.period().part()).days();
        }
        return period.endExclusive().equals(whole(period).endExclusive()) && days == part.of();
    }

    /** Earlier parts of the same whole period. */
    private List<PastPeriod> parts() {
        return period.part() == null ? List.of() : partsOf(whole(period));
    }

    /** The last whole period before, in its parts if it has several. */
    private List<PastPeriod> wholeBefore() {
        List<PastPeriod> before = new ArrayList<>(periods);
        before.removeAll(parts());
        if (before.isEmpty() || before.getLast().period().part() == null) {
            return before.isEmpty() ? before : List.of(before.getLast());
        }
        return partsOf(whole(before.getLast().period()));
    }

    private List<PastPeriod> partsOf(Period whole) {
        return periods.stream()
                .filter(each -> each.period().part() != null
                        && whole(each.period()).startInclusive().equals(whole.startInclusive()))
                .toList();
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

    /** The first day of the span in which the cap is used up; null if that is the period. */
    @Nullable
    LocalDate since(Cap cap) {
        return cap.per() == Cap.Scope.PERIOD
                ? null
                : History.start(cap, agreement.period(), period.firstDay(agreement.zone()), contractDays);
    }

    /** What earlier periods of its span have paid of a cap, without a sign. */
    Ratio used(Cap cap) {
        LocalDate since = since(cap);
        if (since == null) {
            return Ratio.ZERO;
        }
        Instant start = since.atStartOfDay(agreement.zone()).toInstant();
        BigDecimal used = periods.stream()
                .filter(past -> !past.period().startInclusive().isBefore(start))
                .flatMap(past -> past.lines().stream())
                .filter(line -> uses(cap, line))
                .map(line -> used(cap, line.paid()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return Ratio.of(used);
    }

    /** The whole period that ends where this one, or the one of which it is a part, begins; none if this is the first. */
    List<PastPeriod> before() {
        List<PastPeriod> before = wholeBefore();
        return !before.isEmpty()
                        && before.getLast()
                                .period()
                                .endExclusive()
                                .equals(whole(period).startInclusive())
                ? before
                : List.of();
    }

    /** What each charge came to in the period before. */
    Map<String, BigDecimal> chargedBefore() {
        return before().stream()
                .flatMap(past -> past.charges().stream())
                .collect(Collectors.toMap(
                        PastPeriod.PastCharge::charge, PastPeriod.PastCharge::amount, BigDecimal::add));
    }

    /** Whether lines of the rule's KPI stand for windows of their own, and not for the period. */
    static boolean ofWindows(@Nullable Kpi kpi) {
        return kpi != null && !kpi.oncePerPeriod();
    }
}
