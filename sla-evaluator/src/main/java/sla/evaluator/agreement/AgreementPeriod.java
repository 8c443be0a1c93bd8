package sla.evaluator.agreement;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.time.Period;
import sla.model.time.Span;

/**
 * A period of a contract with the version that covers it.
 *
 * @param contractDays of the contract: how far windows may reach
 */
public record AgreementPeriod(Agreement agreement, Period period, ContractDays contractDays) {
    /**
     * So long after a period contacts of it go on, and so long before it journeys began. There is no longest; what goes on
     * for longer is seen with the next change of the period.
     */
    private static final Duration LONGEST_CONTACT = Duration.ofDays(31);

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

    /** From when to when what happens can change the period: its windows, and what its KPIs look at beside them. */
    public Span touched() {
        Duration before =
                agreement.kpis().stream().anyMatch(kpi -> kpi.journeys() != null) ? LONGEST_CONTACT : Duration.ZERO;
        return new Span(reach().minus(before), period.endExclusive().plus(looksAhead(agreement)));
    }

    /** How long after a period what happens can still change it. */
    static Duration looksAhead(Agreement agreement) {
        return agreement.kpis().stream()
                .map(Kpi::lookAhead)
                .filter(Duration::isPositive)
                .map(LONGEST_CONTACT::plus)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    public String label() {
        return period.label();
    }
}
