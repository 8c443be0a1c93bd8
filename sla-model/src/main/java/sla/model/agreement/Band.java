package sla.model.agreement;

import java.math.BigDecimal;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;

/**
 * A range of values with each bound open or closed by its name: {@code above} and {@code below} leave the bound out,
 * {@code atLeast} and {@code atMost} take it in. No bound on a side means unlimited there.
 */
public record Band(
        @Nullable BigDecimal above,
        @Nullable BigDecimal atLeast,
        @Nullable BigDecimal below,
        @Nullable BigDecimal atMost) {
    /** Without bounds. */
    static final Band ALL = new Band(null, null, null, null);

    public boolean contains(Ratio value) {
        return (above == null || value.compareTo(Ratio.of(above)) > 0)
                && (atLeast == null || value.compareTo(Ratio.of(atLeast)) >= 0)
                && (below == null || value.compareTo(Ratio.of(below)) < 0)
                && (atMost == null || value.compareTo(Ratio.of(atMost)) <= 0);
    }

    /** Whether any value lies in both. */
    public boolean overlaps(Band other) {
        return Cut.startOf(this).compareTo(Cut.endOf(other)) < 0
                && Cut.startOf(other).compareTo(Cut.endOf(this)) < 0;
    }

    /** The band in words with its unit: {@code above 3 % and at most 5 %}. */
    public String describe(String unit) {
        StringJoiner words = new StringJoiner(" and ");
        add(words, "above", above, unit);
        add(words, "at least", atLeast, unit);
        add(words, "below", below, unit);
        add(words, "at most", atMost, unit);
        return words.length() == 0 ? "any value" : words.toString();
    }

    private static void add(StringJoiner words, String word, @Nullable BigDecimal bound, String unit) {
        if (bound != null) {
            words.add(word + ' ' + bound.toPlainString() + (unit.isEmpty() ? "" : ' ' + unit));
        }
    }
}
