package sla.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import sla.embedded.FreePort;
import sla.embedded.TestServers;
import sla.local.state.Installation;

class ReplayIT {
    private static final Path JANUARY = Path.of("src/main/resources/sample/anonymous-bank-1999/1999-01.tsv.gz");
    private static final int PARTITIONS = 4;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void sendsEveryCallOfAMonthOnceKeyedByItsRecord() throws Exception {
        createTopic("source.month.records");

        assertThat(replay(JANUARY.toString(), "--source", "month", "--kafka", TestServers.bootstrapServers()))
                .isZero();

        List<ConsumerRecord<String, String>> records = readAll("source.month.records");
        // 31,599 rows, 240 of them PHANTOM.
        assertThat(records).hasSize(31_359);
        assertThat(records.stream().map(ConsumerRecord::key).distinct()).hasSize(31_359);
        assertThat(records).allSatisfy(record -> assertThat(record.value()).contains("\"recordId\":\"" + record.key()));
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("31,359 records sent in");
    }

    @Test
    void sendsCanonicalEventsAndCountsWhatItCannotRead() throws Exception {
        createTopic("source.mixed.records");
        Path file = Files.writeString(folder.resolve("events.json"), """
                {"specversion":"1.0","data":{"recordId":"a","revision":1}}
                not an event
                {"specversion":"1.0","data":{"recordId":"b","revision":1}}
                """);

        assertThat(replay(file.toString(), "--source", "mixed", "--kafka", TestServers.bootstrapServers()))
                .isEqualTo(3);

        assertThat(readAll("source.mixed.records"))
                .extracting(ConsumerRecord::key)
                .containsExactlyInAnyOrder("a", "b");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("  line 2 is left out: it is not a JSON object")
                .contains("2 records sent in")
                .contains("lines that could not be read: 1.")
                .endsWith("What of it was refused: ./sla rejections --source mixed --list\n");
    }

    @Test
    void namesASourceThatIsNotRegistered() {
        assertThat(complaint("--source", "stranger", "--kafka", TestServers.bootstrapServers()))
                .isEqualTo("There is no topic source.stranger.records: register the source stranger first"
                        + " (PUT /v1/sources/stranger at contract-service).");
    }

    @Test
    void saysThatNoBrokerAnswers() {
        String nobody = "127.0.0.1:" + FreePort.choose();

        assertThat(complaint("--source", "bank", "--kafka", nobody)).startsWith("No Kafka broker answers at " + nobody);
    }

    private int replay(String... arguments) {
        return commandLine(new ArrayList<>()).execute(arguments);
    }

    private String complaint(String... options) {
        List<String> complaints = new ArrayList<>();
        List<String> arguments = new ArrayList<>(List.of(JANUARY.toString()));
        arguments.addAll(List.of(options));
        assertThat(commandLine(complaints).execute(arguments.toArray(String[]::new)))
                .isNotZero();
        assertThat(complaints).hasSize(1);
        return complaints.getFirst();
    }

    private CommandLine commandLine(List<String> complaints) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new CommandLine(new ReplayCommand(new Installation(folder, folder), Clock.systemUTC(), out))
                .setExecutionExceptionHandler((problem, _, _) -> {
                    complaints.add(problem.getMessage());
                    return 1;
                });
    }

    private static void createTopic(String name) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static List<ConsumerRecord<String, String>> readAll(String topic) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestServers.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long expected = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            while (records.size() < expected) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
            return records;
        }
    }
}
