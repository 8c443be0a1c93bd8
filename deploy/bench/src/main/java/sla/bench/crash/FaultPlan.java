package sla.bench.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import sla.bench.crash.Fault.Freeze;
import sla.bench.crash.Fault.Garbage;
import sla.bench.crash.Fault.Grow;
import sla.bench.crash.Fault.Halt;
import sla.bench.crash.Fault.Join;
import sla.bench.crash.Fault.Kill;
import sla.bench.crash.Fault.KillConnection;
import sla.bench.crash.Fault.Leave;
import sla.bench.system.PartName;

/**
 * What happens in a trial, as a pure function of its seed: every failpoint, random kills of one, of two and of all
 * parts, the broker or the database frozen, a service frozen for longer than its session lasts, replicas that join and
 * leave, partitions that are added.
 */
public final class FaultPlan {
    /** Of {@code sla-ingest}, by the names in its code. */
    static final List<String> INGEST_FAILPOINTS = List.of("BEFORE_JUDGEMENT", "BEFORE_COMMIT", "AFTER_COMMIT");

    /** Of {@code sla-evaluator}. */
    static final List<String> EVALUATOR_FAILPOINTS =
            List.of("AFTER_FACTS", "AFTER_DELTAS", "BEFORE_COMMIT", "AFTER_COMMIT", "BEFORE_PUBLISH");

    private static final int GARBAGE = 2_000;
    private static final Duration LONGEST_DOWNTIME = Duration.ofSeconds(3);

    private final Random random;
    private final Settings settings;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Freeze> frozen = new ArrayList<>();

    private FaultPlan(long seed, Settings settings) {
        this.random = new Random(seed);
        this.settings = settings;
    }

    /**
     * @param kills at least so many random ones, besides one for each failpoint
     * @param failpoints how many of each service, at most
     * @param load how long events are sent
     * @param serverPause for how long the broker or the database is frozen
     * @param servicePause for how long a service is
     */
    public record Settings(int kills, int failpoints, Duration load, Duration serverPause, Duration servicePause) {}

    /** In the order of time. */
    static List<Fault> of(long seed, Settings settings) {
        return new FaultPlan(seed, settings).make();
    }

    private List<Fault> make() {
        faults.add(new Join(at(0, 5), PartName.INGEST_2));
        faults.add(new Join(at(0, 5), PartName.EVALUATOR_2));
        // First, for whoever is frozen is not killed: that would end it early.
        PartName server = random.nextBoolean() ? PartName.BROKER : PartName.DATABASE;
        frozen.add(new Freeze(at(30, 60), server, settings.serverPause()));
        PartName service = one(List.of(PartName.INGEST_1, PartName.EVALUATOR_1, PartName.EVALUATOR_2));
        frozen.add(new Freeze(at(55, 75), service, settings.servicePause()));
        faults.addAll(frozen);
        halts(INGEST_FAILPOINTS, List.of(PartName.INGEST_1, PartName.INGEST_2));
        halts(EVALUATOR_FAILPOINTS, List.of(PartName.EVALUATOR_1, PartName.EVALUATOR_2));
        kills();
        PartName leaving = random.nextBoolean() ? PartName.INGEST_2 : PartName.EVALUATOR_2;
        faults.add(new Leave(at(80, 90), leaving));
        faults.add(new Join(at(90, 95), leaving));
        faults.add(new Garbage(at(10, 90), GARBAGE));
        faults.add(new Grow(at(20, 60)));
        return faults.stream().sorted(Comparator.comparing(Fault::at)).toList();
    }

    /** Early, so that they are reached while there is something to do. */
    private void halts(List<String> failpoints, List<PartName> parts) {
        List<String> shuffled = new ArrayList<>(failpoints);
        Collections.shuffle(shuffled, random);
        for (int i = 0; i < Math.min(settings.failpoints(), shuffled.size()); i++) {
            faults.add(new Halt(at(8, 50), parts.get(i % parts.size()), shuffled.get(i), 1 + random.nextInt(2)));
        }
    }

    private void kills() {
        List<PartName> all = List.of(PartName.values());
        int kills = 0;
        if (settings.kills() >= all.size()) {
            faults.add(new Kill(at(5, 30), all, downtime()));
            kills = all.size();
        }
        while (kills < settings.kills()) {
            int draw = random.nextInt(10);
            Duration at = at(5, 95);
            if (draw == 0 && !isFrozen(PartName.DATABASE, at)) {
                faults.add(new KillConnection(at, random.nextInt(1000)));
                kills++;
            } else {
                List<PartName> parts = new ArrayList<>(Arrays.asList(PartName.values()));
                parts.removeIf(part -> isFrozen(part, at));
                Collections.shuffle(parts, random);
                List<PartName> some = parts.subList(0, draw < 7 ? 1 : 2);
                faults.add(new Kill(at, List.copyOf(some), downtime()));
                kills += some.size();
            }
        }
    }

    private boolean isFrozen(PartName part, Duration at) {
        return frozen.stream()
                .anyMatch(freeze -> freeze.part() == part
                        && at.compareTo(freeze.at()) >= 0
                        && at.compareTo(freeze.at().plus(freeze.length())) <= 0);
    }

    private Duration downtime() {
        return Duration.ofMillis(random.nextLong(LONGEST_DOWNTIME.toMillis()));
    }

    private PartName one(List<PartName> parts) {
        return parts.get(random.nextInt(parts.size()));
    }

    /** Between these percentages of the load. */
    private Duration at(int from, int to) {
        long millis = settings.load().toMillis();
        return Duration.ofMillis(millis * from / 100 + random.nextLong(Math.max(1, millis * (to - from) / 100)));
    }
}
