package sla.bench.crash;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import sla.bench.load.PatientLoader;
import sla.bench.plan.TrafficPlan;
import sla.bench.system.Waiting;

/**
 * The events of a trial: most of them evenly over its time, the rest while failpoints wait to be reached, which nothing
 * but work brings about.
 */
final class Load {
    private static final int HELD_BACK_PERCENT = 15;
    private static final int STEPS = 240;
    private static final Duration STEP = Duration.ofMillis(500);

    private final String kafka;
    private final TrafficPlan plan;
    private final Duration time;
    private final long messages;

    Load(String kafka, TrafficPlan plan, long messages, Duration time) {
        this.kafka = kafka;
        this.plan = plan;
        this.messages = messages;
        this.time = time;
    }

    /** @return messages that may be there twice, because a broker died before it said that it has them */
    long send(Supplier<Duration> sinceBegin, BooleanSupplier waitsForWork) {
        long evenly = messages * (100 - HELD_BACK_PERCENT) / 100;
        long step = Math.max(1, (messages - evenly) / STEPS);
        long[] number = {0};
        try (PatientLoader loader = new PatientLoader(kafka)) {
            plan.forEach(event -> {
                long at = number[0]++;
                if (at < evenly) {
                    Duration left = time.multipliedBy(at).dividedBy(evenly).minus(sinceBegin.get());
                    if (left.isPositive()) {
                        Waiting.pause(left);
                    }
                } else if ((at - evenly) % step == 0 && waitsForWork.getAsBoolean()) {
                    Waiting.pause(STEP);
                }
                loader.send(event);
            });
            loader.flush();
            return loader.repeated();
        }
    }
}
