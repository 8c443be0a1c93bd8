package sla.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sla.embedded.FreePort;
import sla.local.state.Installation;
import sla.local.state.RunFile;
import sla.local.state.RunningPart;

/** The launcher with its own broker and database, and stand-ins for the services. */
class LauncherIT {
    @TempDir
    Path parent;

    private final Ports ports = new Ports();
    private final List<LauncherProcess> started = new ArrayList<>();
    private Path root;

    @BeforeEach
    void buildStubs() throws IOException {
        root = Files.createDirectory(parent.resolve("a path with blanks"));
        StubService.build(root);
        ports.contract = FreePort.choose();
        ports.evaluator = FreePort.choose();
        ports.ingest = FreePort.choose();
        ports.kafka = FreePort.choose();
        ports.database = FreePort.choose();
    }

    @AfterEach
    void stopAll() throws Exception {
        for (LauncherProcess launcher : started) {
            launcher.terminate();
            launcher.awaitExit();
        }
        assertThat(run("down").output()).contains("Nothing runs");
    }

    @Test
    void startsStopsAndGoesOnWhereItStopped() throws Exception {
        LauncherProcess first = up();
        first.awaitLine("Everything is ready");
        createTopic("kept");

        LauncherProcess status = run("status");
        assertThat(status.awaitExit()).as(status.output()).isZero();
        assertThat(status.output().lines().filter(line -> line.contains(" ready ")))
                .hasSize(5);
        assertThat(Files.readString(installation().log("sla-ingest")))
                .contains("Using 127.0.0.1:" + ports.kafka)
                .contains("jdbc:postgresql://127.0.0.1:" + ports.database + "/sla as sla");

        LauncherProcess again = run("up", "--fresh");
        assertThat(again.awaitExit()).isEqualTo(1);
        assertThat(again.output()).startsWith("Already running (process").hasLineCount(1);
        assertThat(first.isAlive()).isTrue();

        LauncherProcess down = run("down");
        assertThat(down.awaitExit()).isZero();
        assertThat(first.awaitExit()).isEqualTo(143);
        assertThat(stopLines(first.output()))
                .hasSize(5)
                .allSatisfy(line -> assertThat(line).endsWith(" stopped"));
        assertThat(stopLines(first.output()).subList(0, 3))
                .as("services go before the servers they need")
                .noneMatch(line -> line.contains("kafka") || line.contains("database"));
        assertThat(run("status").awaitExit()).isEqualTo(1);

        LauncherProcess second = up();
        second.awaitLine("Everything is ready");
        assertThat(topics()).contains("kept");
        second.terminate();
        second.awaitExit();

        LauncherProcess fresh = up("--fresh");
        fresh.awaitLine("Everything is ready");
        assertThat(topics()).doesNotContain("kept");
    }

    @Test
    void saysWhichServiceDiedAndStopsTheOthers() throws Exception {
        LauncherProcess launcher = up();
        launcher.awaitLine("Everything is ready");

        HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.evaluator + "/die"))
                                .build(),
                        BodyHandlers.discarding());

        assertThat(launcher.awaitExit()).isEqualTo(1);
        assertThat(launcher.output())
                .contains("sla-evaluator failed: it ended with exit code 7")
                .contains(installation().log("sla-evaluator").toString())
                .contains("  | The last words of the service");
        assertThat(stopLines(launcher.output())).hasSize(5);
    }

    @Test
    void clearsAwayWhatAKilledLauncherLeft() throws Exception {
        LauncherProcess killed = up();
        killed.awaitLine("Everything is ready");
        createTopic("kept");
        List<ProcessHandle> left = RunFile.read(installation()).orElseThrow().parts().stream()
                .filter(part -> !part.name().equals("kafka"))
                .map(RunningPart::process)
                .map(process -> process.orElseThrow())
                .toList();
        killed.kill();
        killed.awaitExit();
        assertThat(left)
                .hasSize(4)
                .allSatisfy(process -> assertThat(process.isAlive()).isTrue());
        assertThat(run("status").output()).contains("The launcher was killed");

        LauncherProcess next = up();
        next.awaitLine("Everything is ready");

        assertThat(next.output()).contains("left behind: sla-ingest").contains("left behind: database");
        assertThat(left)
                .allSatisfy(process -> assertThat(process.info().command()).isEmpty());
        assertThat(topics()).contains("kept");
    }

    @Test
    void namesTheOptionOfATakenPortInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(ports.ingest, 1, InetAddress.getLoopbackAddress())) {
            LauncherProcess launcher = up();

            assertThat(launcher.awaitExit()).isEqualTo(1);
            assertThat(launcher.output())
                    .isEqualTo("Port " + taken.getLocalPort()
                            + " is taken by another program; choose another one with --ingest-port\n");
        }
    }

    private LauncherProcess up(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "up",
                "--no-sample",
                "--contract-port=" + ports.contract,
                "--evaluator-port=" + ports.evaluator,
                "--ingest-port=" + ports.ingest,
                "--kafka-port=" + ports.kafka,
                "--database-port=" + ports.database));
        arguments.addAll(List.of(more));
        LauncherProcess launcher = LauncherProcess.start(root, arguments.toArray(String[]::new));
        started.add(launcher);
        return launcher;
    }

    private LauncherProcess run(String... arguments) throws Exception {
        LauncherProcess launcher = LauncherProcess.start(root, arguments);
        launcher.awaitExit();
        return launcher;
    }

    private Installation installation() {
        return new Installation(root, root.resolve(".sla"));
    }

    private static List<String> stopLines(String output) {
        return output.lines()
                .dropWhile(line -> !line.startsWith("Stopping"))
                .skip(1)
                .toList();
    }

    private void createTopic(String name) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }

    private java.util.Set<String> topics() throws Exception {
        try (Admin admin = admin()) {
            return admin.listTopics().names().get();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + ports.kafka));
    }
}
