package sla.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledServersIT {
    @TempDir
    Path folder;

    @Test
    void goOnWithTheirDataAfterTheirJvmWasKilled() throws Exception {
        Process jvm = startJvm();
        ProcessHandle postgres;
        try (BufferedReader output = jvm.inputReader()) {
            postgres = ProcessHandle.of(readPid(output)).orElseThrow();
        } finally {
            jvm.destroyForcibly().waitFor();
        }
        assertThat(postgres.isAlive()).as("PostgreSQL outlives its owner").isTrue();

        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), FreePort.choose());
                EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("database"), FreePort.choose())) {
            assertThat(KafkaClient.readAll(kafka.bootstrapServers(), "kept")).hasSize(1);
            assertThat(answer(database)).isEqualTo(42);
            assertThat(postgres.info().command()).as("the orphan's program").isEmpty();
        }
    }

    /** Runs in the other JVM: fills both servers, says so, and waits to be killed. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("database"), FreePort.choose());
        EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), FreePort.choose());
        KafkaClient.createTopic(kafka.bootstrapServers(), "kept");
        KafkaClient.send(kafka.bootstrapServers(), new ProducerRecord<>("kept", "key", "value"));
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept as select 42 as answer");
        }
        System.out.println("pid " + database.pid());
        new CountDownLatch(1).await();
    }

    private Process startJvm() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-XX:TieredStopAtLevel=1",
                        KilledServersIT.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static long readPid(BufferedReader output) throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith("pid ")) {
            line = output.readLine();
        }
        assertThat(line).as("the other JVM's report").isNotNull();
        return Long.parseLong(line.substring("pid ".length()));
    }

    private static int answer(EmbeddedDatabase database) throws Exception {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select answer from kept")) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }
}
