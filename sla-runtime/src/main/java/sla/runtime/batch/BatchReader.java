package sla.runtime.batch;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads topics in batches and has them handled one after the other, however long each takes. Two threads: one polls, so
 * that the process stays in its group while a batch waits for a database that is away; one handles. What is
 * polled while a batch is handled makes the next one, and so does what comes within a tenth of a second: the more there is
 * to do, the larger the batches.
 *
 * <p>Commits nothing: whoever handles a batch stores the positions with what it brought.
 */
public final class BatchReader<K, V> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(BatchReader.class);
    private static final Duration WITH_ROOM = Duration.ofMillis(200);
    /** How long there may be room before more is asked for: much less than handling a full batch takes. */
    private static final Duration WITHOUT_ROOM = Duration.ofMillis(20);

    /**
     * Batches begin no sooner after each other unless one is full: a transaction for every few messages costs the broker
     * and the database more than what is in it.
     */
    private static final Duration APART = Duration.ofMillis(100);

    /** Of values that wait for the batch in hand: messages may be a thousand times as large as they mostly are. */
    private static final long MOST_BYTES = 16 << 20;

    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(3);

    private final String name;
    private final Consumer<K, V> consumer;
    private final Handler<K, V> handler;
    private final ReadAhead<K, V> ahead;
    private final Queue<FutureTask<?>> requests = new ConcurrentLinkedQueue<>();
    private final Thread polling;
    private final Thread handling;
    private volatile boolean stopped;

    /**
     * @param name of its threads and in the log
     * @param most no more is polled while as many messages wait to be handled
     */
    BatchReader(String name, Consumer<K, V> consumer, int most, Handler<K, V> handler) {
        this.name = name;
        this.consumer = consumer;
        this.handler = handler;
        this.ahead = new ReadAhead<>(most, MOST_BYTES);
        polling = Thread.ofPlatform().name("poll-" + name).daemon().unstarted(this::poll);
        handling = Thread.ofPlatform().name("handle-" + name).daemon().unstarted(this::handle);
    }

    /** What to do with a batch. */
    public interface Handler<K, V> {
        /**
         * Returns when nothing more is to be done with it. What it throws is a defect: it is logged, and the next batch
         * follows.
         *
         * @param generation of the group, in which it was polled
         */
        void handle(ConsumerRecords<K, V> batch, int generation) throws InterruptedException;
    }

    void start(String topic, PartitionListener listener) {
        consumer.subscribe(List.of(topic), new Listener(listener));
        start();
    }

    /** All topics with such a name, those that are still to come, too. */
    void start(Pattern topics, PartitionListener listener) {
        consumer.subscribe(topics, new Listener(listener));
        start();
    }

    private void start() {
        handling.start();
        polling.start();
    }

    /** What is wrong with it, if anything: it does not poll within the limit, or it handles nothing any more. */
    public Optional<String> fault(Duration limit) throws InterruptedException {
        if (!handling.isAlive()) {
            return Optional.of("the consumer of " + name + " has ended");
        }
        try {
            // Only the polling thread can answer.
            onPollingThread(_ -> true, limit);
            return Optional.empty();
        } catch (TimeoutException _) {
            return Optional.of("the consumer of " + name + " does not poll");
        }
    }

    /**
     * Has something done with the consumer, between two polls.
     *
     * @throws TimeoutException if the polling thread does not come to it in time
     */
    public <T> T onPollingThread(Function<Consumer<K, V>, T> work, Duration limit)
            throws TimeoutException, InterruptedException {
        FutureTask<T> request = new FutureTask<>(() -> work.apply(consumer));
        requests.add(request);
        try {
            return request.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } finally {
            request.cancel(false);
        }
    }

    private void poll() {
        try (consumer) {
            pollUntilStopped();
            handling.join(LONGEST_STOP.multipliedBy(2));
        } catch (InterruptedException _) {
            // Nobody does that; the service would stop.
        }
    }

    private void pollUntilStopped() throws InterruptedException {
        boolean failed = false;
        while (!stopped) {
            try {
                answerRequests();
                pollOnce();
                failed = false;
            } catch (KafkaException | IllegalStateException e) {
                if (!failed) {
                    LOG.warnf("%s cannot be read and are tried again: %s", name, e.getMessage());
                    LOG.debug("Failed poll", e);
                }
                failed = true;
                Thread.sleep(AFTER_FAILURE);
            }
        }
    }

    private void answerRequests() {
        FutureTask<?> request = requests.poll();
        while (request != null) {
            request.run();
            request = requests.poll();
        }
    }

    /** Partitions that come within a poll are not paused, so that a batch may come although there is no room. */
    private void pollOnce() {
        boolean room = ahead.hasRoom();
        if (room) {
            consumer.resume(consumer.paused());
        } else {
            consumer.pause(consumer.assignment());
        }
        ConsumerRecords<K, V> batch = consumer.poll(room ? WITH_ROOM : WITHOUT_ROOM);
        if (!batch.isEmpty()) {
            ahead.add(batch, consumer.groupMetadata().generationId());
        }
    }

    private void handle() {
        try {
            while (!stopped) {
                ReadAhead.Batch<K, V> next = ahead.take(WITH_ROOM);
                if (next != null) {
                    long begin = System.nanoTime();
                    handle(next);
                    ahead.awaitFull(begin + APART.toNanos());
                }
            }
        } catch (InterruptedException _) {
            // The service stops.
        }
    }

    private void handle(ReadAhead.Batch<K, V> batch) throws InterruptedException {
        try {
            handler.handle(batch.messages(), batch.generation());
        } catch (RuntimeException e) {
            LOG.errorf(e, "A defect: a batch of %s was not handled", name);
        }
    }

    /** Waits a little for the batch in hand, and leaves the group. */
    @Override
    public void close() {
        stopped = true;
        try {
            handling.join(LONGEST_STOP);
            handling.interrupt();
            polling.join(LONGEST_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Listener implements ConsumerRebalanceListener {
        private final PartitionListener listener;

        Listener(PartitionListener listener) {
            this.listener = listener;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            listener.onPartitionsAssigned(consumer, partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            listener.onPartitionsRevoked(consumer, partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            listener.onPartitionsLost(consumer, partitions);
        }
    }
}
