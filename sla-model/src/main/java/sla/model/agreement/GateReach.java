package sla.model.agreement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which answers a gate can have. Between two neighbouring bounds that it names of a KPI all values give the same answers,
 * so some values of each KPI stand for all; KPIs are taken to move freely, whatever they have in common.
 */
final class GateReach {
    /** What is larger, nobody reads, and it is not worked out. */
    private static final int MOST_QUESTIONS = 50;

    /** Nine KPIs with one bound each. */
    private static final long MOST_ANSWERS = 10_000;

    private final Condition condition;
    private final List<List<Outcome>> outcomes;
    private final Map<Condition.OfKpi, Answer> answers = new HashMap<>();
    private boolean opens;
    private boolean shuts;

    private GateReach(Condition condition, List<List<Outcome>> outcomes) {
        this.condition = condition;
        this.outcomes = outcomes;
    }

    /** What is known of a gate. */
    enum Reach {
        NEVER_OPEN,
        /** At least while all of its KPIs are measured. */
        ALWAYS_OPEN,
        /** Open for some values and shut for others, or not worked out. */
        DEPENDS
    }

    /** From the one that stops an {@code all} to the one that decides an {@code any}. */
    private enum Answer {
        NO,
        NOT_MEASURED,
        YES;

        static Answer of(boolean holds) {
            return holds ? YES : NO;
        }

        Answer not() {
            return switch (this) {
                case NO -> YES;
                case NOT_MEASURED -> NOT_MEASURED;
                case YES -> NO;
            };
        }
    }

    /** What the gate's questions about one KPI come to, for some of its values or while it is not measured. */
    private record Outcome(boolean measured, Map<Condition.OfKpi, Answer> answers) {}

    static Reach of(Agreement agreement, Condition condition) {
        List<Condition.OfKpi> questions = Condition.ofKpis(condition).toList();
        // Earlier periods are what they are.
        if (questions.size() > MOST_QUESTIONS
                || Condition.ofHistory(condition).findAny().isPresent()) {
            return Reach.DEPENDS;
        }
        Map<String, Set<Condition.OfKpi>> asked = new LinkedHashMap<>();
        questions.forEach(question -> asked.computeIfAbsent(question.kpi(), _ -> new LinkedHashSet<>())
                .add(question));
        List<List<Outcome>> outcomes = new ArrayList<>();
        long size = questions.size();
        for (Map.Entry<String, Set<Condition.OfKpi>> one : asked.entrySet()) {
            Optional<Kpi> kpi = agreement.kpis().stream()
                    .filter(each -> each.id().equals(one.getKey()))
                    .findFirst();
            if (kpi.isEmpty() || one.getValue().stream().anyMatch(question -> !hasAnswer(question, kpi.get()))) {
                return Reach.DEPENDS;
            }
            List<Outcome> ofKpi = outcomes(kpi.get(), one.getValue());
            outcomes.add(ofKpi);
            size *= ofKpi.size();
            if (size > MOST_ANSWERS) {
                return Reach.DEPENDS;
            }
        }
        GateReach reach = new GateReach(condition, outcomes);
        reach.visit(0, true);
        return reach.opens ? reach.shuts ? Reach.DEPENDS : Reach.ALWAYS_OPEN : Reach.NEVER_OPEN;
    }

    /** {@link TargetCheck} names targets that have no bound, or two. */
    private static boolean hasAnswer(Condition.OfKpi question, Kpi kpi) {
        return question.target() == null || (kpi.target() != null && TargetCheck.bounds(kpi.target()) == 1);
    }

    private static List<Outcome> outcomes(Kpi kpi, Set<Condition.OfKpi> questions) {
        Map<Condition.OfKpi, Coverage.Stretch> asked = new LinkedHashMap<>();
        Coverage.Stretch all = Coverage.Stretch.of(kpi.range(), kpi.grid());
        TreeSet<Cut> cuts = new TreeSet<>(List.of(all.from(), all.to()));
        for (Condition.OfKpi question : questions) {
            Band band = question.target() == null || kpi.target() == null
                    ? question.band()
                    : kpi.target().band();
            Coverage.Stretch values = Coverage.Stretch.of(band, kpi.grid());
            asked.put(question, values);
            cuts.add(values.from());
            cuts.add(values.to());
        }
        Set<Outcome> outcomes = new LinkedHashSet<>();
        List<Cut> edges = List.copyOf(cuts.subSet(all.from(), true, all.to(), true));
        for (int i = 1; i < edges.size(); i++) {
            Coverage.Stretch values = new Coverage.Stretch(edges.get(i - 1), edges.get(i), kpi.grid());
            Map<Condition.OfKpi, Answer> answers = new HashMap<>();
            asked.forEach((question, band) -> {
                boolean within = !band.intersect(values).isEmpty();
                answers.put(question, Answer.of(within != (question.target() == Condition.TargetState.MISSED)));
            });
            outcomes.add(new Outcome(true, answers));
        }
        if (!kpi.alwaysMeasured() && kpi.notMeasured() != Kpi.NotMeasured.NO_EFFECT) {
            outcomes.add(notMeasured(kpi, questions));
        }
        return List.copyOf(outcomes);
    }

    /** Taken as met or as failed. Of a KPI without such a clause nothing is known, and that opens no gate that is shut. */
    private static Outcome notMeasured(Kpi kpi, Set<Condition.OfKpi> questions) {
        boolean met = kpi.notMeasured() == Kpi.NotMeasured.MET;
        Map<Condition.OfKpi, Answer> answers = new HashMap<>();
        questions.forEach(question -> answers.put(
                question,
                question.target() == null
                        ? Answer.NOT_MEASURED
                        : Answer.of(met == (question.target() == Condition.TargetState.MET))));
        return new Outcome(false, answers);
    }

    /** Every outcome of this KPI and those after it. */
    private void visit(int kpi, boolean measured) {
        if (kpi == outcomes.size()) {
            Answer answer = answer(condition);
            opens |= answer == Answer.YES;
            shuts |= measured && answer == Answer.NO;
            return;
        }
        for (Outcome outcome : outcomes.get(kpi)) {
            answers.putAll(outcome.answers());
            visit(kpi + 1, measured && outcome.measured());
        }
    }

    private Answer answer(Condition asked) {
        return switch (asked) {
            case Condition.AllOf(List<Condition> all) ->
                all.stream().map(this::answer).reduce(Answer.YES, GateReach::lower);
            case Condition.AnyOf(List<Condition> any) ->
                any.stream().map(this::answer).reduce(Answer.NO, GateReach::higher);
            case Condition.Not(Condition not) -> answer(not).not();
            case Condition.OfKpi question -> Objects.requireNonNull(answers.get(question));
            case Condition.OfHistory _ -> throw new IllegalStateException("of() does not ask this");
        };
    }

    private static Answer lower(Answer one, Answer other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Answer higher(Answer one, Answer other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
