package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Unit;
import sla.model.number.Money;
import sla.model.number.Ratio;

/**
 * What one charge came to: money owed for work, neither bonus nor malus.
 *
 * @param lot that the document names beside it; absent if none
 * @param passThrough whether the vendor only passes it on; absent if not
 * @param shape {@code fixed}, {@code price}, {@code graduated}, {@code volume} or {@code minimum}
 * @param kpi whose units are charged; absent if it has none
 * @param quantity the units that are charged, at most six decimals; absent if it has none, or if they are not measured
 * @param unit of the quantity; absent if it has none
 * @param computation the arithmetic, such as {@code 10000 × 2.40 + 2000 × 2.10 = 28200}
 * @param exactAmount before rounding to the currency
 * @param amount rounded once
 * @param sentence all of it in plain words, from the counts to the amount
 */
public record ChargeLine(
        @JsonProperty(required = true) String charge,
        @JsonProperty(required = true) String title,
        @Nullable String clause,
        @Nullable String lot,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean passThrough,
        @JsonProperty(required = true) String shape,
        @Nullable String kpi,

        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal quantity,

        @Nullable Unit unit,
        @JsonProperty(required = true) String computation,
        @JsonProperty(required = true) Ratio exactAmount,
        @JsonProperty(required = true) Money amount,
        @JsonProperty(required = true) String sentence) {}
