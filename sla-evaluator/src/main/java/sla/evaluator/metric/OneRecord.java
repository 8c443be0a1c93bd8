package sla.evaluator.metric;

import java.math.BigDecimal;
import sla.model.agreement.WaitBound;
import sla.model.evaluation.Why;
import sla.model.event.DeclaredMeasure;
import sla.model.event.Outcome;
import sla.model.event.QualityEvaluation;
import sla.model.event.SurveyAnswer;

/** What a KPI counts as one, alone: each metric says why it adds nothing. */
public sealed interface OneRecord {
    /** Its own counts, and nothing else. */
    Counts counts();

    record Contact(Outcome outcome, Counts counts) implements OneRecord {
        private static final int MILLIS = 3;

        boolean is(Outcome other) {
            return outcome == other;
        }

        boolean within(WaitBound bound) {
            return counts.contactsWithin(outcome, bound) > 0;
        }

        /** {@code It was abandoned} */
        String was() {
            return switch (outcome) {
                case ANSWERED -> "It was answered";
                case ABANDONED -> "It was abandoned";
                case OVERFLOWED -> "It overflowed";
                case CALLBACK_REQUESTED -> "It ended with the wish to be called back";
                case REFUSED -> "It was refused and so not offered";
                case LEFT_IN_MENU -> "It left in the menu and so was not offered";
                case SELF_SERVED -> "It was self-served and so not offered";
            };
        }

        /** @param what which contacts count: {@code answered contacts} */
        Why notOne(String what) {
            return new Why(Why.Reason.OUTCOME, was() + "; only " + what + " count.");
        }

        /** {@code after 25.3 s} */
        String afterWait() {
            return "after "
                    + BigDecimal.valueOf(counts.waitMillis(outcome), MILLIS)
                            .stripTrailingZeros()
                            .toPlainString()
                    + " s";
        }
    }

    record Evaluation(QualityEvaluation evaluation, Counts counts) implements OneRecord {
        /** Then it is in no counts at all. */
        public static final Why WITHDRAWN = new Why(Why.Reason.WITHDRAWN, "The evaluation was withdrawn.");
    }

    record Survey(SurveyAnswer answer, Counts counts) implements OneRecord {}

    record Declared(DeclaredMeasure measure, Counts counts) implements OneRecord {}
}
