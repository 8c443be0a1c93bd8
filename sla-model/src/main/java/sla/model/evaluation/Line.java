package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.number.Money;
import sla.model.number.Ratio;
import sla.model.time.Period;

/**
 * What one rule gave, so that someone with a pocket calculator can redo it.
 *
 * @param kpi that the rule looked at; absent if it looked at a total of points, counts periods, or settles other lines
 * @param shape the rule's shape: {@code tiers}, {@code linear}, {@code at-risk-share}, {@code bands}, {@code points},
 *     {@code bank}, {@code earn-back}
 * @param value what the rule looked at; absent if not measured
 * @param step which tier, slope or hole was hit, in words
 * @param computation the arithmetic, such as {@code (47 − 30) × -500 = -8500}
 * @param exactAmount before caps and before rounding to the currency
 * @param caps each cap that applied, in order
 * @param amount after caps, rounded: what is paid
 * @param sentence all of it in plain words, from the counts to the amount
 * @param gate what had to hold for it to pay; absent if nothing had to
 * @param window over what its KPI was measured, where that is not the period
 * @param points of a rule of shape {@code points}; absent on others
 * @param repeat of a rule that counts repeated failures, if this line is one; else absent
 * @param banked what it puts into a bank; absent if its rule is in none
 * @param balance of a rule of shape {@code bank}; absent on others
 * @param counted of a rule that counts periods: which; absent on others
 * @param origin of a rule of shape {@code earn-back}: the earlier line that it is about; absent on others
 * @param deferred the share of the next period's charge that is to be paid with that one; absent if there is none
 * @param owedFor the earlier period, if this is paid for a share that it left; else absent
 * @param claim of malus that has to be claimed; absent on others
 */
public record Line(
        @JsonProperty(required = true) String rule,
        @Nullable String kpi,
        @Nullable String clause,
        @JsonProperty(required = true) String shape,

        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal value,

        @JsonProperty(required = true) String step,
        @JsonProperty(required = true) String computation,
        @JsonProperty(required = true) Ratio exactAmount,
        @JsonProperty(required = true) List<CapStep> caps,
        @JsonProperty(required = true) Money amount,
        @JsonProperty(required = true) String sentence,
        @Nullable Gate gate,
        @Nullable Period window,

        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal points,

        @Nullable Repeat repeat,
        @Nullable Banked banked,
        @Nullable Balance balance,
        @Nullable Counted counted,
        @Nullable Origin origin,
        @Nullable Deferred deferred,
        @Nullable Period owedFor,
        @Nullable ClaimState claim) {

    public Line {
        caps = List.copyOf(caps);
    }

    /**
     * What tells the lines of an evaluation apart: {@code asa}, {@code asa@1999-01-16}, {@code asa-back@1999-01}, and
     * {@code asa@owed-1999-01} of what an earlier period has left.
     */
    public String key() {
        return owedFor == null ? key(rule, about()) : keyOfOwed(rule, owedFor);
    }

    /** The window that it looks at, or the earlier period that it is about; null for a line on the period itself. */
    public @Nullable Period about() {
        if (owedFor != null) {
            return owedFor;
        }
        return origin == null ? window : origin.period();
    }

    /** The same of a line that is not there yet. */
    public static String key(String rule, @Nullable Period of) {
        return of == null ? rule : rule + '@' + of.label();
    }

    /** The last two periods begin where the one before does, so what is owed for that one is not called by its label alone. */
    static String keyOfOwed(String rule, Period of) {
        return rule + "@owed-" + of.label();
    }

    /**
     * A cap that cut this line.
     *
     * @param cap its id
     * @param limit of the whole ledger in the period, without a sign
     * @param usedBefore what earlier lines, and earlier periods of its span, had used of it, without a sign
     * @param before the line's amount before this cap; malus is negative
     * @param after and after it
     * @param of how the limit comes about, if it is pro rata or a share of what is charged: {@code 17 / 31 of 5000},
     *     {@code 10 / 100 × 120000}; else absent
     * @param since the first day of its span, if that is longer than the period; else absent
     * @param corrected as {@link Repeat#corrected}: frozen periods of its span that are not as frozen
     */
    public record CapStep(
            @JsonProperty(required = true) String cap,
            @Nullable String clause,
            @JsonProperty(required = true) Ratio limit,
            @JsonProperty(required = true) Ratio usedBefore,
            @JsonProperty(required = true) Ratio before,
            @JsonProperty(required = true) Ratio after,
            @Nullable String of,
            @Nullable LocalDate since,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Corrected> corrected) {
        public CapStep {
            corrected = corrected == null ? List.of() : List.copyOf(corrected);
        }

        /** One of a whole period. */
        public CapStep(String cap, @Nullable String clause, Ratio limit, Ratio usedBefore, Ratio before, Ratio after) {
            this(cap, clause, limit, usedBefore, before, after, null, null, List.of());
        }
    }
}
