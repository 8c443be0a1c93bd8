package sla.evaluator.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.agreement.AgreementTable;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.count.CellCounts;
import sla.evaluator.count.CountedEvaluation;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.count.CountedJudgement;
import sla.evaluator.fact.ContentKey;
import sla.evaluator.fact.CountedContent;
import sla.evaluator.fact.Identity;
import sla.evaluator.fact.Resolution;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.OneRecord;
import sla.evaluator.record.CountingKpi.One;
import sla.evaluator.record.RecordAnswer.Counted;
import sla.evaluator.record.RecordAnswer.NotCounted;
import sla.evaluator.series.Series;
import sla.evaluator.tally.Contact;
import sla.evaluator.tally.ContactDetails;
import sla.evaluator.tally.KpiCounts;
import sla.evaluator.tally.TalliedRecord;
import sla.evaluator.tally.TalliedRecords;
import sla.model.agreement.Agreement;
import sla.model.agreement.Attribution;
import sla.model.agreement.Kpi;
import sla.model.evaluation.Why;
import sla.model.event.Content;
import sla.model.event.DeclaredMeasure;
import sla.model.event.EventType;
import sla.model.event.Outcome;
import sla.model.event.QualityEvaluation;
import sla.model.event.SurveyAnswer;
import sla.model.json.Json;
import sla.model.time.Span;

/** In which KPIs and periods one record counts: each formula applied to that record alone; and in which it does not. */
@ApplicationScoped
class RecordCounting {
    /** A contact lasts at most a month, and a journey may have begun or go on as long before or after. */
    private static final Duration AROUND = Duration.ofDays(62);

    private final AgreementTable agreements;
    private final TalliedRecords tallied;
    private final CountingKpi counting;

    RecordCounting(AgreementTable agreements, TalliedRecords tallied, CountingKpi counting) {
        this.agreements = agreements;
        this.tallied = tallied;
        this.counting = counting;
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

    /** Where a record counts, and where it does not. */
    record Places(List<Counted> counted, List<NotCounted> notCounted) {
        Places() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    Places counts(Connection connection, StoredRevision record) throws SQLException {
        return switch (EventType.ofLabel(record.type()).orElse(null)) {
            case INTERACTION -> interaction(connection, record);
            case QUALITY_EVALUATION -> judgement(connection, record, EventType.QUALITY_EVALUATION);
            case SURVEY_ANSWER -> judgement(connection, record, EventType.SURVEY_ANSWER);
            case DECLARED_MEASURE -> measure(connection, record);
            case RETRACTION, CONTROL_TOTALS -> new Places();
            case null -> new Places();
        };
    }

    private Places interaction(Connection connection, StoredRevision record) throws SQLException {
        Places places = new Places();
        Series series = record.series();
        CountedInteraction contact = record.interaction();
        if (series == null || contact == null) {
            return places;
        }
        Contact own = new Contact(
                contact, series.knownParts(), Json.MAPPER.convertValue(record.details(), ContactDetails.class));
        NotInKpi.Moment moment = kpi -> Instant.ofEpochMilli(contact.at(kpi.attribution()));
        for (AgreementVersions versions : agreements.ofVendors(connection, Set.of(series.vendor()))) {
            List<Counted> counted = new ArrayList<>();
            for (Kpi kpi : kpis(versions, EventType.INTERACTION)) {
                Instant at = moment.apply(kpi);
                if (kpi.relatesRecords()) {
                    addRelated(connection, counted, versions, kpi, record, own, at);
                } else {
                    Counts cells = CellCounts.of(
                            contact, series.knownParts(), kpi.metric().waitBounds());
                    counting.add(
                            connection,
                            counted,
                            CountingPeriods.of(versions, kpi, covers(kpi, series), at),
                            kpi,
                            One.of(record, at),
                            tally -> {
                                tally.add(own);
                                return new OneRecord.Contact(contact.outcome(), kpi.looksAtRecords() ? tally : cells);
                            });
                }
            }
            places.counted().addAll(counted);
            places.notCounted().addAll(NotInKpi.of(versions, EventType.INTERACTION, series, moment, counted, null));
        }
        return places;
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
        if (found.isEmpty()) {
            // It names no journey: it is one of its own. Or no customer: nobody can tell who came back.
            counting.add(
                    connection,
                    counted,
                    CountingPeriods.of(versions, kpi, covers(kpi, series), at),
                    kpi,
                    One.of(record, at),
                    tally -> {
                        tally.add(own);
                        return new OneRecord.Contact(own.counted().outcome(), tally);
                    });
        }
        for (TalliedRecord each : found) {
            boolean isFirst = each.identity().equals(identity);
            One one = new One(each.at(), each.identity(), each.legs(), isFirst ? null : laterLeg(each.identity()));
            List<AgreementPeriod> periods = CountingPeriods.of(versions, kpi, covers(kpi, series), each.at());
            counting.add(connection, counted, periods, kpi, one, tally -> {
                if (isFirst) {
                    each.addTo(tally);
                }
                return new OneRecord.Contact(outcome(each, own), tally);
            });
        }
    }

    /** How the journey ended. */
    private static Outcome outcome(TalliedRecord each, Contact own) {
        Contact whole = each.what() instanceof TalliedRecord.What.OfContact(Contact joined) ? joined : own;
        return whole.counted().outcome();
    }

    private static Why laterLeg(Identity first) {
        return new Why(
                Why.Reason.LATER_LEG,
                "It is a later leg of the journey that begins with '" + first.recordId() + "' of '" + first.source()
                        + "', and counts with that.");
    }

    private Places judgement(Connection connection, StoredRevision record, EventType type) throws SQLException {
        Places places = new Places();
        Content content = content(record);
        CountedJudgement judgement = CountedContent.judgement(content);
        Optional<StoredRevision> judged = judged(connection, record);
        Series series = judged.map(StoredRevision::series)
                .map(contact -> contact.judgedBy(record.source()))
                .orElse(record.series());
        if (series == null) {
            return places;
        }
        @Nullable
        CountedInteraction contact = judged.map(StoredRevision::interaction).orElse(null);
        NotInKpi.Moment moment = kpi -> kpi.attribution() == Attribution.EVALUATED || contact == null
                ? record.occurredAt()
                : Instant.ofEpochMilli(contact.at(kpi.attribution()));
        for (AgreementVersions versions : agreements.ofVendors(connection, Set.of(series.vendor()))) {
            List<Counted> counted = new ArrayList<>();
            if (judgement == null) {
                places.notCounted()
                        .addAll(NotInKpi.of(versions, type, series, moment, counted, OneRecord.Evaluation.WITHDRAWN));
                continue;
            }
            CellCounts cells = CellCounts.of(judgement);
            for (Kpi kpi : kpis(versions, type)) {
                Instant at = moment.apply(kpi);
                counting.add(
                        connection,
                        counted,
                        CountingPeriods.of(versions, kpi, covers(kpi, series), at),
                        kpi,
                        One.of(record, at),
                        tally -> {
                            if (judgement instanceof CountedEvaluation evaluation) {
                                tally.add(evaluation);
                            }
                            return judgedAlone(content, kpi.looksAtRecords() ? tally : cells);
                        });
            }
            places.counted().addAll(counted);
            places.notCounted().addAll(NotInKpi.of(versions, type, series, moment, counted, null));
        }
        return places;
    }

    private static OneRecord judgedAlone(Content content, Counts counts) {
        return content instanceof SurveyAnswer answer
                ? new OneRecord.Survey(answer, counts)
                : new OneRecord.Evaluation((QualityEvaluation) content, counts);
    }

    /** Whether it is an evaluation that was withdrawn. */
    boolean isWithdrawn(StoredRevision record) {
        return record.type().equals(EventType.QUALITY_EVALUATION.label())
                && CountedContent.judgement(content(record)) == null;
    }

    private Places measure(Connection connection, StoredRevision record) throws SQLException {
        Places places = new Places();
        if (!(content(record) instanceof DeclaredMeasure measure)) {
            return places;
        }
        for (AgreementVersions versions : agreements.ofVendors(connection, Set.of(measure.vendor()))) {
            for (Kpi kpi : kpis(versions, EventType.DECLARED_MEASURE)) {
                Predicate<Agreement> covers =
                        agreement -> TalliedRecords.counts(agreement, kpi, measure, record.source());
                One one = One.of(record, measure.from());
                List<AgreementPeriod> periods = CountingPeriods.of(versions, kpi, covers, measure.from());
                counting.add(connection, places.counted(), periods, kpi, one, tally -> {
                    tally.add(measure);
                    return new OneRecord.Declared(measure, tally);
                });
            }
            places.notCounted().addAll(NotInKpi.ofMeasure(versions, measure, record.source(), places.counted()));
        }
        return places;
    }

    private static Predicate<Agreement> covers(Kpi kpi, Series series) {
        return agreement -> KpiCounts.covers(agreement, kpi, series);
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
