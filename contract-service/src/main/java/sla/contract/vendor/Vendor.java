package sla.contract.vendor;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import sla.contract.http.Identifier;
import sla.model.registration.SourcingForm;

/** A contact centre that handles contacts for us, inhouse ones included. */
@Schema(name = "RegisteredVendor")
public record Vendor(
        @Schema(pattern = Identifier.PATTERN) String id,

        String name,
        SourcingForm sourcingForm,
        @Nullable String legalName,
        @Nullable String vatId) {}
