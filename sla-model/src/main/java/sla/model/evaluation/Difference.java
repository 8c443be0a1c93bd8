package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.number.Money;

/**
 * How what the data give now differs from a frozen result, which itself never changes. Differences of a period are a
 * history: each is relative to the frozen result, so the last one is what would be booked, and the ones before it are
 * not added to it.
 *
 * @param freeze its id
 * @param version of the agreement in the frozen result
 * @param number from 1, without gaps
 * @param foundAt when it was computed
 * @param liveVersion of the agreement that the period would be evaluated under now; absent if none covers it any more
 * @param lines those that differ, in the order of the frozen result and then of the new one; none if nothing differs
 *     any more
 * @param bonus what is to be added to the frozen bonus
 * @param malus what is to be added to the frozen malus; negative if the vendor loses more
 * @param charges those that differ, likewise; absent if none does
 * @param charged what is to be added to the frozen {@code charged}; absent if nothing is charged
 * @param otherCauses what happened besides records
 * @param alerts those that differ; absent if there are none
 */
public record Difference(
        @JsonProperty(required = true) String freeze,
        @JsonProperty(required = true) String agreement,
        @JsonProperty(required = true) int version,
        @JsonProperty(required = true) String vendor,
        @JsonProperty(required = true) String period,
        @JsonProperty(required = true) int number,
        @JsonProperty(required = true) Instant foundAt,
        @Nullable Integer liveVersion,
        @JsonProperty(required = true) List<LineDifference> lines,
        @JsonProperty(required = true) Money bonus,
        @JsonProperty(required = true) Money malus,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ChargeDifference> charges,
        @Nullable Money charged,

        @JsonProperty(required = true) @JsonInclude(JsonInclude.Include.ALWAYS)
        List<OtherCause> otherCauses,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AlertDifference> alerts) {

    public Difference {
        alerts = alerts == null ? List.of() : List.copyOf(alerts);
        lines = List.copyOf(lines);
        charges = charges == null ? List.of() : List.copyOf(charges);
        otherCauses = List.copyOf(otherCauses);
    }

    /** Whether nothing differs. */
    public boolean isNone() {
        return lines.isEmpty() && charges.isEmpty() && alerts.isEmpty();
    }

    /** {@code bank-inhouse/1999-01/1}. */
    public String key() {
        return agreement + '/' + period + '/' + number;
    }

    /** The same with other lines. */
    public Difference withLines(List<LineDifference> others) {
        return new Difference(
                freeze,
                agreement,
                version,
                vendor,
                period,
                number,
                foundAt,
                liveVersion,
                others,
                bonus,
                malus,
                charges,
                charged,
                otherCauses,
                alerts);
    }

    /** Whether it says the same, whenever it was found. */
    public boolean saysTheSameAs(Difference other) {
        return withoutDates().equals(other.withoutDates());
    }

    private Difference withoutDates() {
        return new Difference(
                freeze,
                agreement,
                version,
                vendor,
                period,
                0,
                Instant.EPOCH,
                liveVersion,
                lines.stream().map(line -> line.firstSeen(Instant.EPOCH)).toList(),
                bonus,
                malus,
                charges.stream().map(charge -> charge.firstSeen(Instant.EPOCH)).toList(),
                charged,
                otherCauses,
                alerts);
    }

    /**
     * Something besides records.
     *
     * @param text in a sentence
     */
    public record OtherCause(
            @JsonProperty(required = true) Kind kind,
            @JsonProperty(required = true) String text) {
        public enum Kind {
            /** Another version of the agreement covers the period now. */
            @JsonProperty("agreement-version")
            AGREEMENT_VERSION,
            /** No version of the agreement covers the period any more. */
            @JsonProperty("agreement-ended")
            AGREEMENT_ENDED,
            /** A rebuild put counts right. */
            @JsonProperty("rebuild")
            REBUILD,
            /** The database was restored from a dump, which forgets what came before the cut-off and what after. */
            @JsonProperty("restored")
            RESTORED,
            /** Records of the period were deleted since, so not every one that changed can be named any more. */
            @JsonProperty("sealed")
            SEALED,
            /** A rule is paid only if something holds, and whether it does has changed. */
            @JsonProperty("gate")
            GATE,
            /** A KPI looks at records together, so that no record says by itself why it has changed. */
            @JsonProperty("related-records")
            RELATED_RECORDS,
            /** What somebody declares has changed. */
            @JsonProperty("declared")
            DECLARED,
            /** What is charged has changed, of which a line is a share or which a minimum tops up. */
            @JsonProperty("charges")
            CHARGES,
            /** An earlier period, on which a line looks back, would be otherwise now. */
            @JsonProperty("earlier-period")
            EARLIER_PERIOD,
            /** Other days or intervals are not held against the vendor. */
            @JsonProperty("relief")
            RELIEF,
            /** What an exclusion leaves out, or leaves out no more. */
            @JsonProperty("exclusion")
            EXCLUSION,
            /** A line was claimed, or its claim was withdrawn. */
            @JsonProperty("claim")
            CLAIM,
            /** No changed record was found that explains a line. */
            @JsonProperty("unexplained")
            UNEXPLAINED
        }
    }
}
