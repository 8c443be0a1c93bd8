package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import sla.model.number.Money;

/**
 * What a line puts into a bank instead of paying it.
 *
 * @param bank the rule that keeps it
 * @param amount rounded; malus is negative
 */
public record Banked(
        @JsonProperty(required = true) String bank,
        @JsonProperty(required = true) Money amount) {}
