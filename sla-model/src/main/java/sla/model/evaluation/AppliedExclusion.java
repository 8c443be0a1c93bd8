package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import sla.model.term.Exclusion;

/**
 * An exclusion with what it takes out of one period, beyond those before it: each contact is taken out once.
 *
 * @param leftOut of the KPIs of which it takes out anything, in the order of the agreement
 */
public record AppliedExclusion(
        @JsonProperty(required = true) Exclusion exclusion,
        @JsonProperty(required = true) List<LeftOut> leftOut) {
    public AppliedExclusion {
        leftOut = List.copyOf(leftOut);
    }
}
