package sla.evaluator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import sla.model.agreement.Agreement;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Measure;
import sla.model.evaluation.SourceCompleteness;
import sla.model.event.Channel;
import sla.model.event.Interaction;
import sla.model.event.Outcome;
import sla.model.event.QualityEvaluation;
import sla.model.event.SurveyAnswer;

/** One agreement, and what it must give, computed contact by contact. */
public final class ReferenceEvaluation {
    private ReferenceEvaluation() {}

    public static Agreement agreement() {
        return agreement("Europe/Amsterdam");
    }

    /** The same in another zone. */
    public static Agreement agreement(String zone) {
        return Contracts.read("""
                agreement: va-service
                version: 1
                title: Reference
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor A}
                effectiveFrom: 2026-01-01
                zone: ZONE
                currency: EUR
                lots:
                  - {id: all, title: All work}
                  - {id: voice, title: Voice of two queues, where: {channel: [voice], queue: [queue-1, queue-2]}}
                kpis:
                  - {id: asa, title: Speed of answer, lot: all, attribution: left-queue,
                     metric: {type: average-speed-of-answer}, rounding: {decimals: 0, mode: half-up}}
                  - {id: sl, title: Service level, lot: voice,
                     metric: {type: service-level, threshold: {seconds: 20, bound: at-most}, abandons: failures},
                     rounding: {decimals: 1, mode: half-up}}
                  - {id: sl-below, title: Service level below, lot: voice, reportedOnly: true,
                     metric: {type: service-level, threshold: {seconds: 20, bound: below},
                              abandons: short-removed, shortAbandon: {seconds: 5, bound: below}}}
                  - {id: handle, title: Handle time, lot: all, attribution: ended, reportedOnly: true,
                     metric: {type: average-handle-time, parts: [talk, wrap-up], unknown: exclude}}
                  - {id: abandoned, title: Abandonment, lot: all, metric: {type: abandonment-rate},
                     rounding: {decimals: 2, mode: half-up}}
                  - {id: longer, title: Over a minute, lot: all, reportedOnly: true,
                     metric: {type: share-waiting-longer, within: {seconds: 60, bound: at-most}, of: offered}}
                  - {id: quality, title: Quality of the contacts, lot: voice, reportedOnly: true,
                     metric: {type: quality-score}}
                  - {id: judged, title: Quality of the evaluations, lot: all, attribution: evaluated,
                     reportedOnly: true, metric: {type: quality-score}}
                  - {id: transferred, title: Transferred, lot: all, reportedOnly: true,
                     metric: {type: transfer-rate, of: answered}}
                  - {id: handed-back, title: Handed back, lot: voice, attribution: left-queue, reportedOnly: true,
                     metric: {type: hand-back-rate, of: offered}}
                  - {id: callbacks, title: Callbacks, lot: voice, reportedOnly: true, metric: {type: callback-rate}}
                  - {id: blocked, title: Blocked, lot: all, reportedOnly: true,
                     metric: {type: blocked-rate, of: offered-and-refused}}
                  - {id: self-served, title: Self-service, lot: all, reportedOnly: true,
                     metric: {type: self-service-rate, leftInMenu: failures}}
                  - {id: minutes, title: Handled minutes, lot: voice, reportedOnly: true,
                     metric: {type: handled-minutes, parts: [talk, hold]}}
                  - {id: accuracy, title: Accuracy of the contacts, lot: voice, reportedOnly: true,
                     metric: {type: critical-error-accuracy, errors: customer-critical}}
                  - {id: form-accuracy, title: Accuracy on a form, lot: all, attribution: evaluated,
                     reportedOnly: true,
                     metric: {type: critical-error-accuracy, errors: customer-critical, forms: [form-0]}}
                  - {id: csat, title: Satisfaction, lot: voice, reportedOnly: true,
                     metric: {type: csat-mean, scale: 5}}
                  - {id: satisfied, title: Satisfied, lot: all, attribution: evaluated, reportedOnly: true,
                     metric: {type: csat-share, scale: 5, satisfiedFrom: 4}}
                  - {id: nps, title: Net promoter score, lot: all, reportedOnly: true,
                     metric: {type: net-promoter-score}}
                  - {id: resolved, title: Resolved, lot: all, attribution: evaluated, reportedOnly: true,
                     metric: {type: first-contact-resolution, by: survey}}
                rules:
                  - {id: asa, kpi: asa, shape: linear, below: {edge: 15, amount: 500}, above: {edge: 30, amount: -500}}
                  - {id: sl, kpi: sl, shape: tiers, tiers: [{below: 65, amount: -2500}, {above: 80, amount: 2500}],
                     otherwise: 0}
                  - {id: abandoned, kpi: abandoned, shape: tiers, otherwise: 0,
                     tiers: [{above: 3, atMost: 5, amount: -2500}, {above: 5, amount: -5000}]}
                caps:
                  - {id: most, ledger: malus, per: period, amount: 9000}
                """.replace("ZONE", zone));
    }

    /** Every KPI's fraction and the amounts, against loops over the contacts. */
    public static void assertEqual(Evaluation evaluation, ReferenceModel model, Instant from, Instant to) {
        List<Interaction> offered = model.interactions("va", from, to, Interaction::offeredAt);
        List<Interaction> left = model.interactions("va", from, to, ReferenceModel::leftQueueAt);
        List<Interaction> ended = model.interactions("va", from, to, ReferenceModel::endedAt);
        Predicate<Interaction> voice = contact -> contact.channel() == Channel.VOICE
                && (contact.queue().equals("queue-1") || contact.queue().equals("queue-2"));
        List<Interaction> voices = offered.stream().filter(voice).toList();

        long answeredLeft = count(left, Outcome.ANSWERED, _ -> true);
        long waits = sum(left, Interaction::waitMillis);
        assertFraction(evaluation, "asa", waits, answeredLeft);

        long answered = count(voices, Outcome.ANSWERED, _ -> true);
        long abandoned = count(voices, Outcome.ABANDONED, _ -> true);
        long within = count(voices, Outcome.ANSWERED, contact -> contact.waitMillis() <= 20_000);
        assertFraction(evaluation, "sl", within, answered + abandoned);
        long below = count(voices, Outcome.ANSWERED, contact -> contact.waitMillis() < 20_000);
        long shorts = count(voices, Outcome.ABANDONED, contact -> contact.waitMillis() < 5_000);
        assertFraction(evaluation, "sl-below", below, answered + abandoned - shorts);

        List<Interaction> known = ended.stream()
                .filter(contact -> contact.outcome() == Outcome.ANSWERED
                        && contact.talkMillis() != null
                        && contact.wrapUpMillis() != null)
                .toList();
        assertFraction(
                evaluation,
                "handle",
                sum(known, contact -> contact.talkMillis() + contact.wrapUpMillis()),
                known.size());

        long allOffered =
                offered.stream().filter(contact -> contact.waitMillis() != null).count();
        long allAbandoned = count(offered, Outcome.ABANDONED, _ -> true);
        assertFraction(evaluation, "abandoned", allAbandoned, allOffered);
        long longer = offered.stream()
                .filter(contact -> contact.waitMillis() != null && contact.waitMillis() > 60_000)
                .count();
        assertFraction(evaluation, "longer", longer, allOffered);

        long[] scores = model.scoresByContact(
                "va", from, to, voice, call -> call.channel() == Channel.VOICE && "queue-1".equals(call.queue()));
        assertFraction(evaluation, "quality", scores[0], scores[1]);
        long[] judged = model.scoresByEvaluation("va", from, to);
        assertFraction(evaluation, "judged", judged[0], judged[1]);

        assertRates(evaluation, offered, voices, left.stream().filter(voice).toList());
        assertJudgements(evaluation, model, from, to, voice);

        assertThat(evaluation.completeness()).isEqualTo(model.completeness("va", from, to));
        assertThat(evaluation.sources())
                .containsExactly(new SourceCompleteness(RecordStories.SOURCE, evaluation.completeness()));

        assertAmounts(
                evaluation,
                new BigDecimal(waits).divide(new BigDecimal(answeredLeft * 1000), 0, RoundingMode.HALF_UP),
                percent(within, answered + abandoned, 1),
                percent(allAbandoned, allOffered, 2));
    }

    private static void assertRates(
            Evaluation evaluation, List<Interaction> offered, List<Interaction> voices, List<Interaction> voicesLeft) {
        assertFraction(
                evaluation,
                "transferred",
                offered.stream()
                        .filter(contact -> Boolean.TRUE.equals(contact.transferred()))
                        .count(),
                count(offered, Outcome.ANSWERED, _ -> true));
        assertFraction(
                evaluation,
                "handed-back",
                voicesLeft.stream()
                        .filter(contact -> contact.handedBackTo() != null)
                        .count(),
                countOffered(voicesLeft));
        assertFraction(
                evaluation, "callbacks", count(voices, Outcome.CALLBACK_REQUESTED, _ -> true), countOffered(voices));
        long refused = count(offered, Outcome.REFUSED, _ -> true);
        assertFraction(evaluation, "blocked", refused, countOffered(offered) + refused);
        long selfServed = count(offered, Outcome.SELF_SERVED, _ -> true);
        long leftInMenu = count(offered, Outcome.LEFT_IN_MENU, _ -> true);
        assertFraction(evaluation, "self-served", selfServed, selfServed + countOffered(offered) + leftInMenu);
        List<Interaction> known = voices.stream()
                .filter(contact -> contact.talkMillis() != null && contact.holdMillis() != null)
                .toList();
        assertFraction(evaluation, "minutes", sum(known, contact -> contact.talkMillis() + contact.holdMillis()), 1);
    }

    private static long countOffered(List<Interaction> contacts) {
        return contacts.stream().filter(contact -> contact.waitMillis() != null).count();
    }

    private static void assertJudgements(
            Evaluation evaluation, ReferenceModel model, Instant from, Instant to, Predicate<Interaction> voice) {
        List<QualityEvaluation> ofVoice = model.evaluationsByContact(
                "va", from, to, voice, call -> call.channel() == Channel.VOICE && "queue-1".equals(call.queue()));
        assertFraction(
                evaluation, "accuracy", ofVoice.stream().filter(accurate()).count(), ofVoice.size());
        List<QualityEvaluation> onForm = model.evaluationsByMoment("va", from, to).stream()
                .filter(judged -> judged.form().equals("form-0"))
                .toList();
        assertFraction(
                evaluation, "form-accuracy", onForm.stream().filter(accurate()).count(), onForm.size());

        List<SurveyAnswer> rated = model.answersByContact("va", from, to, voice, _ -> true).stream()
                .filter(answer -> answer.csat() != null)
                .toList();
        assertFraction(
                evaluation, "csat", rated.stream().mapToLong(SurveyAnswer::csat).sum(), rated.size());
        List<SurveyAnswer> answered = model.answersByMoment("va", from, to);
        assertFraction(
                evaluation,
                "satisfied",
                answered.stream()
                        .filter(answer -> answer.csat() != null && answer.csat() >= 4)
                        .count(),
                answered.stream().filter(answer -> answer.csat() != null).count());
        assertFraction(
                evaluation,
                "resolved",
                answered.stream()
                        .filter(answer -> Boolean.TRUE.equals(answer.resolved()))
                        .count(),
                answered.stream().filter(answer -> answer.resolved() != null).count());
        List<SurveyAnswer> recommending = model.answersByContact("va", from, to, _ -> true, _ -> true).stream()
                .filter(answer -> answer.nps() != null)
                .toList();
        assertFraction(
                evaluation,
                "nps",
                recommending.stream()
                        .mapToLong(answer -> answer.nps() >= 9 ? 1 : answer.nps() <= 6 ? -1 : 0)
                        .sum(),
                recommending.size());
    }

    private static Predicate<QualityEvaluation> accurate() {
        return judged -> judged.criticalErrors() == null
                || judged.criticalErrors().customer() == null
                || judged.criticalErrors().customer() == 0;
    }

    private static void assertAmounts(
            Evaluation evaluation, BigDecimal asa, BigDecimal serviceLevel, BigDecimal abandonment) {
        int forAsa = asa.intValue() > 30
                ? -500 * (asa.intValue() - 30)
                : asa.intValue() < 15 ? 500 * (15 - asa.intValue()) : 0;
        int forLevel = serviceLevel.compareTo(new BigDecimal("65")) < 0
                ? -2500
                : serviceLevel.compareTo(new BigDecimal("80")) > 0 ? 2500 : 0;
        int forAbandonment = abandonment.compareTo(new BigDecimal("5")) > 0
                ? -5000
                : abandonment.compareTo(new BigDecimal("3")) > 0 ? -2500 : 0;
        int malus = Math.max(-9000, Math.min(forAsa, 0) + Math.min(forLevel, 0) + Math.min(forAbandonment, 0));
        assertThat(evaluation.malus().amount()).isEqualByComparingTo(new BigDecimal(malus));
        assertThat(evaluation.bonus().amount())
                .isEqualByComparingTo(new BigDecimal(Math.max(forAsa, 0) + Math.max(forLevel, 0)));
    }

    private static void assertFraction(Evaluation evaluation, String kpi, long numerator, long denominator) {
        Measure measure = evaluation.kpis().stream()
                .filter(result -> result.kpi().equals(kpi))
                .findFirst()
                .orElseThrow()
                .measure();
        if (denominator == 0) {
            assertThat(measure).as(kpi).isInstanceOf(Measure.NotMeasured.class);
            return;
        }
        assertThat(measure).as(kpi).isInstanceOfSatisfying(Measure.Measured.class, measured -> {
            assertThat(measured.numerator()).as(kpi).isEqualTo(BigInteger.valueOf(numerator));
            assertThat(measured.denominator()).as(kpi).isEqualTo(BigInteger.valueOf(denominator));
        });
    }

    private static BigDecimal percent(long numerator, long denominator, int decimals) {
        return new BigDecimal(numerator * 100).divide(new BigDecimal(denominator), decimals, RoundingMode.HALF_UP);
    }

    private static long count(List<Interaction> contacts, Outcome outcome, Predicate<Interaction> also) {
        return contacts.stream()
                .filter(contact -> contact.outcome() == outcome && also.test(contact))
                .count();
    }

    private static long sum(List<Interaction> contacts, Function<Interaction, Long> value) {
        return contacts.stream()
                .filter(contact -> contact.outcome() == Outcome.ANSWERED)
                .mapToLong(value::apply)
                .sum();
    }
}
