package sla.evaluator.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sla.model.agreement.AbandonmentRate;
import sla.model.agreement.Attribution;
import sla.model.agreement.AverageHandleTime;
import sla.model.agreement.AverageHandleTime.Part;
import sla.model.agreement.AverageHandleTime.UnknownParts;
import sla.model.agreement.AverageSpeedOfAnswer;
import sla.model.agreement.BlockedRate;
import sla.model.agreement.CallbackRate;
import sla.model.agreement.CriticalErrorAccuracy;
import sla.model.agreement.CriticalErrorAccuracy.ErrorClass;
import sla.model.agreement.CsatShare;
import sla.model.agreement.FirstContactResolution;
import sla.model.agreement.Kpi;
import sla.model.agreement.Metric;
import sla.model.agreement.NetPromoterScore;
import sla.model.agreement.Population;
import sla.model.agreement.QualityPassRate;
import sla.model.agreement.RevenuePerContact;
import sla.model.agreement.SelfServiceRate;
import sla.model.agreement.ServiceLevel;
import sla.model.agreement.ServiceLevel.Abandons;
import sla.model.agreement.ServiceLevel.Callbacks;
import sla.model.agreement.ShareWaitingLonger;
import sla.model.agreement.TransferRate;
import sla.model.agreement.Volume;
import sla.model.agreement.WaitBound;
import sla.model.evaluation.Why;
import sla.model.evaluation.Why.Reason;
import sla.model.event.Outcome;
import sla.model.event.QualityEvaluation;
import sla.model.event.QualityEvaluation.CriticalErrors;
import sla.model.event.QualityEvaluation.Instrument;
import sla.model.event.SurveyAnswer;

/** Each metric says why one record adds nothing to it, or nothing to its numerator. */
class AddsNothingTest {
    private static final WaitBound TWENTY = new WaitBound(20, WaitBound.Bound.AT_MOST);
    private static final WaitBound SHORT = new WaitBound(5, WaitBound.Bound.BELOW);

    static Stream<Arguments> contacts() {
        return Stream.of(
                arguments(level(Abandons.FAILURES), one(Outcome.ANSWERED, "20"), null, ""),
                arguments(
                        level(Abandons.FAILURES),
                        one(Outcome.ANSWERED, "20.001"),
                        Reason.WAIT,
                        "It was answered after 20.001 s; the threshold is at most 20 s."),
                arguments(
                        level(Abandons.FAILURES),
                        one(Outcome.ABANDONED, "3"),
                        Reason.OUTCOME,
                        "It was abandoned after 3 s, which counts as not answered in time."),
                arguments(
                        level(Abandons.SHORT_REMOVED),
                        one(Outcome.ABANDONED, "4.999"),
                        Reason.SHORT_ABANDON,
                        "It was abandoned after 4.999 s, a short abandon: below 5 s; such are left out."),
                arguments(
                        level(Abandons.SHORT_REMOVED),
                        one(Outcome.ABANDONED, "5"),
                        Reason.OUTCOME,
                        "It was abandoned after 5 s, which counts as not answered in time."),
                arguments(level(Abandons.SHORT_AS_SUCCESS), one(Outcome.ABANDONED, "4"), null, ""),
                arguments(
                        level(Abandons.IGNORED_WITHIN_THRESHOLD),
                        one(Outcome.ABANDONED, "20"),
                        Reason.SHORT_ABANDON,
                        "It was abandoned after 20 s, within the threshold: at most 20 s; such are left out."),
                arguments(
                        level(Abandons.ANSWERED_ONLY),
                        one(Outcome.ABANDONED, "1"),
                        Reason.OUTCOME,
                        "It was abandoned; only answered contacts count."),
                arguments(
                        level(Abandons.FAILURES),
                        one(Outcome.OVERFLOWED, "1"),
                        Reason.OUTCOME,
                        "It overflowed; only answered and abandoned contacts count."),
                arguments(
                        level(Abandons.OVERFLOW_COUNTED),
                        one(Outcome.OVERFLOWED, "1"),
                        Reason.OUTCOME,
                        "It overflowed, which counts as not answered in time."),
                arguments(
                        new AbandonmentRate(SHORT, false),
                        one(Outcome.ABANDONED, "4"),
                        Reason.SHORT_ABANDON,
                        "It was abandoned after 4 s, a short abandon: below 5 s; such are left out."),
                arguments(new AbandonmentRate(SHORT, false), one(Outcome.ABANDONED, "5"), null, ""),
                arguments(
                        new AbandonmentRate(null, false),
                        one(Outcome.ANSWERED, "5"),
                        Reason.OUTCOME,
                        "It was answered and not abandoned."),
                arguments(
                        new AverageSpeedOfAnswer(Population.ANSWERED, Population.OFFERED),
                        one(Outcome.ABANDONED, "5"),
                        Reason.OUTCOME,
                        "It was abandoned; only the waits of answered contacts add up."),
                arguments(
                        new AverageSpeedOfAnswer(Population.ANSWERED, Population.ANSWERED),
                        one(Outcome.ANSWERED, "0"),
                        null,
                        ""),
                arguments(
                        new AverageHandleTime(EnumSet.of(Part.TALK, Part.WRAP_UP), UnknownParts.EXCLUDE),
                        one(Outcome.ANSWERED, "0"),
                        Reason.UNKNOWN_PART,
                        "Its handle time (talk + wrap-up) is not wholly known."),
                arguments(
                        new ShareWaitingLonger(TWENTY, Population.OFFERED),
                        one(Outcome.ABANDONED, "20"),
                        Reason.WAIT,
                        "It was abandoned after 20 s, within the limit: at most 20 s."),
                arguments(
                        new Volume(Volume.Kind.ABANDONED),
                        one(Outcome.ANSWERED, "20"),
                        Reason.OUTCOME,
                        "It was answered; only abandoned contacts count."),
                arguments(
                        new TransferRate(Population.ANSWERED),
                        one(Outcome.ANSWERED, "1"),
                        Reason.NOT_TRANSFERRED,
                        "It was not transferred."),
                arguments(
                        new CallbackRate(),
                        one(Outcome.ANSWERED, "1"),
                        Reason.OUTCOME,
                        "It was answered and not with the wish to be called back."),
                arguments(new BlockedRate(BlockedRate.Base.OFFERED_AND_REFUSED), one(Outcome.REFUSED, null), null, ""),
                arguments(
                        new SelfServiceRate(SelfServiceRate.LeftInMenu.NOT_COUNTED),
                        one(Outcome.LEFT_IN_MENU, null),
                        Reason.OUTCOME,
                        "It left in the menu and so was not offered; only self-served and offered contacts count."),
                arguments(
                        new FirstContactResolution(FirstContactResolution.By.AGENT),
                        new OneRecord.Contact(
                                Outcome.ANSWERED,
                                new ContactList(Map.of(Tallied.RESOLVED_OR_NOT, 1L, Tallied.RESOLVED, 0L))),
                        Reason.NOT_RESOLVED,
                        "It was not resolved."),
                arguments(
                        new RevenuePerContact("EUR", Population.ANSWERED, RevenuePerContact.Unknown.EXCLUDE),
                        new OneRecord.Contact(
                                Outcome.ANSWERED,
                                new ContactList(Map.of(
                                        Tallied.WITH_REVENUE, 0L, Tallied.WITHOUT_REVENUE, 1L, Tallied.REVENUE, 0L))),
                        Reason.REVENUE_UNKNOWN,
                        "Its revenue in EUR is not known."));
    }

    static Stream<Arguments> judgements() {
        QualityPassRate passed = new QualityPassRate(
                new BigDecimal("85"), Set.of("service"), Set.of(), Set.of(ErrorClass.COMPLIANCE_CRITICAL));
        return Stream.of(
                arguments(
                        passed,
                        evaluation("sales", "99", 0, null),
                        Reason.OTHER_FORM,
                        "It was made on the form 'sales'; only these count: service."),
                arguments(
                        passed,
                        evaluation("service", "99", 2, null),
                        Reason.CRITICAL_ERROR,
                        "An error was found that is compliance-critical."),
                arguments(
                        passed,
                        evaluation("service", "84.5", 0, null),
                        Reason.BELOW_PASS_MARK,
                        "Its score 84.5 is below the pass mark 85."),
                arguments(
                        new CriticalErrorAccuracy(
                                ErrorClass.COMPLIANCE_CRITICAL, Set.of(), Set.of(Instrument.MYSTERY_CALL)),
                        evaluation("service", "10", 0, Instrument.LIVE_LISTENING),
                        Reason.OTHER_INSTRUMENT,
                        "It was made by a live listening; only these count: mystery call."),
                arguments(
                        new CsatShare(5, 4),
                        answer(3, 5, null),
                        Reason.ANSWER,
                        "The answer is 3; satisfied is at least 4."),
                arguments(
                        new CsatShare(5, 4),
                        answer(9, 10, null),
                        Reason.NO_ANSWER,
                        "The answer is on the scale 1 to 10; only those on the scale 1 to 5 count."),
                arguments(
                        new NetPromoterScore(),
                        answer(5, 5, null),
                        Reason.NO_ANSWER,
                        "The customer did not say whether they would recommend."),
                arguments(
                        new NetPromoterScore(),
                        answer(5, 5, 8),
                        Reason.ANSWER,
                        "The answer is 8, neither a promoter nor a detractor."));
    }

    @ParameterizedTest
    @MethodSource({"contacts", "judgements"})
    void saysWhy(Metric metric, OneRecord one, @Nullable Reason reason, String text) {
        Kpi kpi = new Kpi("kpi", "KPI", null, "lot", metric, Attribution.OFFERED, null, null, null, false);
        MetricResult result = one instanceof OneRecord.Contact
                ? MetricFormula.measure(metric, one.counts())
                : new MetricResult(
                        MetricFormula.measure(new Volume(Volume.Kind.OFFERED), ContactList.NONE)
                                .measure(),
                        0,
                        0,
                        new TreeMap<>(),
                        "",
                        "");
        assertThat(AddsNothing.why(kpi, one, result))
                .isEqualTo(Optional.ofNullable(reason).map(why -> new Why(why, text)));
    }

    private static ServiceLevel level(Abandons abandons) {
        return new ServiceLevel(TWENTY, abandons, abandons.needsShortAbandon() ? SHORT : null, Callbacks.NOT_COUNTED);
    }

    private static OneRecord one(Outcome outcome, @Nullable String waited) {
        ContactList.Contact contact = new ContactList.Contact(
                outcome, waited == null ? null : new BigDecimal(waited), BigDecimal.ONE, BigDecimal.ONE, null, 1L);
        return new OneRecord.Contact(outcome, new ContactList(List.of(contact), List.of()));
    }

    private static OneRecord evaluation(String form, String score, int compliance, @Nullable Instrument instrument) {
        return new OneRecord.Evaluation(
                new QualityEvaluation(
                        "va",
                        null,
                        null,
                        null,
                        Instant.EPOCH,
                        form,
                        null,
                        new BigDecimal(score),
                        new CriticalErrors(null, null, compliance),
                        instrument,
                        QualityEvaluation.Status.RELEASED),
                ContactList.NONE);
    }

    private static OneRecord answer(int csat, int scale, @Nullable Integer nps) {
        return new OneRecord.Survey(
                new SurveyAnswer("va", null, null, null, Instant.EPOCH, csat, scale, nps, null), ContactList.NONE);
    }
}
