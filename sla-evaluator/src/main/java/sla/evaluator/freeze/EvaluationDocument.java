package sla.evaluator.freeze;

import com.fasterxml.jackson.core.JsonProcessingException;
import sla.model.evaluation.Evaluation;
import sla.model.json.Json;

/** An evaluation as its exact text. */
final class EvaluationDocument {
    private EvaluationDocument() {}

    static String write(Evaluation evaluation) {
        try {
            return Json.MAPPER.writeValueAsString(evaluation);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an evaluation cannot be written", e);
        }
    }

    static Evaluation read(String text) {
        try {
            return Json.MAPPER.readValue(text, Evaluation.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a frozen evaluation cannot be read", e);
        }
    }
}
