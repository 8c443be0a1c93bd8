package sla.contract.vendor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.contract.http.FieldError;
import sla.contract.http.Identifier;

/** What a vendor must be to be registered. */
final class VendorCheck {
    private static final int LONGEST = 200;

    private VendorCheck() {}

    static List<FieldError> errors(Vendor vendor) {
        List<FieldError> errors = new ArrayList<>();
        if (!Identifier.valid(vendor.id())) {
            errors.add(Identifier.error("/id"));
        }
        text(errors, "name", vendor.name());
        text(errors, "legalName", vendor.legalName());
        text(errors, "vatId", vendor.vatId());
        return errors;
    }

    private static void text(List<FieldError> errors, String field, @Nullable String value) {
        if (value != null && (value.isBlank() || value.length() > LONGEST || value.indexOf('\0') >= 0)) {
            errors.add(new FieldError(
                    "wrong-form",
                    "/" + field,
                    "The field '" + field + "' must hold 1 to " + LONGEST + " characters that are not all blank."));
        }
    }
}
