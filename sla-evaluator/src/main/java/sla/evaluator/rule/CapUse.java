package sla.evaluator.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Agreement;
import sla.model.agreement.Cap;
import sla.model.agreement.Ledger;
import sla.model.evaluation.Corrected;
import sla.model.evaluation.PastPeriod;
import sla.model.number.Ratio;
import sla.model.time.Period;

/** What earlier periods of its span have used of a cap. */
final class CapUse {
    private final Agreement agreement;
    private final Past past;

    CapUse(Agreement agreement, Past past) {
        this.agreement = agreement;
        this.past = past;
    }

    /** The first day of the span in which the cap is used up; null if that is the period. */
    @Nullable
    LocalDate since(Cap cap) {
        if (cap.per() == Cap.Scope.PERIOD) {
            return null;
        }
        LocalDate since = start(cap)
                .map(start -> past.wholePeriods()
                        .since(start)
                        .atZone(agreement.zone())
                        .toLocalDate())
                .orElse(past.contractDays().start());
        return since.isBefore(past.contractDays().start()) ? past.contractDays().start() : since;
    }

    /** What earlier periods of its span have paid of a cap, without a sign. */
    Ratio used(Cap cap) {
        Predicate<Period> counting = counting(cap);
        BigDecimal used = past.periods().stream()
                .filter(each -> counting.test(each.period()))
                .flatMap(each -> each.lines().stream())
                .filter(line -> uses(cap, line))
                .map(line -> used(cap, line.paid()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return Ratio.of(used);
    }

    /** Those of the cap's span that use another amount of it than as frozen. */
    List<Corrected> corrected(Cap cap) {
        return past.corrected(line -> uses(cap, line) && usesOther(cap, line), counting(cap));
    }

    /** Which earlier periods are of its span. */
    private Predicate<Period> counting(Cap cap) {
        return switch (cap.per()) {
            case PERIOD -> _ -> false;
            case CONTRACT -> _ -> true;
            case QUARTER, YEAR -> past.wholePeriods().beginningSince(start(cap).orElseThrow());
        };
    }

    /** Where the quarter or the year begins in which this period does. */
    private Optional<LocalDate> start(Cap cap) {
        return cap.cycle(agreement.period())
                .map(cycle -> cycle.startOf(past.period().firstDay(agreement.zone())));
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
}
