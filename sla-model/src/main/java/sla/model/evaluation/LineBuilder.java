package sla.model.evaluation;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.number.Money;
import sla.model.number.Ratio;
import sla.model.time.Period;

/** Makes a {@link Line}: what is not said is absent. What was looked at, what was paid and the sentence must be said. */
public final class LineBuilder {
    private final String rule;
    private final String shape;
    private @Nullable String kpi;
    private @Nullable String clause;
    private @Nullable BigDecimal value;
    private @Nullable String step;
    private @Nullable String computation;
    private @Nullable Ratio exactAmount;
    private List<Line.CapStep> caps = List.of();
    private @Nullable Money amount;
    private @Nullable String sentence;
    private @Nullable Gate gate;
    private @Nullable Period window;
    private @Nullable BigDecimal points;
    private @Nullable Repeat repeat;
    private @Nullable Banked banked;
    private @Nullable Balance balance;
    private @Nullable Counted counted;
    private @Nullable Origin origin;
    private @Nullable Deferred deferred;
    private @Nullable Period owedFor;
    private @Nullable ClaimState claim;

    /** @param rule its id */
    public LineBuilder(String rule, String shape) {
        this.rule = rule;
        this.shape = shape;
    }

    public LineBuilder kpi(@Nullable String id) {
        kpi = id;
        return this;
    }

    public LineBuilder clause(@Nullable String text) {
        clause = text;
        return this;
    }

    public LineBuilder value(@Nullable BigDecimal lookedAt) {
        value = lookedAt;
        return this;
    }

    /** Where the value lies, and the arithmetic. */
    public LineBuilder outcome(String hit, String arithmetic) {
        step = hit;
        computation = arithmetic;
        return this;
    }

    /** What is paid, and how it came about. */
    public LineBuilder paid(Ratio exact, List<Line.CapStep> cut, Money rounded) {
        exactAmount = exact;
        caps = cut;
        amount = rounded;
        return this;
    }

    public LineBuilder sentence(String words) {
        sentence = words;
        return this;
    }

    public LineBuilder gate(@Nullable Gate answered) {
        gate = answered;
        return this;
    }

    public LineBuilder window(@Nullable Period span) {
        window = span;
        return this;
    }

    public LineBuilder points(@Nullable BigDecimal given) {
        points = given;
        return this;
    }

    public LineBuilder repeat(@Nullable Repeat counting) {
        repeat = counting;
        return this;
    }

    public LineBuilder banked(@Nullable Banked put) {
        banked = put;
        return this;
    }

    public LineBuilder balance(Balance held) {
        balance = held;
        return this;
    }

    public LineBuilder counted(Counted periods) {
        counted = periods;
        return this;
    }

    public LineBuilder origin(Origin earlier) {
        origin = earlier;
        return this;
    }

    public LineBuilder deferred(@Nullable Deferred share) {
        deferred = share;
        return this;
    }

    public LineBuilder owedFor(Period earlier) {
        owedFor = earlier;
        return this;
    }

    public LineBuilder claim(@Nullable ClaimState state) {
        claim = state;
        return this;
    }

    public Line build() {
        return new Line(
                rule,
                kpi,
                clause,
                shape,
                value,
                said(step, "outcome"),
                said(computation, "outcome"),
                said(exactAmount, "paid"),
                caps,
                said(amount, "paid"),
                said(sentence, "sentence"),
                gate,
                window,
                points,
                repeat,
                banked,
                balance,
                counted,
                origin,
                deferred,
                owedFor,
                claim);
    }

    private <T> T said(@Nullable T part, String name) {
        if (part == null) {
            throw new IllegalStateException("the line of " + rule + " has no " + name);
        }
        return part;
    }
}
