package sla.evaluator.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.agreement.AgreementTable;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.count.CellCounts;
import sla.evaluator.count.CountedEvaluation;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.count.CountedJudgement;
import sla.evaluator.evaluation.KpiCounts;
import sla.evaluator.exclusion.LeavesOut;
import sla.evaluator.fact.ContentKey;
import sla.evaluator.fact.CountedContent;
import sla.evaluator.fact.Identity;
import sla.evaluator.fact.Resolution;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.MetricFormula;
import sla.evaluator.metric.MetricResult;
import sla.evaluator.record.RecordAnswer.Counted;
import sla.evaluator.series.Series;
import sla.evaluator.tally.Contact;
import sla.evaluator.tally.ContactDetails;
import sla.evaluator.tally.RecordCounts;
import sla.evaluator.tally.TalliedRecord;
import sla.evaluator.tally.TalliedRecords;
import sla.evaluator.term.TermTable;
import sla.model.agreement.Agreement;
import sla.model.agreement.Attribution;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.agreement.Window;
import sla.model.event.Content;
import sla.model.event.DeclaredMeasure;
import sla.model.event.EventType;
import sla.model.json.Json;
import sla.model.term.Exclusion;
import sla.model.time.Period;
import sla.model.time.Span;

/** In which KPIs and periods one record counts: each formula applied to that record alone. */
@ApplicationScoped
class RecordCounting {
    /** The most that a window can reach back, and each of them cut in two. */
    private static final int MOST_PERIODS = 72;

    /** A contact lasts at most a month, and a journey may have begun or go on as long before or after. */
    private static final Duration AROUND = Duration.ofDays(62);

    private final AgreementTable agreements;
    private final TalliedRecords tallied;

    RecordCounting(AgreementTable agreements, TalliedRecords tallied) {
        this.agreements = agreements;
        this.tallied = tallied;
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
            case DECLARED_MEASURE -> measure(connection, record);
            case RETRACTION, CONTROL_TOTALS -> List.of();
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
        Contact own = new Contact(
                contact, series.knownParts(), Json.MAPPER.convertValue(record.details(), ContactDetails.class));
        for (AgreementVersions versions : AgreementVersions.group(agreements.all(connection))) {
            for (Kpi kpi : kpis(versions, EventType.INTERACTION)) {
                Instant at = Instant.ofEpochMilli(contact.at(kpi.attribution()));
                if (kpi.relatesRecords()) {
                    addRelated(connection, counted, versions, kpi, record, own, at);
                } else {
                    Counts cells = CellCounts.of(
                            contact, series.knownParts(), kpi.metric().waitBounds());
                    add(
                            connection,
                            counted,
                            counting(versions, kpi, covers(kpi, series), at),
                            kpi,
                            alone(record, at),
                            tally -> {
                                tally.add(own);
                                return kpi.looksAtRecords() ? tally : cells;
                            });
                }
            }
        }
        return counted;
    }

    /** Where the journey counts of which it is a leg, or whether its customer came back. A later leg adds nothing more. */
    private void addRelated(
            Connection connection,
            List<Counted> counted,
            AgreementVersions versions,
            Kpi kpi,
            StoredRevision record,
            Contact own,
            Instant at)
            throws SQLException {
        Optional<Agreement> version = versions.at(at)
                .map(AgreementPeriod::agreement)
                .filter(agreement -> agreement.kpis().contains(kpi));
        Series series = Objects.requireNonNull(record.series());
        if (version.isEmpty() || !KpiCounts.covers(version.get(), kpi, series)) {
            return;
        }
        Span round = new Span(at.minus(AROUND), at.plus(AROUND));
        List<TalliedRecord> found = new ArrayList<>();
        Identity identity = new Identity(record.source(), record.recordId());
        tallied.ofSame(connection, version.get(), kpi, round, own.details(), record.source(), each -> {
            if (each.identity().equals(identity) || each.legs().contains(identity)) {
                found.add(each);
            }
        });
        if (found.isEmpty() && kpi.journeys() != null) {
            // It names no journey: it is one of its own.
            add(
                    connection,
                    counted,
                    counting(versions, kpi, covers(kpi, series), at),
                    kpi,
                    alone(record, at),
                    tally -> {
                        tally.add(own);
                        return tally;
                    });
        }
        for (TalliedRecord each : found) {
            One one = new One(each.at(), each.identity(), each.legs());
            add(connection, counted, counting(versions, kpi, covers(kpi, series), each.at()), kpi, one, tally -> {
                if (each.identity().equals(identity)) {
                    each.addTo(tally);
                }
                return tally;
            });
        }
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
        CellCounts cells = CellCounts.of(judgement);
        @Nullable
        CountedInteraction contact = judged.map(StoredRevision::interaction).orElse(null);
        for (AgreementVersions versions : AgreementVersions.group(agreements.all(connection))) {
            for (Kpi kpi : kpis(versions, type)) {
                Instant at = Instant.ofEpochMilli(
                        kpi.attribution() == Attribution.EVALUATED || contact == null
                                ? judgement.judgedAt()
                                : contact.at(kpi.attribution()));
                add(
                        connection,
                        counted,
                        counting(versions, kpi, covers(kpi, series), at),
                        kpi,
                        alone(record, at),
                        tally -> {
                            if (judgement instanceof CountedEvaluation evaluation) {
                                tally.add(evaluation);
                            }
                            return kpi.looksAtRecords() ? tally : cells;
                        });
            }
        }
        return counted;
    }

    private List<Counted> measure(Connection connection, StoredRevision record) throws SQLException {
        List<Counted> counted = new ArrayList<>();
        if (!(content(record) instanceof DeclaredMeasure measure)) {
            return counted;
        }
        for (AgreementVersions versions : AgreementVersions.group(agreements.all(connection))) {
            for (Kpi kpi : kpis(versions, EventType.DECLARED_MEASURE)) {
                Predicate<Agreement> covers =
                        agreement -> TalliedRecords.counts(agreement, kpi, measure, record.source());
                One one = alone(record, measure.from());
                add(connection, counted, counting(versions, kpi, covers, measure.from()), kpi, one, tally -> {
                    tally.add(measure);
                    return tally;
                });
            }
        }
        return counted;
    }

    private static Predicate<Agreement> covers(Kpi kpi, Series series) {
        return agreement -> KpiCounts.covers(agreement, kpi, series);
    }

    /** What the record is alone, in counts of the KPI that have nothing in them so far. */
    private interface Alone {
        Counts of(RecordCounts tally);
    }

    /**
     * What the KPI counts as one.
     *
     * @param at by which it is in the window
     */
    private record One(Instant at, Identity identity, List<Identity> legs) {}

    private static One alone(StoredRevision record, Instant at) {
        return new One(at, new Identity(record.source(), record.recordId()), List.of());
    }

    private static void add(
            Connection connection, List<Counted> counted, List<AgreementPeriod> periods, Kpi kpi, One one, Alone alone)
            throws SQLException {
        for (AgreementPeriod period : periods) {
            Agreement version = period.agreement();
            Optional<Exclusion> leftOut = new LeavesOut(
                            TermTable.approvedExclusions(connection, version.agreement()), version, kpi)
                    .first(one.at(), one.identity(), one.legs());
            MetricResult result =
                    MetricFormula.measure(kpi.metric(), alone.of(RecordCounts.of(version, kpi, period.contractDays())));
            counted.add(new Counted(
                    version.agreement(),
                    version.version(),
                    period.label(),
                    window(period, kpi, one.at())
                            .flatMap(KpiWindow::named)
                            .map(Period::label)
                            .orElse(null),
                    kpi.id(),
                    kpi.lot(),
                    leftOut.isPresent() ? BigInteger.ZERO : BigInteger.valueOf(result.numerator()),
                    leftOut.isPresent() ? BigInteger.ZERO : BigInteger.valueOf(result.denominator()),
                    leftOut.map(Exclusion::id).orElse(null)));
        }
    }

    /** The periods for which the KPI is measured over what was then: that of the moment, or later ones. */
    private static List<AgreementPeriod> counting(
            AgreementVersions versions, Kpi kpi, Predicate<Agreement> covers, Instant at) {
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
            if (version.kpis().contains(kpi) && covers.test(version)) {
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

    /** All KPIs of all versions that are measured from such records, each once. */
    private static List<Kpi> kpis(AgreementVersions versions, EventType type) {
        return versions.versions().stream()
                .flatMap(version -> version.kpis().stream())
                .filter(kpi -> kpi.metric().measuredFrom() == type)
                .filter(kpi -> type != EventType.INTERACTION || kpi.attribution() != Attribution.EVALUATED)
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
