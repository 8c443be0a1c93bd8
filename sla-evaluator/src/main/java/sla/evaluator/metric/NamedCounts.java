package sla.evaluator.metric;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import sla.model.agreement.AverageHandleTime.Part;
import sla.model.agreement.CriticalErrorAccuracy;
import sla.model.agreement.Metric;
import sla.model.agreement.QualityScore;
import sla.model.agreement.WaitBound;
import sla.model.event.Outcome;

/**
 * What one metric asks of some counts, by name, such as {@code answered}, {@code answeredWaitMillis},
 * {@code answeredWithin20s} (at most) and {@code abandonedBelow5s}: enough to measure it again without the counts. Each
 * is a sum over contacts or evaluations, so those of two spans can be added.
 */
public final class NamedCounts implements Counts {
    private final Map<String, Long> byName;

    /** To be measured again. */
    public NamedCounts(Map<String, Long> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** Adds them to sums by name. */
    void addTo(Map<String, Long> sums) {
        byName.forEach((name, number) -> sums.merge(name, number, Math::addExact));
    }

    /** Names and numbers in the order in which the metric asks for them, always the same. */
    public static Map<String, Long> of(Metric metric, Counts counts) {
        Recorder recorder = new Recorder(counts);
        MetricFormula.measure(metric, recorder);
        return recorder.asked;
    }

    @Override
    public long contacts(Outcome outcome) {
        return number(Name.contacts(outcome));
    }

    @Override
    public long waitMillis(Outcome outcome) {
        return number(Name.waitMillis(outcome));
    }

    @Override
    public long contactsWithin(Outcome outcome, WaitBound bound) {
        return number(Name.contactsWithin(outcome, bound));
    }

    @Override
    public HandledContacts handled(Set<Part> parts) {
        return new HandledContacts(number(Name.HANDLED), number(Name.HANDLED_UNKNOWN), number(Name.HANDLED_MILLIS));
    }

    @Override
    public ScoredEvaluations scored(QualityScore metric) {
        return new ScoredEvaluations(number(Name.EVALUATIONS), number(Name.SCORE_THOUSANDTHS));
    }

    @Override
    public long transferred() {
        return number(Name.TRANSFERRED);
    }

    @Override
    public long handedBack() {
        return number(Name.HANDED_BACK);
    }

    @Override
    public JudgedEvaluations judged(CriticalErrorAccuracy metric) {
        return new JudgedEvaluations(number(Name.EVALUATIONS), number(Name.EVALUATIONS_WITH_ERROR));
    }

    @Override
    public CsatAnswers csat(int scale) {
        return new CsatAnswers(number(Name.CSAT_ANSWERS), number(Name.CSAT_POINTS));
    }

    @Override
    public long csatAtLeast(int scale, int points) {
        return number(Name.CSAT_SATISFIED);
    }

    @Override
    public NpsAnswers nps() {
        return new NpsAnswers(number(Name.NPS_ANSWERS), number(Name.PROMOTERS), number(Name.DETRACTORS));
    }

    @Override
    public ResolvedAnswers resolved() {
        return new ResolvedAnswers(number(Name.RESOLVED_OR_NOT), number(Name.RESOLVED));
    }

    @Override
    public long tallied(Tallied what) {
        return number(what.label());
    }

    private long number(String name) {
        Long number = byName.get(name);
        if (number == null) {
            throw new IllegalArgumentException("the counts lack '" + name + "'");
        }
        return number;
    }

    /** A metric has one set of parts, one choice of forms and instruments, one scale: their names need not say which. */
    private static final class Name {
        static final String HANDLED = "handled";
        static final String HANDLED_UNKNOWN = "handledUnknown";
        static final String HANDLED_MILLIS = "handledMillis";
        static final String EVALUATIONS = "evaluations";
        static final String SCORE_THOUSANDTHS = "scoreThousandths";
        static final String TRANSFERRED = "transferred";
        static final String HANDED_BACK = "handedBack";
        static final String EVALUATIONS_WITH_ERROR = "evaluationsWithError";
        static final String CSAT_ANSWERS = "csatAnswers";
        static final String CSAT_POINTS = "csatPoints";
        static final String CSAT_SATISFIED = "satisfied";
        static final String NPS_ANSWERS = "npsAnswers";
        static final String PROMOTERS = "promoters";
        static final String DETRACTORS = "detractors";
        static final String RESOLVED_OR_NOT = "resolvedOrNot";
        static final String RESOLVED = "resolved";

        static String contacts(Outcome outcome) {
            return switch (outcome) {
                case ANSWERED -> "answered";
                case ABANDONED -> "abandoned";
                case OVERFLOWED -> "overflowed";
                case CALLBACK_REQUESTED -> "callbackRequested";
                case REFUSED -> "refused";
                case LEFT_IN_MENU -> "leftInMenu";
                case SELF_SERVED -> "selfServed";
            };
        }

        static String waitMillis(Outcome outcome) {
            return contacts(outcome) + "WaitMillis";
        }

        static String contactsWithin(Outcome outcome, WaitBound bound) {
            return contacts(outcome)
                    + switch (bound.bound()) {
                        case AT_MOST -> "Within";
                        case BELOW -> "Below";
                    }
                    + bound.seconds()
                    + "s";
        }
    }

    private static final class Recorder implements Counts {
        private final Counts counts;
        private final Map<String, Long> asked = new LinkedHashMap<>();

        Recorder(Counts counts) {
            this.counts = counts;
        }

        @Override
        public long contacts(Outcome outcome) {
            return note(Name.contacts(outcome), counts.contacts(outcome));
        }

        @Override
        public long waitMillis(Outcome outcome) {
            return note(Name.waitMillis(outcome), counts.waitMillis(outcome));
        }

        @Override
        public long contactsWithin(Outcome outcome, WaitBound bound) {
            return note(Name.contactsWithin(outcome, bound), counts.contactsWithin(outcome, bound));
        }

        @Override
        public HandledContacts handled(Set<Part> parts) {
            HandledContacts handled = counts.handled(parts);
            note(Name.HANDLED, handled.known());
            note(Name.HANDLED_UNKNOWN, handled.unknown());
            note(Name.HANDLED_MILLIS, handled.millis());
            return handled;
        }

        @Override
        public ScoredEvaluations scored(QualityScore metric) {
            ScoredEvaluations scored = counts.scored(metric);
            note(Name.EVALUATIONS, scored.evaluations());
            note(Name.SCORE_THOUSANDTHS, scored.thousandths());
            return scored;
        }

        @Override
        public long transferred() {
            return note(Name.TRANSFERRED, counts.transferred());
        }

        @Override
        public long handedBack() {
            return note(Name.HANDED_BACK, counts.handedBack());
        }

        @Override
        public JudgedEvaluations judged(CriticalErrorAccuracy metric) {
            JudgedEvaluations judged = counts.judged(metric);
            note(Name.EVALUATIONS, judged.evaluations());
            note(Name.EVALUATIONS_WITH_ERROR, judged.withError());
            return judged;
        }

        @Override
        public CsatAnswers csat(int scale) {
            CsatAnswers answers = counts.csat(scale);
            note(Name.CSAT_ANSWERS, answers.answers());
            note(Name.CSAT_POINTS, answers.points());
            return answers;
        }

        @Override
        public long csatAtLeast(int scale, int points) {
            return note(Name.CSAT_SATISFIED, counts.csatAtLeast(scale, points));
        }

        @Override
        public NpsAnswers nps() {
            NpsAnswers answers = counts.nps();
            note(Name.NPS_ANSWERS, answers.answers());
            note(Name.PROMOTERS, answers.promoters());
            note(Name.DETRACTORS, answers.detractors());
            return answers;
        }

        @Override
        public ResolvedAnswers resolved() {
            ResolvedAnswers answers = counts.resolved();
            note(Name.RESOLVED_OR_NOT, answers.known());
            note(Name.RESOLVED, answers.resolved());
            return answers;
        }

        @Override
        public long tallied(Tallied what) {
            return note(what.label(), counts.tallied(what));
        }

        private long note(String name, long number) {
            asked.put(name, number);
            return number;
        }
    }
}
