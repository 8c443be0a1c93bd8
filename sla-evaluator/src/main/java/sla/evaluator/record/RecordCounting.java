package sla.evaluator.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.agreement.AgreementTable;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.count.CellCounts;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.count.CountedJudgement;
import sla.evaluator.evaluation.KpiCounts;
import sla.evaluator.fact.ContentKey;
import sla.evaluator.fact.CountedContent;
import sla.evaluator.fact.Resolution;
import sla.evaluator.metric.MetricFormula;
import sla.evaluator.metric.MetricResult;
import sla.evaluator.record.RecordAnswer.Counted;
import sla.evaluator.series.Series;
import sla.model.agreement.Agreement;
import sla.model.agreement.Attribution;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.agreement.WaitBound;
import sla.model.agreement.Window;
import sla.model.event.Content;
import sla.model.event.EventType;
import sla.model.json.Json;
import sla.model.time.Period;

/** In which KPIs and periods one record counts: each formula applied to that record alone. */
@ApplicationScoped
class RecordCounting {
    /** The most that a window can reach back, and each of them cut in two. */
    private static final int MOST_PERIODS = 72;

    private final AgreementTable agreements;

    RecordCounting(AgreementTable agreements) {
        this.agreements = agreements;
    }

    /** Whether it names an interaction that does not count for it. */
    boolean isWaiting(Connection connection, StoredRevision record) throws SQLException {
        return record.referenceSource() != null && judged(connection, record).isEmpty();
    }

    /** Whether it names a record whose contents have been deleted. */
    boolean isAboutSealed(Connection connection, StoredRevision record) throws SQLException {
        String source = record.referenceSource();
        String recordId = record.referenceRecordId();
        return source != null
                && recordId != null
                && Seal.read(connection, source, recordId)
                        .filter(seal -> seal.month() != null)
                        .isPresent();
    }

    List<Counted> counts(Connection connection, StoredRevision record) throws SQLException {
        return switch (EventType.ofLabel(record.type()).orElse(null)) {
            case INTERACTION -> interaction(connection, record);
            case QUALITY_EVALUATION -> judgement(connection, record, EventType.QUALITY_EVALUATION);
            case SURVEY_ANSWER -> judgement(connection, record, EventType.SURVEY_ANSWER);
            case RETRACTION, CONTROL_TOTALS, DECLARED_MEASURE -> List.of();
            case null -> List.of();
        };
    }

    private List<Counted> interaction(Connection connection, StoredRevision record) throws SQLException {
        List<Counted> counted = new ArrayList<>();
        Series series = record.series();
        CountedInteraction contact = record.interaction();
        if (series == null || contact == null) {
            return counted;
        }
        for (AgreementVersions versions : AgreementVersions.group(agreements.all(connection))) {
            Set<WaitBound> bounds = MetricFormula.waitBounds(
                    kpis(versions).stream().map(Kpi::metric).toList());
            CellCounts alone = CellCounts.of(contact, series.knownParts(), bounds);
            add(
                    counted,
                    versions,
                    series,
                    alone,
                    EventType.INTERACTION,
                    attribution -> Instant.ofEpochMilli(contact.at(attribution)));
        }
        return counted;
    }

    private List<Counted> judgement(Connection connection, StoredRevision record, EventType type) throws SQLException {
        List<Counted> counted = new ArrayList<>();
        CountedJudgement judgement = CountedContent.judgement(content(record));
        Optional<StoredRevision> judged = judged(connection, record);
        Series series = judged.map(StoredRevision::series)
                .map(contact -> contact.judgedBy(record.source()))
                .orElse(record.series());
        if (series == null || judgement == null) {
            return counted;
        }
        CellCounts alone = CellCounts.of(judgement);
        @Nullable
        CountedInteraction contact = judged.map(StoredRevision::interaction).orElse(null);
        for (AgreementVersions versions : AgreementVersions.group(agreements.all(connection))) {
            add(
                    counted,
                    versions,
                    series,
                    alone,
                    type,
                    attribution -> Instant.ofEpochMilli(
                            attribution == Attribution.EVALUATED || contact == null
                                    ? judgement.judgedAt()
                                    : contact.at(attribution)));
        }
        return counted;
    }

    /** The moment of a record under an attribution. */
    private interface Moment {
        Instant at(Attribution attribution);
    }

    private static void add(
            List<Counted> counted,
            AgreementVersions versions,
            Series series,
            CellCounts alone,
            EventType type,
            Moment moment) {
        for (Kpi kpi : kpis(versions)) {
            if (kpi.metric().measuredFrom() != type
                    || (type == EventType.INTERACTION && kpi.attribution() == Attribution.EVALUATED)) {
                continue;
            }
            Instant at = moment.at(kpi.attribution());
            for (AgreementPeriod period : counting(versions, kpi, series, at)) {
                Agreement version = period.agreement();
                MetricResult result = MetricFormula.measure(kpi.metric(), alone);
                counted.add(new Counted(
                        version.agreement(),
                        version.version(),
                        period.label(),
                        window(period, kpi, at)
                                .flatMap(KpiWindow::named)
                                .map(Period::label)
                                .orElse(null),
                        kpi.id(),
                        kpi.lot(),
                        BigInteger.valueOf(result.numerator()),
                        BigInteger.valueOf(result.denominator())));
            }
        }
    }

    /** The periods for which the KPI is measured over what was then: that of the moment, or later ones. */
    private static List<AgreementPeriod> counting(AgreementVersions versions, Kpi kpi, Series series, Instant at) {
        Window window = kpi.window();
        Optional<AgreementPeriod> next = versions.at(at);
        boolean rolls = window != null && window.last() != null;
        if (window != null && !rolls && next.isPresent()) {
            // A window belongs to the period in which it ends.
            AgreementPeriod first = next.get();
            ZoneId zone = first.agreement().zone();
            LocalDate last = window.cycle()
                    .orElseThrow()
                    .of(at.atZone(zone).toLocalDate(), zone)
                    .within(first.contractDays().start(), first.contractDays().end(), zone)
                    .endDay(zone)
                    .minusDays(1);
            next = versions.at(last);
        }
        List<AgreementPeriod> counting = new ArrayList<>();
        int looked = 0;
        while (next.isPresent() && looked++ < (rolls ? MOST_PERIODS : 1)) {
            AgreementPeriod period = next.get();
            Agreement version = period.agreement();
            if (version.kpis().contains(kpi) && KpiCounts.covers(version, kpi, series)) {
                if (window(period, kpi, at).isPresent()) {
                    counting.add(period);
                } else if (KpiWindow.reach(version, kpi, period.period(), period.contractDays())
                        .isAfter(at)) {
                    break;
                }
            }
            next = versions.at(period.period().endExclusive());
        }
        return counting;
    }

    private static Optional<KpiWindow> window(AgreementPeriod period, Kpi kpi, Instant at) {
        return period.windows(kpi).stream()
                .filter(window -> window.contains(at))
                .findFirst();
    }

    /** All KPIs of all versions, each once. */
    private static List<Kpi> kpis(AgreementVersions versions) {
        return versions.versions().stream()
                .flatMap(version -> version.kpis().stream())
                .distinct()
                .toList();
    }

    /** The interaction that an evaluation judges, if it counts and is of the same vendor. */
    private static Optional<StoredRevision> judged(Connection connection, StoredRevision record) throws SQLException {
        String source = record.referenceSource();
        String recordId = record.referenceRecordId();
        if (source == null || recordId == null) {
            return Optional.empty();
        }
        List<StoredRevision> stored = StoredRevision.read(connection, source, recordId);
        Optional<ContentKey> effective =
                new Resolution(stored.stream().map(StoredRevision::key).toList()).effective();
        Object vendor = record.details().get("vendor");
        return stored.stream()
                .filter(revision -> effective.isPresent() && revision.key().equals(effective.get()))
                .filter(revision ->
                        revision.series() != null && revision.series().vendor().equals(vendor))
                .findFirst();
    }

    private static Content content(StoredRevision record) {
        ObjectNode json = Json.MAPPER.valueToTree(record.details());
        json.put("type", record.type());
        return Json.MAPPER.convertValue(json, Content.class);
    }
}
