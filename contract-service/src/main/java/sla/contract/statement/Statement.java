package sla.contract.statement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import sla.contract.term.StatementClaim;
import sla.model.agreement.Agreement;
import sla.model.evaluation.AlertResult;
import sla.model.evaluation.ChargeLine;
import sla.model.evaluation.Completeness;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Evaluation.WithoutExclusions;
import sla.model.evaluation.Freeze;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.Line;
import sla.model.evaluation.ReliefResult;
import sla.model.number.Money;
import sla.model.time.Period;

/**
 * The account of one agreement for one period, with all that is needed to redo it by hand.
 *
 * @param live whether the period still runs
 * @param sequence which evaluation it shows; grows with every change
 * @param sources that may speak for the vendor
 * @param bonus sum of the positive lines
 * @param malus sum of the negative lines; not netted with the bonus
 * @param charges what is owed for the work, each with its sentence; absent if the agreement has none
 * @param charged their sum, which is neither bonus nor malus; absent if the agreement has none
 * @param reliefs what was not held against the vendor, and what that changed, exclusions with by whom and why; absent if
 *     nothing was
 * @param withoutExclusions bonus and malus if exclusions left nothing out; absent if there are none
 * @param alerts rights that the contract gives, raised or not; absent if the agreement has none
 * @param claims how it stands with each line that has to be claimed, by the clock of who reads it; absent if there are none
 * @param freeze under which it does not change any more; absent while it follows the data
 * @param difference what the data would give instead now: what would be booked in the open period, none of it is in the
 *     lines above; absent while nothing has differed
 * @param completeness how much of what sources declared for the agreement's queues was received
 * @param interpretations readings of unclear clauses that both sides agreed on, as the version records them
 * @param notes what is missing and why
 */
record Statement(
        String id,
        StatementStatus status,
        boolean live,
        String agreement,
        int version,
        @Nullable String title,
        long sequence,
        Instant evaluatedAt,
        @Nullable Party buyer,
        Vendor vendor,
        @Nullable String purchaseOrder,
        @Nullable String taxTreatment,
        StatementPeriod period,
        List<StatementSource> sources,
        List<KpiResult> kpis,
        List<Line> lines,
        Money bonus,
        Money malus,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ChargeLine> charges,
        @Nullable Money charged,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ReliefResult> reliefs,
        @Nullable WithoutExclusions withoutExclusions,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AlertResult> alerts,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<StatementClaim> claims,
        @Nullable Freeze freeze,
        @Nullable Difference difference,
        Completeness completeness,
        List<Agreement.Interpretation> interpretations,
        List<String> notes) {

    /** The buying side. */
    @Schema(name = "StatementBuyer")
    record Party(String legalName, @Nullable String vatId) {}

    /** The vendor; its names are those of the agreement. */
    @Schema(name = "StatementVendor")
    record Vendor(
            String id, @Nullable String legalName, @Nullable String vatId) {}

    /** Half-open, with edges at local midnight in the zone. */
    record StatementPeriod(
            String label, ZoneId zone, Instant startInclusive, Instant endExclusive, Period.@Nullable Part part) {}

    /**
     * @param clockResolution the smallest step of its clock: whole seconds turn 20.9 s into "within 20"
     * @param completeness how much of what it declared was received
     */
    record StatementSource(String id, String title, Duration clockResolution, Completeness completeness) {}
}
