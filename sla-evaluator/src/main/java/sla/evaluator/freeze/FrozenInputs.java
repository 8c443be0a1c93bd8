package sla.evaluator.freeze;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.metric.NamedCounts;
import sla.evaluator.metric.NoCounts;
import sla.evaluator.rule.AgreementEvaluator;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.agreement.Kpi;
import sla.model.evaluation.AppliedExclusion;
import sla.model.evaluation.Completeness;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.LastIn;
import sla.model.evaluation.PastPeriod;
import sla.model.evaluation.SourceCompleteness;
import sla.model.json.Json;
import sla.model.term.Claim;
import sla.model.time.Period;
import sla.model.time.Span;

/**
 * All that a result is made of, by value: with it alone the result can be computed anew when the data are gone.
 *
 * @param cutOff up to where the data were counted
 * @param agreement the whole version
 * @param kpis in the order of the agreement
 * @param contractDays of the contract; absent in inputs of before there were windows, when nothing reached beyond the period
 * @param completeness how much of what was declared had been received; absent in inputs of before there was any
 * @param sources the same for each source that declared something
 * @param exclusions exclusions with what each takes out of the counts, which are those of all contacts; absent if there are none
 * @param lastIn what came last where that is left out; absent if no corridor asks for it
 * @param past earlier periods on which the result looks back, oldest first; absent if there are none
 * @param claims of lines of the period; absent if none was known
 */
record FrozenInputs(
        @JsonProperty(required = true) CutOff cutOff,
        @JsonProperty(required = true) Agreement agreement,
        @JsonProperty(required = true) Period period,
        @JsonProperty(required = true) List<KpiCounts> kpis,
        ContractDays contractDays,
        Completeness completeness,
        List<SourceCompleteness> sources,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AppliedExclusion> exclusions,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<LastIn> lastIn,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PastPeriod> past,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Claim> claims) {

    FrozenInputs {
        claims = claims == null ? List.of() : List.copyOf(claims);
        past = past == null ? List.of() : List.copyOf(past);
        lastIn = lastIn == null ? List.of() : List.copyOf(lastIn);
        exclusions = exclusions == null ? List.of() : List.copyOf(exclusions);
        kpis = List.copyOf(kpis);
        contractDays = contractDays == null ? ContractDays.of(agreement) : contractDays;
        completeness = completeness == null ? Completeness.NOT_DECLARED : completeness;
        sources = sources == null ? List.of() : List.copyOf(sources);
    }

    /** With the version as it was frozen. */
    AgreementPeriod asPeriod() {
        return new AgreementPeriod(agreement, period, contractDays);
    }

    /**
     * How far each partition of the accepted records had been stored: every message before the offset is in the counts,
     * none from it on.
     */
    record CutOff(
            @JsonProperty(required = true) int agreementVersion,
            @JsonProperty(required = true) List<Position> positions) {}

    /**
     * @param topicId tells topics of one name apart: one that was made anew counts its offsets from 0 again
     */
    record Position(
            @JsonProperty(required = true) String topic,
            @JsonProperty(required = true) String topicId,
            @JsonProperty(required = true) int partition,
            @JsonProperty(required = true) long nextOffset) {}

    /**
     * What one KPI asks of the counts, quarter-hour by quarter-hour.
     *
     * @param names of the counts, such as {@code answered} and {@code answeredWaitMillis}
     * @param intervals oldest first, without those in which all counts are 0
     */
    record KpiCounts(
            @JsonProperty(required = true) String kpi,
            @JsonProperty(required = true) List<String> names,
            @JsonProperty(required = true) List<IntervalCounts> intervals)
            implements CountsOverTime {
        private static final Comparator<IntervalCounts> BY_START = Comparator.comparing(IntervalCounts::start);

        /**
         * @param isOpen whether what begins then counts for the KPI
         */
        static KpiCounts of(
                Kpi kpi, List<Instant> edges, Map<Integer, ? extends Counts> bySpan, Predicate<Instant> isOpen) {
            List<String> names =
                    List.copyOf(NamedCounts.of(kpi.metric(), NoCounts.NONE).keySet());
            List<IntervalCounts> intervals = new ArrayList<>();
            for (int span = 0; span < edges.size() - 1; span++) {
                Counts counts = bySpan.get(span);
                if (counts != null && isOpen.test(edges.get(span))) {
                    Map<String, Long> named = NamedCounts.of(kpi.metric(), counts);
                    if (!List.copyOf(named.keySet()).equals(names)) {
                        throw new IllegalStateException("the counts of '" + kpi.id() + "' have no fixed names");
                    }
                    if (named.values().stream().anyMatch(count -> count != 0)) {
                        intervals.add(new IntervalCounts(edges.get(span), List.copyOf(named.values())));
                    }
                }
            }
            return new KpiCounts(kpi.id(), names, intervals);
        }

        /** The sum over the quarter-hours that begin in the spans. */
        @Override
        public Counts within(List<Span> spans) {
            Map<String, Long> sums = new LinkedHashMap<>();
            names.forEach(name -> sums.put(name, 0L));
            spans.forEach(span -> add(sums, span));
            return new NamedCounts(sums);
        }

        private void add(Map<String, Long> sums, Span span) {
            int first =
                    Collections.binarySearch(intervals, new IntervalCounts(span.startInclusive(), List.of()), BY_START);
            for (int at = first < 0 ? -first - 1 : first; at < intervals.size(); at++) {
                IntervalCounts interval = intervals.get(at);
                if (!interval.start().isBefore(span.endExclusive())) {
                    break;
                }
                for (int i = 0; i < names.size(); i++) {
                    sums.merge(names.get(i), interval.counts().get(i), Math::addExact);
                }
            }
        }
    }

    /** One quarter-hour: {@code ["2026-01-05T10:00:00.000Z",[12,96000]]}. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record IntervalCounts(
            @JsonProperty(required = true) Instant start,
            @JsonProperty(required = true) List<Long> counts) {}

    /** The result, computed from this alone. */
    Evaluation evaluate() {
        return AgreementEvaluator.evaluate(agreement, period, contractDays, counts(), past, exclusions, lastIn, claims)
                .with(completeness, sources);
    }

    /** What each KPI is measured by, of all contacts. */
    Map<String, CountsOverTime> counts() {
        Map<String, CountsOverTime> counts = new HashMap<>();
        kpis.forEach(kpi -> counts.put(kpi.kpi(), kpi));
        return counts;
    }

    byte[] toJson() {
        try {
            return Json.MAPPER.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the inputs cannot be written", e);
        }
    }

    static FrozenInputs ofJson(byte[] json) {
        try {
            return Objects.requireNonNull(Json.MAPPER.readValue(json, FrozenInputs.class));
        } catch (IOException e) {
            throw new IllegalStateException("the inputs cannot be read: " + e.getMessage(), e);
        }
    }
}
