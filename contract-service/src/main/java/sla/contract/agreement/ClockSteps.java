package sla.contract.agreement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import sla.contract.http.FieldError;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.agreement.RegistryWarning;
import sla.model.agreement.Rule;
import sla.model.agreement.TierBounds;
import sla.model.agreement.Unit;
import sla.model.agreement.WaitBound;
import sla.model.registration.SourceRegistration;

/**
 * What people regret: limits and tiers that a clock cannot tell from each other. A clock that truncates to whole seconds turns
 * 20.9 s into 20 (domain, 3).
 */
final class ClockSteps {
    private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

    private ClockSteps() {}

    /** @param speaking the sources that may speak for the vendor */
    static List<FieldError> warnings(Agreement agreement, List<SourceRegistration> speaking) {
        List<FieldError> warnings = new ArrayList<>();
        for (int i = 0; i < agreement.kpis().size(); i++) {
            Kpi kpi = agreement.kpis().get(i);
            String pointer = "/kpis/" + i + "/metric";
            KpiSources.concerned(kpi, speaking).stream()
                    .filter(source -> kpi.metric().waitBounds().stream().anyMatch(bound -> isFiner(bound, source)))
                    .findFirst()
                    .map(source -> warning(
                            pointer,
                            kpi.id(),
                            source,
                            "on which side of a limit in between a contact lies. Choose another limit or source."))
                    .ifPresent(warnings::add);
        }
        for (int i = 0; i < agreement.rules().size(); i++) {
            Rule rule = agreement.rules().get(i);
            String pointer = "/rules/" + i + "/tiers";
            agreement.kpis().stream()
                    .filter(kpi -> kpi.id().equals(rule.kpi()) && kpi.unit() == Unit.SECONDS)
                    .flatMap(kpi -> KpiSources.concerned(kpi, speaking).stream())
                    .filter(source -> areFiner(TierBounds.of(rule), source))
                    .findFirst()
                    .map(source -> warning(
                            pointer,
                            rule.id(),
                            source,
                            "in which of two tiers a value lies whose bounds are closer together. Choose wider tiers or"
                                    + " another source."))
                    .ifPresent(warnings::add);
        }
        return warnings;
    }

    private static FieldError warning(String pointer, String about, SourceRegistration source, String cannotTell) {
        return new FieldError(
                RegistryWarning.FINER_THAN_CLOCK.label(),
                pointer,
                about,
                "The clock of source '" + source.id() + "' has steps of "
                        + source.clockResolution().toMillis() + " ms, so it cannot tell " + cannotTell);
    }

    private static boolean isFiner(WaitBound bound, SourceRegistration source) {
        return bound.seconds() * 1000L % step(source) != 0;
    }

    /** @param bounds in seconds, in order */
    private static boolean areFiner(List<BigDecimal> bounds, SourceRegistration source) {
        for (int i = 1; i < bounds.size(); i++) {
            BigDecimal apart = bounds.get(i).subtract(bounds.get(i - 1)).multiply(MILLIS);
            if (apart.compareTo(BigDecimal.valueOf(step(source))) < 0) {
                return true;
            }
        }
        return false;
    }

    private static long step(SourceRegistration source) {
        return Math.max(1, source.clockResolution().toMillis());
    }
}
