package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sla.model.event.QualityEvaluation;

/**
 * Mean of the scores of the evaluations that count, in points from 0 to 100.
 *
 * @param forms only evaluations on these forms; empty means all
 * @param instruments only evaluations by these instruments; empty means all
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record QualityScore(Set<String> forms, Set<QualityEvaluation.Instrument> instruments) implements Metric {
    public QualityScore {
        forms = Collections.unmodifiableSet(new TreeSet<>(orEmpty(forms)));
        EnumSet<QualityEvaluation.Instrument> chosen = EnumSet.noneOf(QualityEvaluation.Instrument.class);
        chosen.addAll(orEmpty(instruments));
        instruments = Collections.unmodifiableSet(chosen);
    }

    private static <T> Set<T> orEmpty(@Nullable Set<T> values) {
        return values == null ? Set.of() : values;
    }

    @Override
    public Unit unit() {
        return Unit.POINTS;
    }
}
