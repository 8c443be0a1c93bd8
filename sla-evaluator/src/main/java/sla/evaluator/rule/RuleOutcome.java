package sla.evaluator.rule;

import sla.model.number.Ratio;

/**
 * What one rule gives for one value, before caps and rounding.
 *
 * @param amount exact; negative is malus
 * @param step which tier, slope or hole was hit, in words that follow "the value is"
 * @param computation the arithmetic
 */
record RuleOutcome(Ratio amount, String step, String computation) {}
