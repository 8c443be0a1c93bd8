package sla.evaluator.agreement;

import java.time.Instant;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
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

    public String label() {
        return period.label();
    }
}
