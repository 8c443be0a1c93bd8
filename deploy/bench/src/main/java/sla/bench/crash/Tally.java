package sla.bench.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import sla.bench.system.PartLog;
import sla.bench.system.PartName;

/** What was done to the processes, and what they did by themselves. Any thread may tell. */
final class Tally implements PartLog {
    private final Map<String, Integer> kills = new ConcurrentSkipListMap<>();
    private final Map<String, Integer> halts = new ConcurrentSkipListMap<>();
    private final List<String> lines = new ArrayList<>();
    private Supplier<Duration> clock = () -> Duration.ZERO;

    /** Lines from now on say how long after the begin they were written. */
    synchronized void begin(Supplier<Duration> sinceBegin) {
        clock = sinceBegin;
        lines.clear();
    }

    void killed(PartName part) {
        count(kills, part.kind() == PartName.Kind.SERVER ? part.toString() : service(part));
    }

    void connectionKilled() {
        count(kills, "database connection");
    }

    private static String service(PartName part) {
        return switch (part.kind()) {
            case SERVER -> part.toString();
            case CONTRACT_SERVICE -> "contract-service";
            case INGEST -> "sla-ingest";
            case EVALUATOR -> "sla-evaluator";
        };
    }

    @Override
    public void halted(PartName part, String failpoint) {
        count(halts, service(part) + ' ' + failpoint.split(":")[0]);
        say(part + " halts at " + failpoint);
    }

    @Override
    public void endedByItself(PartName part, int exitCode) {
        say(part + " ended with exit code " + exitCode + " and is started again");
    }

    @Override
    public void doesNotStop(PartName part) {
        say(part + " did not stop and was killed");
    }

    synchronized void say(String what) {
        lines.add(String.format(
                java.util.Locale.ROOT,
                "%5d.%d s  %s",
                clock.get().toSeconds(),
                clock.get().toMillisPart() / 100,
                what));
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    Map<String, Integer> kills() {
        return new TreeMap<>(kills);
    }

    Map<String, Integer> halts() {
        return new TreeMap<>(halts);
    }

    int sumOfKills() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    int sumOfHalts() {
        return halts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static void count(Map<String, Integer> counts, String what) {
        counts.merge(what, 1, Integer::sum);
    }
}
