package sla.bench.engine;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import sla.bench.measure.Latencies;
import sla.bench.measure.Output;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.metric.NamedCounts;
import sla.evaluator.rule.AgreementEvaluator;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.agreement.Kpi;
import sla.model.evaluation.Evaluation;
import sla.model.number.Money;
import sla.model.time.Period;

/** Evaluates all months one after the other in one thread, again and again. */
final class Engine {
    private static final Duration FLOOR = Duration.ofMillis(50);

    private final int kpis;
    private final int rounds;
    private final Output out;
    private final Agreement agreement;
    private final List<Month> months = new ArrayList<>();

    /** One month with its counts. */
    private record Month(Period period, Map<String, CountsOverTime> counts) {}

    Engine(int kpis, int periods, int rounds, PrintStream out) {
        this.kpis = kpis;
        this.rounds = rounds;
        this.out = new Output(out);
        agreement = MadeUpAgreement.of(kpis);
        Random random = new Random(1);
        for (int i = 0; i < periods; i++) {
            LocalDate first = LocalDate.of(2020, 1, 1).plusMonths(i);
            Map<String, CountsOverTime> counts = new HashMap<>();
            for (Kpi kpi : agreement.kpis()) {
                Counts own = counts(random);
                counts.put(kpi.id(), _ -> own);
            }
            months.add(new Month(agreement.periodOf(first), counts));
        }
    }

    /** What a month of some 10,000 contacts comes to, by the names that the two metrics ask for. */
    private static Counts counts(Random random) {
        return new NamedCounts(Map.of(
                "answered", 10_000L + random.nextInt(2_000),
                "answeredWithin20s", (long) random.nextInt(10_000),
                "answeredWaitMillis", 100_000_000L + random.nextInt(300_000_000),
                "abandoned", 200L + random.nextInt(1_000),
                "abandonedBelow5s", (long) random.nextInt(200)));
    }

    /** Whether the floor was kept. */
    boolean run() {
        Money malus = Money.zero(agreement.currency());
        Latencies warm = new Latencies();
        long first = 0;
        for (int round = 0; round < rounds; round++) {
            long begin = System.nanoTime();
            Money sum = evaluateAll();
            long nanos = System.nanoTime() - begin;
            if (round == 0) {
                first = nanos;
                malus = sum;
            } else if (round >= rounds / 2) {
                warm.add(nanos);
            }
        }
        boolean kept = warm.percentile(50) <= FLOOR.toNanos();
        out.say("%d periods of an agreement with %d KPIs, from prepared counts, one thread", months.size(), kpis);
        out.say("  first            %s ms", Latencies.millis(first));
        out.say("  warm             %s   %s", warm.describe(), Output.floor(kept, "p50 50 ms"));
        out.say("  malus of all     %s", malus);
        return kept;
    }

    /** So that nothing is left out, what they come to is added up. */
    Money evaluateAll() {
        Money sum = Money.zero(agreement.currency());
        for (Month month : months) {
            Evaluation evaluation =
                    AgreementEvaluator.evaluate(agreement, month.period(), ContractDays.of(agreement), month.counts());
            sum = sum.plus(evaluation.malus());
        }
        return sum;
    }
}
