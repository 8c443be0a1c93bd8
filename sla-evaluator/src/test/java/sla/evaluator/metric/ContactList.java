package sla.evaluator.metric;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import sla.model.agreement.AverageHandleTime;
import sla.model.agreement.QualityScore;
import sla.model.agreement.WaitBound;
import sla.model.event.Outcome;
import sla.model.event.QualityEvaluation;

/** Contacts and evaluations written out, counted by looking at each: the obvious counts for tests. */
public record ContactList(List<Contact> contacts, List<Score> scores) implements Counts {
    public static final ContactList NONE = new ContactList(List.of(), List.of());

    /** Equal contacts; times and waits in seconds, {@code times} of them. */
    public record Contact(
            @JsonProperty(required = true) Outcome outcome,
            BigDecimal waited,
            BigDecimal talk,
            BigDecimal hold,
            BigDecimal wrapUp,
            @JsonProperty(defaultValue = "1") Long times) {
        public Contact {
            times = times == null ? 1L : times;
        }

        BigDecimal part(AverageHandleTime.Part part) {
            return switch (part) {
                case TALK -> talk;
                case HOLD -> hold;
                case WRAP_UP -> wrapUp;
            };
        }
    }

    public record Score(String form, QualityEvaluation.Instrument instrument, BigDecimal score) {}

    public static ContactList of(Contact... contacts) {
        return new ContactList(List.of(contacts), List.of());
    }

    public static Contact contact(Outcome outcome, String wait, long times) {
        return new Contact(outcome, new BigDecimal(wait), null, null, null, times);
    }

    @Override
    public long contacts(Outcome outcome) {
        long count = 0;
        for (Contact contact : contacts) {
            if (contact.outcome() == outcome) {
                count += contact.times();
            }
        }
        return count;
    }

    @Override
    public long waitMillis(Outcome outcome) {
        long sum = 0;
        for (Contact contact : contacts) {
            if (contact.outcome() == outcome && outcome.offered()) {
                sum += millis(contact.waited()) * contact.times();
            }
        }
        return sum;
    }

    @Override
    public long contactsWithin(Outcome outcome, WaitBound bound) {
        long count = 0;
        for (Contact contact : contacts) {
            if (contact.outcome() == outcome && outcome.offered()) {
                int order = contact.waited().compareTo(BigDecimal.valueOf(bound.seconds()));
                if (order < 0 || order == 0 && bound.bound() == WaitBound.Bound.AT_MOST) {
                    count += contact.times();
                }
            }
        }
        return count;
    }

    @Override
    public HandledContacts handled(Set<AverageHandleTime.Part> parts) {
        long known = 0;
        long unknown = 0;
        long sum = 0;
        for (Contact contact : contacts) {
            if (contact.outcome() == Outcome.ANSWERED) {
                if (parts.stream().anyMatch(part -> contact.part(part) == null)) {
                    unknown += contact.times();
                } else {
                    known += contact.times();
                    for (AverageHandleTime.Part part : parts) {
                        sum += millis(contact.part(part)) * contact.times();
                    }
                }
            }
        }
        return new HandledContacts(known, unknown, sum);
    }

    @Override
    public ScoredEvaluations scored(QualityScore metric) {
        Collection<Score> counting = scores.stream()
                .filter(score -> metric.forms().isEmpty() || metric.forms().contains(score.form()))
                .filter(score ->
                        metric.instruments().isEmpty() || metric.instruments().contains(score.instrument()))
                .toList();
        return new ScoredEvaluations(
                counting.size(),
                counting.stream().mapToLong(score -> millis(score.score())).sum());
    }

    private static long millis(BigDecimal whole) {
        return whole.movePointRight(3).longValueExact();
    }
}
