package sla.evaluator.testing;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;

/** Agreements in which only what a test names matters. */
public final class Contracts {
    private Contracts() {}

    /** The agreement of a document without errors. */
    public static Agreement read(String document) {
        return switch (AgreementReader.read(document)) {
            case AgreementReader.Read read -> read.agreement();
            case AgreementReader.Refused refused -> throw new AssertionError(refused.errors() + document);
        };
    }

    /** The terms of {@link ReferenceEvaluation#agreement()}, for other dates. */
    public static Agreement version(
            String id, int version, String vendor, String zone, String effectiveFrom, @Nullable String effectiveTo) {
        Agreement terms = ReferenceEvaluation.agreement();
        return new Agreement(
                id,
                version,
                terms.title(),
                terms.buyer(),
                new Agreement.Vendor(vendor, "Vendor", null),
                LocalDate.parse(effectiveFrom),
                effectiveTo == null ? null : LocalDate.parse(effectiveTo),
                ZoneId.of(zone),
                terms.currency(),
                null,
                null,
                terms.lots(),
                terms.kpis(),
                terms.rules(),
                terms.caps(),
                List.of());
    }
}
