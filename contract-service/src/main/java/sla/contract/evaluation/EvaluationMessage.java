package sla.contract.evaluation;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import sla.contract.http.Identifier;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Line;
import sla.model.evaluation.PublishedEvaluation;
import sla.model.json.Json;
import sla.model.number.Money;

/** What a message on the topic of evaluations turned out to be. */
sealed interface EvaluationMessage {
    int MOST_DIGITS = 30;

    /**
     * @param text the message as it came
     */
    record Read(PublishedEvaluation published, String text) implements EvaluationMessage {}

    record Unreadable(String reason) implements EvaluationMessage {}

    /** Never throws: what a message says cannot get better by reading it again. */
    static EvaluationMessage read(byte @Nullable [] value) {
        if (value == null) {
            return new Unreadable("the message has no value");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            PublishedEvaluation published = Json.MAPPER.readValue(text, PublishedEvaluation.class);
            check(published.evaluation());
            return new Read(published, text);
        } catch (CharacterCodingException e) {
            return new Unreadable("the message is not UTF-8");
        } catch (JsonParseException e) {
            return new Unreadable("the message is not JSON from line "
                    + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + " on");
        } catch (JsonProcessingException e) {
            return new Unreadable("the message is not an evaluation: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (RuntimeException e) {
            return new Unreadable("the message is not an evaluation: " + e.getMessage());
        }
    }

    private static void check(Evaluation evaluation) {
        if (!Identifier.valid(evaluation.agreement())) {
            throw new IllegalArgumentException("the agreement's id is not one");
        }
        if (evaluation.period().label().isBlank() || evaluation.period().label().indexOf(':') >= 0) {
            throw new IllegalArgumentException("the period has no usable label");
        }
        Money.minorUnit(evaluation.currency());
        inCurrency(evaluation.bonus(), evaluation.currency());
        inCurrency(evaluation.malus(), evaluation.currency());
        for (Line line : evaluation.lines()) {
            inCurrency(line.amount(), evaluation.currency());
        }
    }

    private static void inCurrency(Money money, String currency) {
        if (!money.currency().equals(currency)) {
            throw new IllegalArgumentException("an amount is not in the evaluation's currency " + currency);
        }
        if (money.amount().precision() > MOST_DIGITS || Math.abs(money.amount().scale()) > MOST_DIGITS) {
            throw new IllegalArgumentException("an amount has more digits than money can have");
        }
    }
}
