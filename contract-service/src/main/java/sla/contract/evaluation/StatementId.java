package sla.contract.evaluation;

import java.util.Optional;
import sla.contract.http.Identifier;
import sla.contract.http.PeriodLabel;

/** {@code bank-inhouse:1999-01}: an agreement has one statement per period. */
public record StatementId(String agreement, String period) {
    public static Optional<StatementId> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        StatementId id = new StatementId(text.substring(0, colon), text.substring(colon + 1));
        return Identifier.valid(id.agreement) && PeriodLabel.valid(id.period) ? Optional.of(id) : Optional.empty();
    }

    @Override
    public String toString() {
        return agreement + ':' + period;
    }
}
