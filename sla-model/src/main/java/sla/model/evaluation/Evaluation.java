package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.model.number.Money;
import sla.model.term.Exclusion;
import sla.model.time.Period;

/**
 * What one agreement version gives for one period: a pure function of the version and its inputs. The same input gives
 * the same bytes.
 *
 * @param kpis in the order of the agreement
 * @param lines one per rule, in the order of the agreement
 * @param bonus sum of the positive lines
 * @param malus sum of the negative lines, 0 or less; never netted with the bonus here
 * @param charges what is owed for the work, in the order of the agreement; absent if it has none
 * @param charged their sum; no part of bonus or malus. Absent if the agreement has none
 * @param reliefs what was not held against the vendor; absent if nothing was
 * @param withoutExclusions what bonus and malus would be without any exclusion; absent if none touches the period
 * @param capsReached the ids of the caps of which nothing was left at the end of the period, of those for which the agreement
 *     asks; absent if there are none
 * @param alerts rights that the contract gives, raised or not, in the order of the agreement; absent if it has none
 * @param completeness how much of what was declared for the agreement's queues in the period was received; absent in
 *     evaluations of before there was any, and then "not declared" here
 * @param sources the same for each source that declared something, in the order of their ids
 */
public record Evaluation(
        @JsonProperty(required = true) String agreement,
        @JsonProperty(required = true) int version,
        @JsonProperty(required = true) String vendor,
        @JsonProperty(required = true) Period period,
        @JsonProperty(required = true) ZoneId zone,
        @JsonProperty(required = true) String currency,
        @JsonProperty(required = true) List<KpiResult> kpis,
        @JsonProperty(required = true) List<Line> lines,
        @JsonProperty(required = true) Money bonus,
        @JsonProperty(required = true) Money malus,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ChargeLine> charges,
        @Nullable Money charged,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ReliefResult> reliefs,
        @Nullable WithoutExclusions withoutExclusions,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> capsReached,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AlertResult> alerts,
        Completeness completeness,
        List<SourceCompleteness> sources) {

    public Evaluation {
        charges = charges == null ? List.of() : List.copyOf(charges);
        reliefs = reliefs == null ? List.of() : List.copyOf(reliefs);
        alerts = alerts == null ? List.of() : List.copyOf(alerts);
        capsReached = capsReached == null ? List.of() : List.copyOf(capsReached);
        completeness = completeness == null ? Completeness.NOT_DECLARED : completeness;
        sources = sources == null ? List.of() : List.copyOf(sources);
        kpis = List.copyOf(kpis);
        lines = List.copyOf(lines);
    }

    /** One whose vendor declared nothing. */
    public Evaluation(
            String agreement,
            int version,
            String vendor,
            Period period,
            ZoneId zone,
            String currency,
            List<KpiResult> kpis,
            List<Line> lines,
            Money bonus,
            Money malus) {
        this(
                agreement,
                version,
                vendor,
                period,
                zone,
                currency,
                kpis,
                lines,
                bonus,
                malus,
                List.of(),
                null,
                List.of(),
                null,
                List.of(),
                List.of(),
                Completeness.NOT_DECLARED,
                List.of());
    }

    /** The same with what is charged; the same evaluation if nothing is. */
    public Evaluation charging(List<ChargeLine> lines) {
        Money sum = lines.stream().map(ChargeLine::amount).reduce(Money::plus).orElse(null);
        return sum == null
                ? this
                : with(lines, sum, reliefs, withoutExclusions, capsReached, alerts, completeness, sources);
    }

    /** The same with what was not held against the vendor. */
    public Evaluation relieving(List<ReliefResult> results) {
        return with(charges, charged, results, withoutExclusions, capsReached, alerts, completeness, sources);
    }

    /** The same with the caps of which nothing is left, and the rights that there are or are not. */
    public Evaluation reaching(List<String> caps, List<AlertResult> ofAlerts) {
        return with(charges, charged, reliefs, withoutExclusions, caps, ofAlerts, completeness, sources);
    }

    /** The same with what is known of its completeness. */
    public Evaluation with(Completeness ofAll, List<SourceCompleteness> ofSources) {
        return with(charges, charged, reliefs, withoutExclusions, capsReached, alerts, ofAll, ofSources);
    }

    /** The same with exclusions before what else was not held against the vendor, for they act first. */
    public Evaluation excluding(List<ReliefResult> exclusions, WithoutExclusions without) {
        List<ReliefResult> all =
                Stream.concat(exclusions.stream(), reliefs.stream()).toList();
        return with(charges, charged, all, without, capsReached, alerts, completeness, sources);
    }

    /** The same, said of another agreement. */
    public Evaluation calling(String other) {
        return new Evaluation(
                other,
                version,
                vendor,
                period,
                zone,
                currency,
                kpis,
                lines,
                bonus,
                malus,
                charges,
                charged,
                reliefs,
                withoutExclusions,
                capsReached,
                alerts,
                completeness,
                sources);
    }

    /** Those among the reliefs, in the order of their approvals. */
    public List<Exclusion> exclusions() {
        return reliefs.stream()
                .map(ReliefResult::exclusion)
                .filter(Objects::nonNull)
                .toList();
    }

    private Evaluation with(
            List<ChargeLine> ofCharges,
            @Nullable Money sum,
            List<ReliefResult> ofReliefs,
            @Nullable WithoutExclusions without,
            List<String> caps,
            List<AlertResult> ofAlerts,
            Completeness ofAll,
            List<SourceCompleteness> ofSources) {
        return new Evaluation(
                agreement, version, vendor, period, zone, currency, kpis, lines, bonus, malus, ofCharges, sum,
                ofReliefs, without, caps, ofAlerts, ofAll, ofSources);
    }

    /** {@code bank-inhouse/1999-01}: an agreement has one evaluation per period, whichever version it is by. */
    public String key() {
        return agreement + '/' + period.label();
    }

    /** What bonus and malus would be if exclusions left nothing out. */
    public record WithoutExclusions(
            @JsonProperty(required = true) Money bonus,
            @JsonProperty(required = true) Money malus) {}
}
