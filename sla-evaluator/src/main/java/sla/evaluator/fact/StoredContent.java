package sla.evaluator.fact;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CountedEvaluation;
import sla.evaluator.count.CountedInteraction;

/**
 * One content of a record as far as counting needs it: an interaction, a quality evaluation that counts, or neither
 * (a retraction, a withdrawn evaluation, a survey answer …).
 *
 * @param month the partition of table {@code fact} it is in
 * @param reference the interaction that an evaluation or survey answer is about
 * @param vendor for evaluations: on whose contacts it may count
 * @param ownSeriesId for evaluations of no interaction of ours, such as mystery calls
 */
record StoredContent(
        Identity identity,
        ContentKey key,
        LocalDate month,
        @Nullable CountedInteraction interaction,
        @Nullable CountedEvaluation evaluation,
        @Nullable Identity reference,
        @Nullable String vendor,
        @Nullable Integer ownSeriesId) {}
