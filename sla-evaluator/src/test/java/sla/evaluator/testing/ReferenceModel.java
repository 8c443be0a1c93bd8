package sla.evaluator.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import sla.model.evaluation.Completeness;
import sla.model.event.AcceptedRecord;
import sla.model.event.Content;
import sla.model.event.ControlTotals;
import sla.model.event.Interaction;
import sla.model.event.QualityEvaluation;
import sla.model.event.RecordReference;
import sla.model.event.Retraction;
import sla.model.event.SurveyAnswer;

/**
 * What must be counted, slowly and obviously: keeps every message in lists and loops over them. Shares no code with
 * the service.
 */
public final class ReferenceModel {
    private final Map<String, Content> effective = new HashMap<>();

    public ReferenceModel(Collection<AcceptedRecord> messages) {
        Map<String, List<AcceptedRecord>> byRecord = new HashMap<>();
        for (AcceptedRecord message : messages) {
            byRecord.computeIfAbsent(message.source() + "|" + message.recordId(), _ -> new ArrayList<>())
                    .add(message);
        }
        byRecord.forEach((record, all) -> {
            long best = Long.MIN_VALUE;
            for (AcceptedRecord candidate : all) {
                Set<Content> sameRevision = new HashSet<>();
                for (AcceptedRecord other : all) {
                    if (other.revision() == candidate.revision()) {
                        sameRevision.add(other.content());
                    }
                }
                if (sameRevision.size() == 1 && candidate.revision() >= best) {
                    best = candidate.revision();
                    effective.put(record, candidate.content());
                }
            }
        });
        effective.values().removeIf(Retraction.class::isInstance);
    }

    /** The interactions that count, of a vendor, for which the moment lies in the range. */
    public List<Interaction> interactions(
            String vendor, Instant from, Instant to, java.util.function.Function<Interaction, Instant> moment) {
        List<Interaction> found = new ArrayList<>();
        for (Content content : effective.values()) {
            if (content instanceof Interaction contact
                    && contact.vendor().equals(vendor)
                    && in(moment.apply(contact), from, to)) {
                found.add(contact);
            }
        }
        return found;
    }

    /** Sum of scores in thousandths and number of {@link #evaluationsByContact}. */
    public long[] scoresByContact(
            String vendor, Instant from, Instant to, Predicate<Interaction> lot, Predicate<QualityEvaluation> ownLot) {
        return scores(evaluationsByContact(vendor, from, to, lot, ownLot));
    }

    /** The same of {@link #evaluationsByMoment}. */
    public long[] scoresByEvaluation(String vendor, Instant from, Instant to) {
        return scores(evaluationsByMoment(vendor, from, to));
    }

    private static long[] scores(List<QualityEvaluation> evaluations) {
        long[] sum = new long[2];
        for (QualityEvaluation evaluation : evaluations) {
            sum[0] += evaluation.score().movePointRight(3).longValueExact();
            sum[1]++;
        }
        return sum;
    }

    /**
     * The evaluations of a vendor's contacts offered in the range. A mystery call is a contact of its own, made when it
     * was judged.
     */
    public List<QualityEvaluation> evaluationsByContact(
            String vendor, Instant from, Instant to, Predicate<Interaction> lot, Predicate<QualityEvaluation> ownLot) {
        return evaluations(vendor, evaluation -> {
            Interaction contact = contact(evaluation.interaction(), vendor);
            return evaluation.interaction() == null
                    ? ownLot.test(evaluation) && in(evaluation.evaluatedAt(), from, to)
                    : contact != null && lot.test(contact) && in(contact.offeredAt(), from, to);
        });
    }

    /** Those made in the range, mystery calls of the vendor included. */
    public List<QualityEvaluation> evaluationsByMoment(String vendor, Instant from, Instant to) {
        return evaluations(
                vendor,
                evaluation -> in(evaluation.evaluatedAt(), from, to)
                        && (evaluation.interaction() == null || contact(evaluation.interaction(), vendor) != null));
    }

    private List<QualityEvaluation> evaluations(String vendor, Predicate<QualityEvaluation> wanted) {
        List<QualityEvaluation> found = new ArrayList<>();
        for (Content content : effective.values()) {
            if (content instanceof QualityEvaluation evaluation
                    && evaluation.status() != QualityEvaluation.Status.WITHDRAWN
                    && evaluation.vendor().equals(vendor)
                    && wanted.test(evaluation)) {
                found.add(evaluation);
            }
        }
        return found;
    }

    /** The survey answers about a vendor's contacts offered in the range, or about a queue and given in it. */
    public List<SurveyAnswer> answersByContact(
            String vendor, Instant from, Instant to, Predicate<Interaction> lot, Predicate<SurveyAnswer> ownLot) {
        return answers(vendor, answer -> {
            Interaction contact = contact(answer.interaction(), vendor);
            return answer.interaction() == null
                    ? ownLot.test(answer) && in(answer.respondedAt(), from, to)
                    : contact != null && lot.test(contact) && in(contact.offeredAt(), from, to);
        });
    }

    /** Those given in the range. */
    public List<SurveyAnswer> answersByMoment(String vendor, Instant from, Instant to) {
        return answers(
                vendor,
                answer -> in(answer.respondedAt(), from, to)
                        && (answer.interaction() == null || contact(answer.interaction(), vendor) != null));
    }

    private List<SurveyAnswer> answers(String vendor, Predicate<SurveyAnswer> wanted) {
        List<SurveyAnswer> found = new ArrayList<>();
        for (Content content : effective.values()) {
            if (content instanceof SurveyAnswer answer && answer.vendor().equals(vendor) && wanted.test(answer)) {
                found.add(answer);
            }
        }
        return found;
    }

    /** The vendor's contact that is named; null if none is, or if it does not count or is another vendor's. */
    private Interaction contact(RecordReference named, String vendor) {
        return named != null
                        && effective.get(named.source() + "|" + named.recordId()) instanceof Interaction contact
                        && contact.vendor().equals(vendor)
                ? contact
                : null;
    }

    /** What the one source of the stories declared of a vendor beside what it sent, one control total after the other. */
    public Completeness.Declared completeness(String vendor, Instant from, Instant to) {
        List<ControlTotals> comparable = new ArrayList<>();
        for (Content content : effective.values()) {
            if (content instanceof ControlTotals totals
                    && totals.vendor().equals(vendor)
                    && totals.from().getEpochSecond() % 900 == 0
                    && totals.to().getEpochSecond() % 900 == 0) {
                comparable.add(totals);
            }
        }
        long[] sums = new long[5];
        for (ControlTotals totals : comparable) {
            boolean overlapped = comparable.stream()
                    .anyMatch(other -> other != totals
                            && other.queue().equals(totals.queue())
                            && other.from().isBefore(totals.to())
                            && other.to().isAfter(totals.from())
                            && length(other).compareTo(length(totals)) <= 0);
            if (!overlapped && !totals.from().isBefore(from) && !totals.to().isAfter(to)) {
                long received = interactions(vendor, totals.from(), totals.to(), Interaction::offeredAt).stream()
                        .filter(contact -> contact.queue().equals(totals.queue()))
                        .count();
                sums[0]++;
                sums[1] += totals.interactions();
                sums[2] += received;
                sums[3] += Math.max(0, totals.interactions() - received);
                sums[4] += Math.max(0, received - totals.interactions());
            }
        }
        long all = interactions(vendor, from, to, Interaction::offeredAt).size();
        return new Completeness.Declared(sums[0], sums[1], sums[2], sums[3], sums[4], all - sums[2]);
    }

    private static Duration length(ControlTotals totals) {
        return Duration.between(totals.from(), totals.to());
    }

    public static Instant leftQueueAt(Interaction contact) {
        if (contact.answeredAt() != null || contact.leftQueueAt() != null) {
            return contact.answeredAt() != null ? contact.answeredAt() : contact.leftQueueAt();
        }
        long wait = contact.waitMillis() == null ? 0 : contact.waitMillis();
        return contact.offeredAt().plusMillis(wait);
    }

    public static Instant endedAt(Interaction contact) {
        if (contact.endedAt() != null) {
            return contact.endedAt();
        }
        long talk = contact.talkMillis() == null ? 0 : contact.talkMillis();
        long hold = contact.holdMillis() == null ? 0 : contact.holdMillis();
        return leftQueueAt(contact).plusMillis(talk).plusMillis(hold);
    }

    private static boolean in(Instant moment, Instant from, Instant to) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }
}
