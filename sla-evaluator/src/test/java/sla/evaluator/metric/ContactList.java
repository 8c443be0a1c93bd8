package sla.evaluator.metric;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import sla.model.agreement.AverageHandleTime;
import sla.model.agreement.CriticalErrorAccuracy;
import sla.model.agreement.EvaluationMetric;
import sla.model.agreement.QualityScore;
import sla.model.agreement.WaitBound;
import sla.model.event.Outcome;
import sla.model.event.QualityEvaluation;

/** Contacts and evaluations written out, counted by looking at each: the obvious counts for tests. */
public record ContactList(List<Contact> contacts, List<Score> scores, List<Answer> answers, Map<Tallied, Long> tallied)
        implements Counts {
    public static final ContactList NONE = new ContactList(List.of(), List.of());

    public ContactList(List<Contact> contacts, List<Score> scores) {
        this(contacts, scores, List.of());
    }

    public ContactList(List<Contact> contacts, List<Score> scores, List<Answer> answers) {
        this(contacts, scores, answers, Map.of());
    }

    /** Only what is tallied. */
    public ContactList(Map<Tallied, Long> tallied) {
        this(List.of(), List.of(), List.of(), tallied);
    }

    /** Equal contacts; times and waits in seconds, {@code times} of them. */
    public record Contact(
            @JsonProperty(required = true) Outcome outcome,
            BigDecimal waited,
            BigDecimal talk,
            BigDecimal hold,
            BigDecimal wrapUp,
            @JsonProperty(defaultValue = "1") Long times,
            boolean transferred,
            boolean handedBack) {
        public Contact {
            times = times == null ? 1L : times;
        }

        public Contact(
                Outcome outcome, BigDecimal waited, BigDecimal talk, BigDecimal hold, BigDecimal wrapUp, Long times) {
            this(outcome, waited, talk, hold, wrapUp, times, false, false);
        }

        BigDecimal part(AverageHandleTime.Part part) {
            return switch (part) {
                case TALK -> talk;
                case HOLD -> hold;
                case WRAP_UP -> wrapUp;
            };
        }
    }

    /** @param errors the classes of critical errors it found */
    public record Score(
            String form,
            QualityEvaluation.Instrument instrument,
            BigDecimal score,
            Set<CriticalErrorAccuracy.ErrorClass> errors) {
        public Score {
            errors = errors == null ? Set.of() : errors;
        }

        public Score(String form, QualityEvaluation.Instrument instrument, BigDecimal score) {
            this(form, instrument, score, Set.of());
        }
    }

    /** Equal survey answers, {@code times} of them; null is not answered. */
    public record Answer(
            Integer csat,
            Integer csatScale,
            Integer nps,
            Boolean resolved,
            @JsonProperty(defaultValue = "1") Long times) {
        public Answer {
            times = times == null ? 1L : times;
        }
    }

    /** Both. */
    public ContactList plus(ContactList other) {
        return new ContactList(
                Stream.concat(contacts.stream(), other.contacts.stream()).toList(),
                Stream.concat(scores.stream(), other.scores.stream()).toList(),
                Stream.concat(answers.stream(), other.answers.stream()).toList(),
                sum(tallied, other.tallied));
    }

    private static Map<Tallied, Long> sum(Map<Tallied, Long> one, Map<Tallied, Long> other) {
        Map<Tallied, Long> sum = new HashMap<>(one);
        other.forEach((what, number) -> sum.merge(what, number, Long::sum));
        return sum;
    }

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
        Collection<Score> counting = counting(metric);
        return new ScoredEvaluations(
                counting.size(),
                counting.stream().mapToLong(score -> millis(score.score())).sum());
    }

    @Override
    public JudgedEvaluations judged(CriticalErrorAccuracy metric) {
        Collection<Score> counting = counting(metric);
        return new JudgedEvaluations(
                counting.size(),
                counting.stream()
                        .filter(score -> score.errors().contains(metric.errors()))
                        .count());
    }

    private Collection<Score> counting(EvaluationMetric metric) {
        return scores.stream()
                .filter(score -> metric.forms().isEmpty() || metric.forms().contains(score.form()))
                .filter(score ->
                        metric.instruments().isEmpty() || metric.instruments().contains(score.instrument()))
                .toList();
    }

    @Override
    public long transferred() {
        return contacts.stream()
                .filter(Contact::transferred)
                .mapToLong(Contact::times)
                .sum();
    }

    @Override
    public long handedBack() {
        return contacts.stream()
                .filter(Contact::handedBack)
                .mapToLong(Contact::times)
                .sum();
    }

    @Override
    public CsatAnswers csat(int scale) {
        long count = 0;
        long points = 0;
        for (Answer answer : answers) {
            if (answer.csat() != null && answer.csatScale() == scale) {
                count += answer.times();
                points += answer.csat() * answer.times();
            }
        }
        return new CsatAnswers(count, points);
    }

    @Override
    public long csatAtLeast(int scale, int points) {
        long count = 0;
        for (Answer answer : answers) {
            if (answer.csat() != null && answer.csatScale() == scale && answer.csat() >= points) {
                count += answer.times();
            }
        }
        return count;
    }

    @Override
    public NpsAnswers nps() {
        long count = 0;
        long promoters = 0;
        long detractors = 0;
        for (Answer answer : answers) {
            if (answer.nps() != null) {
                count += answer.times();
                promoters += answer.nps() > 8 ? answer.times() : 0;
                detractors += answer.nps() < 7 ? answer.times() : 0;
            }
        }
        return new NpsAnswers(count, promoters, detractors);
    }

    @Override
    public ResolvedAnswers resolved() {
        long known = 0;
        long resolved = 0;
        for (Answer answer : answers) {
            if (answer.resolved() != null) {
                known += answer.times();
                resolved += answer.resolved() ? answer.times() : 0;
            }
        }
        return new ResolvedAnswers(known, resolved);
    }

    @Override
    public long tallied(Tallied what) {
        return tallied.getOrDefault(what, 0L);
    }

    private static long millis(BigDecimal whole) {
        return whole.movePointRight(3).longValueExact();
    }
}
