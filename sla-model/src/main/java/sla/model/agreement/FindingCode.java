package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Every kind of finding about an agreement document. The labels are stable: people and tools rely on them. */
public enum FindingCode {
    /** Longer than {@value DocumentParser#MAX_CHARACTERS} characters. */
    TOO_LARGE(Severity.ERROR),
    /** Broken YAML or JSON, nothing at all, or more than one document. */
    NOT_READABLE(Severity.ERROR),
    TOO_DEEP(Severity.ERROR),
    /** One object names a field twice: which one counts would be a guess. */
    DUPLICATE_FIELD(Severity.ERROR),
    /** A YAML alias: expanded they can grow without limit, and a reader of the contract has to look elsewhere. */
    ALIAS(Severity.ERROR),
    /** A number that people read in more than one way, such as 012 or 1e3, or with too many digits. */
    NUMBER_FORM(Severity.ERROR),

    MISSING_FIELD(Severity.ERROR),
    UNKNOWN_FIELD(Severity.ERROR),
    WRONG_TYPE(Severity.ERROR),
    /** None of the words that are known here. */
    UNKNOWN_WORD(Severity.ERROR),
    /** The right type, but not in the form that is needed. */
    WRONG_FORM(Severity.ERROR),
    OUT_OF_RANGE(Severity.ERROR),
    TOO_FEW(Severity.ERROR),
    TOO_MANY(Severity.ERROR),
    REPEATED(Severity.ERROR),
    UNKNOWN_ZONE(Severity.ERROR),

    DUPLICATE_ID(Severity.ERROR),
    UNKNOWN_LOT(Severity.ERROR),
    UNKNOWN_KPI(Severity.ERROR),
    UNKNOWN_HOURS(Severity.ERROR),
    UNKNOWN_HOLIDAYS(Severity.ERROR),
    /** They end before they begin. */
    EMPTY_HOURS(Severity.ERROR),
    UNKNOWN_CURRENCY(Severity.ERROR),
    EFFECTIVE_FROM(Severity.ERROR),
    EFFECTIVE_TO(Severity.ERROR),
    TARGET_BOUNDS(Severity.ERROR),
    SHORT_ABANDON(Severity.ERROR),
    /** Satisfied from more points than the scale has. */
    SATISFIED_FROM(Severity.ERROR),
    /** Options of a metric that need each other, or do not go together. */
    METRIC_OPTIONS(Severity.ERROR),
    /** A moment that records of this metric do not have. */
    ATTRIBUTION(Severity.ERROR),
    /** Journeys of what is not measured from contacts. */
    JOURNEYS(Severity.ERROR),
    /** Options of ringing that change nothing. */
    RING(Severity.ERROR),
    RULE_ON_REPORTED_ONLY(Severity.ERROR),
    TIER_BOUNDS(Severity.ERROR),
    EMPTY_TIER(Severity.ERROR),
    OVERLAPPING_TIERS(Severity.ERROR),
    /** Values in no tier, and no {@code otherwise}. */
    HOLE(Severity.ERROR),
    SHARE_OUT_OF_RANGE(Severity.ERROR),
    NEGATIVE_AMOUNT(Severity.ERROR),
    NO_SLOPE(Severity.ERROR),
    CROSSED_EDGES(Severity.ERROR),

    /** A condition that asks nothing or two things of its KPI, or what no value can answer. */
    CONDITION_BOUNDS(Severity.ERROR),
    CONDITION_WITHOUT_TARGET(Severity.ERROR),
    AMOUNT_OR_SHARE(Severity.ERROR),
    UNKNOWN_BASE(Severity.ERROR),
    CIRCULAR_BASE(Severity.ERROR),
    /** A base of charges and of something else at once. */
    BASE_FORM(Severity.ERROR),
    /** A rule of fixed amounts and of shares of charges, in a version that may be split. */
    MIXED_SHARES(Severity.ERROR),
    /** A minimum sample of what is no share and no mean. */
    NO_SAMPLE(Severity.ERROR),
    /** Taken as met, and no value says what is paid then. */
    MET_WITHOUT_VALUE(Severity.ERROR),
    /** Taken as failed, and the rule has no most. */
    FAILED_WITHOUT_LIMIT(Severity.ERROR),

    /** Two windows at once, or a first day or month that such spans do not have. */
    WINDOW_FORM(Severity.ERROR),
    /** Parts as long as the window or longer, or options that do not go together. */
    PARTS_FORM(Severity.ERROR),
    /** A gate over another window than the rule: which of its values is meant would be a guess. */
    GATE_WINDOW(Severity.ERROR),
    /** A rule that looks at nothing, or at a KPI and a total at once. */
    KPI_OR_TOTAL(Severity.ERROR),
    UNKNOWN_POINTS(Severity.ERROR),
    /** Bands that do not go upwards, or leave the highest units out. */
    BAND_ENDS(Severity.ERROR),
    WEIGHTS_MISSING(Severity.ERROR),
    UNKNOWN_RULE(Severity.ERROR),
    UNKNOWN_CHARGE(Severity.ERROR),
    /** A charge that is written in no way, or in several. */
    CHARGE_FORM(Severity.ERROR),
    /** A price for each unit of a KPI that has no units of the period: a share, a mean, or one over another window. */
    NO_QUANTITY(Severity.ERROR),
    /** Earlier periods that are looked for nowhere, in two ways at once, or by what is not known yet. */
    LOOKBACK_FORM(Severity.ERROR),
    UNKNOWN_CAP(Severity.ERROR),
    /** Points over several periods that are added up in no way, or paid in none. */
    OVER_FORM(Severity.ERROR),
    /** Points, or counted periods, that several periods pay on. */
    CHARGED_AGAIN(Severity.WARNING),
    /** Failures that are counted by a KPI of which one bad period makes several. */
    COUNTED_AGAIN(Severity.WARNING),
    /** A count of periods, points or caps that can never, or must always, be what is asked for. */
    COUNT_DECIDED(Severity.WARNING),
    /** Repeated failures that are looked for nowhere, or in two ways at once. */
    REPEATS_FORM(Severity.ERROR),
    /** Repeated failures that count as any other, or are looked for where there is none. */
    REPEATS_WITHOUT_EFFECT(Severity.WARNING),
    /** A cap that cannot be over the span that it names. */
    CAP_FORM(Severity.ERROR),
    /** A cap over a span that is over before its period is. */
    CAP_SHORTER_THAN_PERIOD(Severity.WARNING),
    /** A corridor that relieves the vendor of what was forecast. */
    RELIEF_BELOW_FORECAST(Severity.WARNING),
    /** An amount of which no whole minor unit of the currency is left. */
    ROUNDS_TO_NOTHING(Severity.WARNING),
    /** A relief that does not fit the periods, the lots or the KPIs of the document. */
    RELIEF_FORM(Severity.ERROR),
    /** What has to be claimed by two days, or is no money of a rule itself. */
    CLAIM_FORM(Severity.ERROR),
    /** A claim of what a rule never gives. */
    NEVER_CLAIMED(Severity.WARNING),
    /** A relief of which nothing is ever seen. */
    RELIEF_WITHOUT_EFFECT(Severity.WARNING),
    /** A former id that this version uses, or that two go on with. */
    FORMERLY(Severity.ERROR),
    /** A later failure counts less than one before. */
    REPEATS_FALL(Severity.WARNING),
    /** A rule that settles lines which are worked out after it. */
    REFERS_AHEAD(Severity.ERROR),
    /** Lines that another rule cannot settle: points, or what is settled already. */
    NOT_TO_SETTLE(Severity.ERROR),
    /** Lines that would go into two banks. */
    BANKED_TWICE(Severity.ERROR),
    /** A cap of lines that pay nothing, because they go into a bank. */
    BANKED_CAP(Severity.ERROR),
    /** A pay-out after spans that cannot be. */
    PAY_OUT_FORM(Severity.ERROR),
    /** An earn-back of which nobody can say when it is due, or against what. */
    EARN_BACK_FORM(Severity.ERROR),
    /** An earn-back of all that was paid. */
    MALUS_RETURNED_IN_FULL(Severity.WARNING),
    /** An earn-back of a rule that gives no malus. */
    NOTHING_TO_RETURN(Severity.WARNING),
    /** A bank in which there is nothing to net. */
    ONE_WAY_BANK(Severity.WARNING),
    /** A reading about a part of the document that there is not. */
    UNKNOWN_ID(Severity.ERROR),
    KPI_WITHOUT_RULE(Severity.WARNING),
    UNUSED_POINTS(Severity.WARNING),
    WEIGHTS_DO_NOT_ADD_UP(Severity.WARNING),
    CAP_NEVER_BINDS(Severity.WARNING),
    /** One value pays most of what its rule can, and its neighbour nothing of it. */
    CLIFF(Severity.WARNING),
    NO_MINIMUM_SAMPLE(Severity.WARNING),
    /** One unit more, at the price of another band for all, and the whole costs less. */
    VOLUME_BAND_CLIFF(Severity.WARNING),
    /** A base or a minimum in which there is what the vendor only passes on. */
    NET_AND_PASS_THROUGH(Severity.WARNING),
    /** A charge by what is declared, without somebody who has to declare it. */
    CHARGE_MAY_BE_MISSING(Severity.WARNING),
    /** A price for each failure, to be paid to who has failed. */
    CHARGED_BY_MISSES(Severity.WARNING),
    /** A tier, a slope or a band that no value reaches. */
    UNREACHABLE(Severity.WARNING),
    /** A condition that no values of its KPIs fulfil. */
    GATE_NEVER_OPEN(Severity.WARNING),
    /** A condition that all values of its KPIs fulfil. */
    GATE_ALWAYS_OPEN(Severity.WARNING),
    /** Opening hours that do not restrict a KPI, because it is about when evaluations were made. */
    HOURS_DO_NOT_APPLY(Severity.WARNING),
    ANSWERED_ONLY(Severity.WARNING),
    /** A service level that rises when callers give up quickly. */
    ABANDONS_REWARDED(Severity.WARNING),
    DIRECTION_CONTRADICTS_TARGET(Severity.WARNING),
    TIERS_WITHOUT_ROUNDING(Severity.WARNING),
    TIERS_FINER_THAN_ROUNDING(Severity.WARNING),
    UNUSED_LOT(Severity.WARNING),
    UNUSED_HOURS(Severity.WARNING),
    UNUSED_BASE(Severity.WARNING),
    /** A tier without bounds, or whose bounds take in all there is: the rule pays the same whatever is measured. */
    TIER_OF_ALL_VALUES(Severity.WARNING),
    /** A target that no value meets, or that none misses. */
    TARGET_WITHOUT_EFFECT(Severity.WARNING),
    /** A pass mark, or a least satisfied answer, that none lies below. */
    ALWAYS_PASSES(Severity.WARNING),
    /** An amount such as 5.000, which is five. */
    LOOKS_LIKE_THOUSANDS(Severity.WARNING);

    private final Severity severity;

    FindingCode(Severity severity) {
        this.severity = severity;
    }

    /** What cannot be computed is an error; what people regret is a warning. */
    public enum Severity {
        @JsonProperty("error")
        ERROR,
        @JsonProperty("warning")
        WARNING
    }

    public Severity severity() {
        return severity;
    }

    /** {@code overlapping-tiers}, as in JSON and in an interpretation's {@code warning}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
