/**
 * Results of periods that never change again, what the data would give instead since then, and why.
 *
 * <p>A freeze takes one snapshot: the counts per KPI and quarter-hour and how far every input partition had been stored.
 * From then on the evaluation of that period is the frozen one. Whenever the counts of the period change, what they would
 * give now is compared with it, and another difference is put behind the ones before.
 */
package sla.evaluator.freeze;
