package sla.evaluator.fact;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.count.CountedJudgement;

/**
 * One content of a record as far as counting needs it: an interaction, a judgement that counts, or neither (a
 * retraction, a withdrawn evaluation, control totals …).
 *
 * @param month the partition of table {@code fact} it is in
 * @param reference the interaction that an evaluation or survey answer is about
 * @param vendor for evaluations and answers: on whose contacts they may count
 * @param ownSeriesId for those about no interaction of ours, such as mystery calls
 */
record StoredContent(
        Identity identity,
        ContentKey key,
        LocalDate month,
        @Nullable CountedInteraction interaction,
        @Nullable CountedJudgement judgement,
        @Nullable Identity reference,
        @Nullable String vendor,
        @Nullable Integer ownSeriesId) {}
