package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.ZoneId;
import java.util.List;
import sla.model.number.Money;
import sla.model.time.Period;

/**
 * What one agreement version gives for one period: a pure function of the version and its inputs. The same input gives
 * the same bytes.
 *
 * @param kpis in the order of the agreement
 * @param lines one per rule, in the order of the agreement
 * @param bonus sum of the positive lines
 * @param malus sum of the negative lines, 0 or less; never netted with the bonus here
 */
public record Evaluation(
        @JsonProperty(required = true) String agreement,
        @JsonProperty(required = true) int version,
        @JsonProperty(required = true) String vendor,
        @JsonProperty(required = true) Period period,
        @JsonProperty(required = true) ZoneId zone,
        @JsonProperty(required = true) String currency,
        @JsonProperty(required = true) List<KpiResult> kpis,
        @JsonProperty(required = true) List<Line> lines,
        @JsonProperty(required = true) Money bonus,
        @JsonProperty(required = true) Money malus) {

    public Evaluation {
        kpis = List.copyOf(kpis);
        lines = List.copyOf(lines);
    }

    /** {@code bank-inhouse/1999-01}: an agreement has one evaluation per period, whichever version it is by. */
    public String key() {
        return agreement + '/' + period.label();
    }
}
