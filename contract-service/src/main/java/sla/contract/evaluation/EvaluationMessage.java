package sla.contract.evaluation;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.contract.http.Identifier;
import sla.contract.http.PeriodLabel;
import sla.model.evaluation.ChargeDifference;
import sla.model.evaluation.ChargeLine;
import sla.model.evaluation.Difference;
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

    /**
     * @param text the message as it came
     */
    record ReadDifference(Difference difference, String text) implements EvaluationMessage {}

    record Unreadable(String reason) implements EvaluationMessage {}

    /** Never throws: what a message says cannot get better by reading it again. */
    static EvaluationMessage read(byte @Nullable [] value) {
        return read(value, "an evaluation", text -> {
            PublishedEvaluation published = Json.MAPPER.readValue(text, PublishedEvaluation.class);
            check(published.evaluation());
            return new Read(published, text);
        });
    }

    /** The same for a message on the topic of differences. */
    static EvaluationMessage readDifference(byte @Nullable [] value) {
        return read(value, "a difference", text -> {
            Difference difference = Json.MAPPER.readValue(text, Difference.class);
            check(difference);
            return new ReadDifference(difference, text);
        });
    }

    /** Makes of the text what it should be. */
    interface Reader {
        EvaluationMessage read(String text) throws JsonProcessingException;
    }

    private static EvaluationMessage read(byte @Nullable [] value, String kind, Reader reader) {
        if (value == null) {
            return new Unreadable("the message has no value");
        }
        try {
            return reader.read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString());
        } catch (CharacterCodingException e) {
            return new Unreadable("the message is not UTF-8");
        } catch (JsonParseException e) {
            return new Unreadable("the message is not JSON from line "
                    + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + " on");
        } catch (JsonProcessingException e) {
            return new Unreadable("the message is not " + kind + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (RuntimeException e) {
            return new Unreadable("the message is not " + kind + ": " + e.getMessage());
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
        Stream.concat(evaluation.charges().stream().map(ChargeLine::amount), Stream.ofNullable(evaluation.charged()))
                .forEach(amount -> inCurrency(amount, evaluation.currency()));
    }

    private static void check(Difference difference) {
        if (!Identifier.valid(difference.agreement())) {
            throw new IllegalArgumentException("the agreement's id is not one");
        }
        if (!PeriodLabel.valid(difference.period())) {
            throw new IllegalArgumentException("the period has no usable label");
        }
        if (difference.number() < 1) {
            throw new IllegalArgumentException("the number must be above 0");
        }
        String currency = difference.bonus().currency();
        Money.minorUnit(currency);
        inCurrency(difference.bonus(), currency);
        inCurrency(difference.malus(), currency);
        difference.lines().forEach(line -> inCurrency(line.amount(), currency));
        Stream.concat(
                        difference.charges().stream().map(ChargeDifference::amount),
                        Stream.ofNullable(difference.charged()))
                .forEach(amount -> inCurrency(amount, currency));
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
