package sla.evaluator.completeness;

import java.time.LocalDate;

/** A day of UTC on which counts of a vendor, or what was declared of it, have changed. */
public record VendorDay(String vendor, LocalDate day) {}
