package sla.local.sample;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Set;
import sla.model.event.EventType;
import sla.model.registration.SourceRegistration;
import sla.model.registration.SourceRegistration.RevisionKind;
import sla.model.registration.SourcingForm;

/** Who is in the sample: an inhouse bank with real calls, and an outsourced vendor that is made up. */
final class SampleSources {
    /** The calls of 1999 are there to be looked at. */
    private static final Period FOR_GOOD = Period.ofYears(100);

    static final String BANK = "bank";
    static final String MERIDIAN = "meridian";
    /** The buyer's own quality team. */
    static final String BUYER_QUALITY = "buyer-quality";
    /** An agency that asks customers. */
    static final String SURVEY_HOUSE = "survey-house";

    /** The body of {@code PUT /v1/vendors/{id}}. */
    record Vendor(String id, String name, SourcingForm sourcingForm, String legalName) {}

    static final List<Vendor> VENDORS = List.of(
            new Vendor(
                    BANK,
                    "Bank contact centre (real calls of 1999)",
                    SourcingForm.INHOUSE,
                    "Anonymous Bank, Telephone Centre"),
            new Vendor(
                    MERIDIAN,
                    "Meridian Contact (synthetic)",
                    SourcingForm.NEARSHORE,
                    "Meridian Contact Services B.V. (synthetic)"));

    static final List<SourceRegistration> SOURCES = List.of(
            // Its times are whole seconds.
            source(BANK, "Telephone platform of the bank, 1999", BANK, Duration.ofSeconds(1), EventType.INTERACTION),
            source(
                    MERIDIAN,
                    "Meridian's own platform (synthetic)",
                    MERIDIAN,
                    Duration.ofMillis(1),
                    EventType.INTERACTION,
                    EventType.CONTROL_TOTALS),
            source(
                    BUYER_QUALITY,
                    "The buyer's quality team (synthetic)",
                    MERIDIAN,
                    Duration.ofMinutes(1),
                    EventType.QUALITY_EVALUATION),
            source(
                    SURVEY_HOUSE,
                    "Survey agency (synthetic)",
                    MERIDIAN,
                    Duration.ofSeconds(1),
                    EventType.SURVEY_ANSWER));

    private SampleSources() {}

    private static SourceRegistration source(
            String id, String title, String vendor, Duration clockResolution, EventType... types) {
        return new SourceRegistration(
                id,
                title,
                Set.of(vendor),
                Set.of(types),
                clockResolution,
                RevisionKind.NUMBER,
                Duration.ofSeconds(2),
                Duration.ofMinutes(15),
                true,
                FOR_GOOD,
                Period.ofMonths(6),
                SourceRegistration.leastCountsKept(FOR_GOOD));
    }
}
