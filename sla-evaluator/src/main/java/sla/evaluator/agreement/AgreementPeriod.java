package sla.evaluator.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.time.Period;

/**
 * A period of a contract with the version that covers it.
 *
 * @param contractDays of the contract: how far windows may reach
 */
public record AgreementPeriod(Agreement agreement, Period period, ContractDays contractDays) {
    /** When the earliest contacts count that anything in the period is measured by. */
    public Instant reach() {
        return KpiWindow.reach(agreement, period, contractDays);
    }

    /** Those over which the KPI is measured for the period, oldest first. */
    public List<KpiWindow> windows(Kpi kpi) {
        return KpiWindow.of(agreement, kpi, period, contractDays);
    }

    /**
     * The one of them that results and lines call so.
     *
     * @param named absent for the period itself
     */
    public Optional<KpiWindow> window(Kpi kpi, @Nullable Period named) {
        return windows(kpi).stream()
                .filter(each -> each.named().equals(Optional.ofNullable(named)))
                .findFirst();
    }

    public String label() {
        return period.label();
    }
}
