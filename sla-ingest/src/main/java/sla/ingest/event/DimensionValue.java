package sla.ingest.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.event.Content;
import sla.model.event.ControlTotals;
import sla.model.event.DeclaredMeasure;
import sla.model.event.Interaction;
import sla.model.event.QualityEvaluation;
import sla.model.event.Retraction;
import sla.model.event.SurveyAnswer;

/**
 * A name by which counts are kept apart. A source has a limited number of them per dimension: a defect that puts the
 * call id into the queue's name must not make a million queues. A name that nothing is counted by, such as the contact
 * reason, is not among them: a call is not refused for it.
 *
 * @param field the field of {@code data} it stands in
 */
public record DimensionValue(String dimension, String field, String value) {

    static List<DimensionValue> of(Content content) {
        List<DimensionValue> values = new ArrayList<>(3);
        switch (content) {
            case Interaction interaction -> {
                add(values, "queue", "queue", interaction.queue());
                add(values, "site", "site", interaction.site());
                add(values, "language", "language", interaction.language());
            }
            case QualityEvaluation evaluation -> {
                add(values, "queue", "queue", evaluation.queue());
                add(values, "form", "form", evaluation.form());
            }
            case SurveyAnswer answer -> add(values, "queue", "queue", answer.queue());
            case ControlTotals totals -> add(values, "queue", "queue", totals.queue());
            case DeclaredMeasure measure -> {
                add(values, "measure", "name", measure.name());
                add(values, "lot", "lot", measure.lot());
                add(values, "unit", "unit", measure.unit());
            }
            case Retraction _ -> {}
        }
        return values;
    }

    private static void add(List<DimensionValue> values, String dimension, String field, @Nullable String value) {
        if (value != null) {
            values.add(new DimensionValue(dimension, field, value));
        }
    }
}
