package sla.evaluator.rule;

import static sla.evaluator.metric.ContactList.contact;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.ContactList.Answer;
import sla.evaluator.metric.Tallied;
import sla.model.agreement.AbandonmentRate;
import sla.model.agreement.AverageHandleTime;
import sla.model.agreement.AverageSpeedOfAnswer;
import sla.model.agreement.BlockedRate;
import sla.model.agreement.CallbackRate;
import sla.model.agreement.CriticalErrorAccuracy;
import sla.model.agreement.CsatMean;
import sla.model.agreement.CsatShare;
import sla.model.agreement.DeclaredMeasureMetric;
import sla.model.agreement.FirstContactResolution;
import sla.model.agreement.FirstResponseTime;
import sla.model.agreement.HandBackRate;
import sla.model.agreement.HandledMinutes;
import sla.model.agreement.Metric;
import sla.model.agreement.NetPromoterScore;
import sla.model.agreement.QualityPassRate;
import sla.model.agreement.QualityScore;
import sla.model.agreement.RevenuePerContact;
import sla.model.agreement.SelfServiceRate;
import sla.model.agreement.ServiceLevel;
import sla.model.agreement.ShareRespondedWithin;
import sla.model.agreement.ShareWaitingLonger;
import sla.model.agreement.TransferRate;
import sla.model.agreement.Volume;
import sla.model.agreement.VolumeWaitingLonger;
import sla.model.event.Outcome;

/** Makes up contacts that give a metric exactly a wanted value. */
final class ContactsGiving {
    /** Longer than every threshold and short limit in use. */
    private static final String LONG = "100000";

    private ContactsGiving() {}

    /** What a table of the docs says: a value, {@code 777 of 940} contacts for a share of them, or {@code not measured}. */
    static ContactList cell(Metric metric, String cell) {
        if (cell.equals("not measured")) {
            return ContactList.NONE;
        }
        String[] share = cell.split(" of ");
        if (share.length == 1) {
            return value(metric, new BigDecimal(cell));
        }
        if (!(metric instanceof ServiceLevel || metric instanceof AbandonmentRate)) {
            throw new AssertionError("no share of contacts: " + metric);
        }
        return giving(metric, BigDecimal.ZERO, Long.parseLong(share[0]), Long.parseLong(share[1]));
    }

    static ContactList value(Metric metric, BigDecimal value) {
        long all = BigDecimal.valueOf(100)
                .movePointRight(Math.max(0, value.scale()))
                .longValueExact();
        return giving(
                metric, value, value.movePointRight(Math.max(0, value.scale())).longValueExact(), all);
    }

    /** By its value, or for a share by what it is made of. */
    private static ContactList giving(Metric metric, BigDecimal value, long hits, long all) {
        if (metric.looksAtRecords()) {
            return tallied(metric, value, hits, all);
        }
        return switch (metric) {
            case AverageSpeedOfAnswer _ -> ContactList.of(contact(Outcome.ANSWERED, value.toPlainString(), 100));
            case AverageHandleTime _ ->
                new ContactList(
                        List.of(new ContactList.Contact(
                                Outcome.ANSWERED, BigDecimal.ONE, value, BigDecimal.ZERO, BigDecimal.ZERO, 100L)),
                        List.of());
            case ServiceLevel _ ->
                ContactList.of(contact(Outcome.ANSWERED, "0", hits), contact(Outcome.ANSWERED, LONG, all - hits));
            case AbandonmentRate _ ->
                ContactList.of(contact(Outcome.ABANDONED, LONG, hits), contact(Outcome.ANSWERED, "0", all - hits));
            case ShareWaitingLonger _ ->
                ContactList.of(contact(Outcome.ANSWERED, LONG, hits), contact(Outcome.ANSWERED, "0", all - hits));
            case QualityScore _ ->
                new ContactList(List.of(), Collections.nCopies(100, new ContactList.Score("form", null, value)));
            case Volume volume -> volume(volume, value.longValueExact());
            case VolumeWaitingLonger _ -> ContactList.of(contact(Outcome.ANSWERED, LONG, value.longValueExact()));
            case TransferRate _, HandBackRate _ ->
                ContactList.of(moved(hits), contact(Outcome.ANSWERED, "0", all - hits));
            case CallbackRate _ ->
                ContactList.of(
                        contact(Outcome.CALLBACK_REQUESTED, "0", hits), contact(Outcome.ANSWERED, "0", all - hits));
            case BlockedRate blocked ->
                ContactList.of(
                        contact(Outcome.REFUSED, "0", hits),
                        contact(Outcome.ANSWERED, "0", blocked.of() == BlockedRate.Base.OFFERED ? all : all - hits));
            case SelfServiceRate _ ->
                ContactList.of(contact(Outcome.SELF_SERVED, "0", hits), contact(Outcome.ANSWERED, "0", all - hits));
            case HandledMinutes _ ->
                new ContactList(
                        List.of(new ContactList.Contact(
                                Outcome.ANSWERED,
                                BigDecimal.ONE,
                                value.multiply(BigDecimal.valueOf(60)),
                                BigDecimal.ZERO,
                                BigDecimal.ZERO,
                                1L)),
                        List.of());
            case CriticalErrorAccuracy accuracy -> new ContactList(List.of(), judged(accuracy.errors(), hits, all));
            case CsatMean csat -> csat(csat.scale(), value);
            case CsatShare csat ->
                answers(
                        new Answer(csat.satisfiedFrom(), csat.scale(), null, null, hits),
                        new Answer(csat.satisfiedFrom() - 1, csat.scale(), null, null, all - hits));
            case NetPromoterScore _ ->
                answers(
                        new Answer(null, null, hits > 0 ? 10 : 0, null, Math.abs(hits)),
                        new Answer(null, null, 8, null, all - Math.abs(hits)));
            case FirstContactResolution _ ->
                answers(new Answer(null, null, null, true, hits), new Answer(null, null, null, false, all - hits));
            case QualityPassRate _,
                    FirstResponseTime _,
                    ShareRespondedWithin _,
                    RevenuePerContact _,
                    DeclaredMeasureMetric _ -> throw new AssertionError(metric);
        };
    }

    private static ContactList tallied(Metric metric, BigDecimal value, long hits, long all) {
        return new ContactList(
                switch (metric) {
                    case QualityScore _ ->
                        Map.of(
                                Tallied.EVALUATIONS,
                                1L,
                                Tallied.SCORE,
                                value.movePointRight(3).longValueExact());
                    case QualityPassRate _ -> Map.of(Tallied.EVALUATIONS, all, Tallied.PASSED, hits);
                    case FirstContactResolution resolution ->
                        resolution.by() == FirstContactResolution.By.AGENT
                                ? Map.of(Tallied.RESOLVED_OR_NOT, all, Tallied.RESOLVED, hits)
                                : Map.of(Tallied.WITH_CUSTOMER, all, Tallied.CAME_BACK, all - hits);
                    case FirstResponseTime _ ->
                        Map.of(
                                Tallied.RESPONDED,
                                1L,
                                Tallied.RESPONSE_MILLIS,
                                value.multiply(BigDecimal.valueOf(60_000)).longValueExact());
                    case ShareRespondedWithin _ ->
                        Map.of(Tallied.RESPONDED, all, Tallied.OFFERED, all, Tallied.RESPONDED_IN_TIME, hits);
                    case RevenuePerContact _ ->
                        Map.of(
                                Tallied.WITH_REVENUE,
                                1L,
                                Tallied.REVENUE,
                                value.movePointRight(4).longValueExact());
                    case HandledMinutes _ ->
                        Map.of(
                                Tallied.HANDLED,
                                1L,
                                Tallied.COUNTED_MILLIS,
                                value.multiply(BigDecimal.valueOf(60_000)).longValueExact());
                    case DeclaredMeasureMetric declared -> {
                        long millionths = value.movePointRight(declared.as() == DeclaredMeasureMetric.As.SHARE ? 4 : 6)
                                .longValueExact();
                        yield Map.of(
                                Tallied.MEASURES, 1L, Tallied.NUMERATOR, millionths, Tallied.DENOMINATOR, 1_000_000L);
                    }
                    default -> throw new AssertionError(metric);
                });
    }

    private static ContactList.Contact moved(long times) {
        return new ContactList.Contact(Outcome.ANSWERED, BigDecimal.ZERO, null, null, null, times, true, true);
    }

    private static List<ContactList.Score> judged(CriticalErrorAccuracy.ErrorClass errors, long without, long all) {
        return LongStream.range(0, all)
                .mapToObj(i ->
                        new ContactList.Score("form", null, BigDecimal.TEN, i < without ? Set.of() : Set.of(errors)))
                .toList();
    }

    /** Answers of the two whole numbers of points beside the value. */
    private static ContactList csat(int scale, BigDecimal value) {
        BigDecimal all = BigDecimal.ONE.movePointRight(Math.max(0, value.scale()));
        int below = value.intValue();
        long above = value.subtract(BigDecimal.valueOf(below)).multiply(all).longValueExact();
        return answers(
                new Answer(below, scale, null, null, all.longValueExact() - above),
                new Answer(below + 1, scale, null, null, above));
    }

    private static ContactList answers(Answer... answers) {
        return new ContactList(List.of(), List.of(), List.of(answers));
    }

    private static ContactList volume(Volume volume, long count) {
        String name =
                volume.of() == Volume.Kind.OFFERED ? "ANSWERED" : volume.of().name();
        return ContactList.of(contact(Outcome.valueOf(name), "0", count));
    }
}
