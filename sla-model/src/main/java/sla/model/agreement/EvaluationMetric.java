package sla.model.agreement;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sla.model.event.QualityEvaluation;

/** What is measured from quality evaluations, of some forms and instruments or of all. */
public sealed interface EvaluationMetric permits QualityScore, QualityPassRate, CriticalErrorAccuracy {
    /** Only evaluations on these forms; empty means all. */
    Set<String> forms();

    /** Only evaluations by these instruments; empty means all. */
    Set<QualityEvaluation.Instrument> instruments();

    /** Without an order of its own: documents that say the same are the same. */
    static Set<String> forms(@Nullable Set<String> given) {
        return given == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(given));
    }

    static Set<QualityEvaluation.Instrument> instruments(@Nullable Set<QualityEvaluation.Instrument> given) {
        EnumSet<QualityEvaluation.Instrument> chosen = EnumSet.noneOf(QualityEvaluation.Instrument.class);
        if (given != null) {
            chosen.addAll(given);
        }
        return Collections.unmodifiableSet(chosen);
    }

    static Set<CriticalErrorAccuracy.ErrorClass> fatal(@Nullable Set<CriticalErrorAccuracy.ErrorClass> given) {
        EnumSet<CriticalErrorAccuracy.ErrorClass> chosen = EnumSet.noneOf(CriticalErrorAccuracy.ErrorClass.class);
        if (given != null) {
            chosen.addAll(given);
        }
        return Collections.unmodifiableSet(chosen);
    }
}
