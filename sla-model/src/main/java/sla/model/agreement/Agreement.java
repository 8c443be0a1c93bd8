package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.time.Cycle;
import sla.model.time.Period;

/**
 * One version of the contract with one vendor, as a document. A published version never changes; a new one says the
 * date it takes effect. The document's language is described in {@code docs/agreements.md} and by
 * {@code schemas/agreement-v1.json}.
 *
 * @param agreement the contract's id, the same in all versions
 * @param version 1, 2, 3, …
 * @param effectiveFrom first local day, the first of a period unless {@link #split}
 * @param effectiveTo last local day, inclusive; absent while open-ended. A later version ends an earlier one by itself
 * @param split whether the version may start and end within a period: each part of it is evaluated by itself, its
 *     amounts pro rata by days
 * @param period what a statement covers
 * @param zone where the contract's days and months are
 * @param currency ISO 4217; all amounts of the document are in it
 * @param openingHours by which lots can be restricted
 * @param charges what the buyer owes for the work, beside bonus and malus
 * @param bases named amounts of which others are shares
 * @param rules in the order in which caps are used up
 * @param claims which malus has to be claimed, or it lapses
 * @param relief what is not held against the vendor, as far as it is known beforehand
 * @param alerts rights that one side gets; no money
 */
public record Agreement(
        @JsonProperty(required = true) String agreement,
        @JsonProperty(required = true) int version,
        @JsonProperty(required = true) String title,
        @JsonProperty(required = true) Party buyer,
        @JsonProperty(required = true) Vendor vendor,
        @JsonProperty(required = true) LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo,
        @JsonProperty(defaultValue = "false") boolean split,
        Cycle period,
        @JsonProperty(required = true) ZoneId zone,
        @JsonProperty(required = true) String currency,
        @Nullable String purchaseOrder,
        @Nullable String taxTreatment,
        List<OpeningHours> openingHours,
        @JsonProperty(required = true) List<Lot> lots,
        @JsonProperty(required = true) List<Kpi> kpis,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Charge> charges,
        List<Base> bases,
        List<Rule> rules,
        List<Cap> caps,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Alert> alerts,
        List<Interpretation> interpretations,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Relief> relief,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ClaimTerms> claims) {

    public Agreement {
        period = period == null ? Cycle.CALENDAR_MONTHS : period;
        openingHours = openingHours == null ? List.of() : List.copyOf(openingHours);
        lots = List.copyOf(lots);
        kpis = List.copyOf(kpis);
        charges = charges == null ? List.of() : List.copyOf(charges);
        bases = bases == null ? List.of() : List.copyOf(bases);
        rules = rules == null ? List.of() : List.copyOf(rules);
        caps = caps == null ? List.of() : List.copyOf(caps);
        alerts = alerts == null ? List.of() : List.copyOf(alerts);
        interpretations = interpretations == null ? List.of() : List.copyOf(interpretations);
        relief = relief == null ? List.of() : List.copyOf(relief);
        claims = claims == null ? List.of() : List.copyOf(claims);
    }

    /** One of whole calendar months, whose amounts are all fixed. */
    public Agreement(
            String agreement,
            int version,
            String title,
            Party buyer,
            Vendor vendor,
            LocalDate effectiveFrom,
            @Nullable LocalDate effectiveTo,
            ZoneId zone,
            String currency,
            @Nullable String purchaseOrder,
            @Nullable String taxTreatment,
            List<Lot> lots,
            List<Kpi> kpis,
            List<Rule> rules,
            List<Cap> caps,
            List<Interpretation> interpretations) {
        this(
                agreement,
                version,
                title,
                buyer,
                vendor,
                effectiveFrom,
                effectiveTo,
                false,
                Cycle.CALENDAR_MONTHS,
                zone,
                currency,
                purchaseOrder,
                taxTreatment,
                List.of(),
                lots,
                kpis,
                List.of(),
                List.of(),
                rules,
                caps,
                List.of(),
                interpretations,
                List.of(),
                List.of());
    }

    /** One side of the contract, as the statement names it. */
    public record Party(
            @JsonProperty(required = true) String legalName,
            @Nullable String vatId) {}

    /** The vendor: its registered id and how the statement names it. */
    public record Vendor(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String legalName,
            @Nullable String vatId) {}

    /**
     * A reading of an unclear clause on which both sides agreed.
     *
     * @param warning label of the {@link FindingCode} or the {@link RegistryWarning} that it silences; absent if it only
     *     records the reading
     * @param about the id of the one part of the document that it is about; absent means the whole document
     */
    public record Interpretation(
            @Nullable String warning,
            @Nullable String about,
            @JsonProperty(required = true) String clause,
            @JsonProperty(required = true) String reading,
            @JsonProperty(required = true) String author,
            @JsonProperty(required = true) LocalDate date) {}

    /**
     * Whether a reading is recorded that settles the warning.
     *
     * @param about the id of the part of the document that it is about; null if it is about none
     */
    public boolean settles(String warning, @Nullable String about) {
        return interpretations.stream()
                .filter(each -> warning.equals(each.warning()))
                .anyMatch(each -> each.about() == null || each.about().equals(about));
    }

    /** {@code bank-inhouse/2}: key on the topic. */
    public String key() {
        return agreement + '/' + version;
    }

    /** Throws if there is none: {@link AgreementCheck} refuses such a document. */
    public Lot lot(String id) {
        return lots.stream().filter(lot -> lot.id().equals(id)).findFirst().orElseThrow();
    }

    /** Throws if there are none: {@link AgreementCheck} refuses such a document. */
    public OpeningHours hours(String id) {
        return openingHours.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Throws if there is none: {@link AgreementCheck} refuses such a document. */
    public Kpi kpi(String id) {
        return kpis.stream().filter(kpi -> kpi.id().equals(id)).findFirst().orElseThrow();
    }

    /** The first day that this version's own dates do not cover any more; null while it is open-ended. */
    public @Nullable LocalDate effectiveEnd() {
        return effectiveTo == null ? null : effectiveTo.plusDays(1);
    }

    /** The period that holds the day, as far as this version's own dates cover it. */
    public Period periodOf(LocalDate day) {
        return period.of(day, zone).within(effectiveFrom, effectiveEnd(), zone);
    }
}
