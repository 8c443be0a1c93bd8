package sla.evaluator.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Agreement;
import sla.model.agreement.Cap;
import sla.model.agreement.History;
import sla.model.agreement.Ledger;
import sla.model.evaluation.Corrected;
import sla.model.evaluation.PastPeriod;
import sla.model.number.Ratio;

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
        LocalDate start =
                History.start(cap, agreement.period(), past.period().firstDay(agreement.zone()), past.contractDays());
        return cap.per() == Cap.Scope.CONTRACT ? start : past.first(start);
    }

    /** What earlier periods of its span have paid of a cap, without a sign. */
    Ratio used(Cap cap) {
        LocalDate since = since(cap);
        if (since == null) {
            return Ratio.ZERO;
        }
        Instant start = since.atStartOfDay(agreement.zone()).toInstant();
        BigDecimal used = past.periods().stream()
                .filter(each -> !each.period().startInclusive().isBefore(start))
                .flatMap(each -> each.lines().stream())
                .filter(line -> uses(cap, line))
                .map(line -> used(cap, line.paid()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return Ratio.of(used);
    }

    /** Those of the cap's span that use another amount of it than as frozen. */
    List<Corrected> corrected(Cap cap) {
        LocalDate since = since(cap);
        return since == null
                ? List.of()
                : past.corrected(
                        line -> uses(cap, line) && usesOther(cap, line),
                        since.atStartOfDay(agreement.zone()).toInstant(),
                        past.period().startInclusive());
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
