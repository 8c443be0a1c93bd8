package sla.evaluator.contribution;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.count.CellCounts;
import sla.evaluator.count.CountedEvaluation;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.count.CountedJudgement;
import sla.evaluator.fact.ChangedRecord.Content;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.MetricFormula;
import sla.evaluator.metric.MetricResult;
import sla.evaluator.metric.NamedCounts;
import sla.evaluator.series.Series;
import sla.evaluator.tally.Contact;
import sla.evaluator.tally.ContactDetails;
import sla.evaluator.tally.KpiCounts;
import sla.evaluator.tally.RecordCounts;
import sla.model.agreement.Attribution;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;

/**
 * What one record adds to one KPI over one of its windows: the KPI's formula applied to it alone. Not for KPIs that
 * {@linkplain Kpi#relatesRecords relate records}, and not for declared measures.
 *
 * @param counts the named counts that go into the formula
 */
public record Contribution(Map<String, Long> counts, BigInteger numerator, BigInteger denominator) {

    /** Empty if the content does not count there. */
    public static Optional<Contribution> of(
            @Nullable Content content, AgreementPeriod period, Kpi kpi, KpiWindow window) {
        return counts(content, period, kpi, window).map(counts -> {
            MetricResult result = MetricFormula.measure(kpi.metric(), counts);
            return new Contribution(
                    result.counts(),
                    BigInteger.valueOf(result.numerator()),
                    MetricFormula.denominatorOfOne(kpi.metric(), result));
        });
    }

    /** What the content adds by the names under which counts are frozen; nothing if it does not count there. */
    public static Map<String, Long> named(
            @Nullable Content content, AgreementPeriod period, Kpi kpi, KpiWindow window) {
        return counts(content, period, kpi, window)
                .map(counts -> NamedCounts.of(kpi.metric(), counts))
                .orElse(Map.of());
    }

    private static Optional<Counts> counts(
            @Nullable Content content, AgreementPeriod period, Kpi kpi, KpiWindow window) {
        if (content == null) {
            return Optional.empty();
        }
        Series series = content.series();
        Optional<Instant> at = at(content, kpi);
        if (series == null
                || at.isEmpty()
                || !window.contains(at.get())
                || !KpiCounts.covers(period.agreement(), kpi, series)) {
            return Optional.empty();
        }
        return Optional.of(kpi.looksAtRecords() ? tallied(content, period, kpi) : cells(content, kpi, series));
    }

    private static Counts cells(Content content, Kpi kpi, Series series) {
        CountedInteraction contact = content.contact();
        return kpi.metric().judgesContacts() || contact == null
                ? CellCounts.of(content.judgement())
                : CellCounts.of(contact, series.knownParts(), kpi.metric().waitBounds());
    }

    private static Counts tallied(Content content, AgreementPeriod period, Kpi kpi) {
        RecordCounts alone = RecordCounts.of(period.agreement(), kpi, period.contractDays());
        CountedInteraction contact = content.contact();
        Series series = content.series();
        if (content.judgement() instanceof CountedEvaluation evaluation) {
            alone.add(evaluation);
        } else if (contact != null && series != null) {
            alone.add(new Contact(contact, series.knownParts(), ContactDetails.of(content.details())));
        }
        return alone;
    }

    /** The moment that puts the content into a period; empty if it is not of the kind that the KPI measures. */
    public static Optional<Instant> at(Content content, Kpi kpi) {
        CountedInteraction contact = content.contact();
        if (!content.type().equals(kpi.metric().measuredFrom().label())) {
            return Optional.empty();
        }
        if (!kpi.metric().judgesContacts()) {
            return contact != null && kpi.attribution() != Attribution.EVALUATED
                    ? Optional.of(Instant.ofEpochMilli(contact.at(kpi.attribution())))
                    : Optional.empty();
        }
        CountedJudgement judgement = content.judgement();
        if (judgement == null) {
            return Optional.empty();
        }
        return Optional.of(Instant.ofEpochMilli(
                kpi.attribution() == Attribution.EVALUATED || contact == null
                        ? judgement.judgedAt()
                        : contact.at(kpi.attribution())));
    }

    /** Whether all counts are 0: it is in the lot and adds nothing to the formula. */
    public boolean isNothing() {
        return counts.values().stream().allMatch(count -> count == 0);
    }
}
