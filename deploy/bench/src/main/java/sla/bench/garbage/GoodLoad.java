package sla.bench.garbage;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import sla.bench.event.EventWriter;
import sla.bench.load.PatientLoader;
import sla.bench.plan.Figure;
import sla.bench.plan.PlannedEvent;
import sla.bench.plan.PlannedEvent.Sent;
import sla.bench.plan.TrafficPlan;
import sla.bench.system.Waiting;
import sla.model.Topics;

/** Sends good records evenly over a time; first revisions are timed. */
final class GoodLoad {
    private static final long TIMED_ONE_IN = 5;

    private final String kafka;
    private final Punctuality punctuality;

    GoodLoad(String kafka, Punctuality punctuality) {
        this.kafka = kafka;
        this.punctuality = punctuality;
    }

    /** Returns when the broker has acknowledged everything. */
    void send(TrafficPlan plan, Duration time) {
        EventWriter writer = new EventWriter();
        long begin = System.nanoTime();
        long messages = Math.max(1, plan.totals().sum(Figure.MESSAGES));
        long[] number = {0};
        try (PatientLoader loader = new PatientLoader(kafka)) {
            plan.forEach(event -> {
                long at = number[0]++;
                Duration left =
                        time.multipliedBy(at).dividedBy(messages).minus(Duration.ofNanos(System.nanoTime() - begin));
                if (left.isPositive()) {
                    Waiting.pause(left);
                }
                byte[] key = writer.key(event);
                ProducerRecord<byte[], byte[]> record =
                        new ProducerRecord<>(Topics.records(event.source().id()), key, writer.value(event));
                boolean timed = at % TIMED_ONE_IN == 0 && isNew(event);
                loader.send(record, _ -> {
                    if (timed) {
                        punctuality.acknowledged(new String(key, StandardCharsets.US_ASCII));
                    }
                });
            });
            loader.flush();
        }
    }

    private static boolean isNew(PlannedEvent event) {
        return event instanceof Sent sent && sent.contact().revision() == 1;
    }
}
