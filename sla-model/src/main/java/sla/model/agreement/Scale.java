package sla.model.agreement;

import java.util.Optional;
import sla.model.number.Ratio;

/**
 * The values that a rule can see.
 *
 * @param range from the lowest to the highest
 * @param grid the distance between two neighbouring ones; empty if there are values between any two
 */
public record Scale(Unit unit, Band range, Optional<Ratio> grid) {}
