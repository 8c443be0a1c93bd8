package sla.local.run;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The three services, each a JVM of its own. */
enum Service {
    CONTRACT_SERVICE("contract-service", "agreements, penalties, statements", 256),
    EVALUATOR("sla-evaluator", "performance, records", 352),
    INGEST("sla-ingest", "intake, rejections", 256);

    /** Without the second compiler: ready sooner, but slower for ever, so not where records pass through. */
    private static final List<String> STARTING_QUICKLY = List.of("-XX:TieredStopAtLevel=1");

    /**
     * What runs for each record is soon run a million times. The second compiler costs more than what runs a few
     * thousand times will ever give back.
     */
    private static final List<String> COMPILING_LESS = List.of(
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=10000",
            "-XX:Tier4CompileThreshold=100000",
            "-XX:Tier4BackEdgeThreshold=400000");

    private final String label;
    private final String offers;
    private final int heapMegabytes;

    Service(String label, String offers, int heapMegabytes) {
        this.label = label;
        this.offers = offers;
        this.heapMegabytes = heapMegabytes;
    }

    /** Its name, which is also its module's folder. */
    String label() {
        return label;
    }

    /** What one finds there, in a few words. */
    String offers() {
        return offers;
    }

    Path jar(Path root) {
        return root.resolve(label).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** Small enough that everything together stays well below 3 GB. */
    List<String> jvmOptions() {
        List<String> options = List.of(
                "-Xmx" + heapMegabytes + "m",
                "-Xms32m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                // Batches die young: the less often they are copied, the better.
                "-XX:NewRatio=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
        return with(options, this == CONTRACT_SERVICE ? STARTING_QUICKLY : COMPILING_LESS);
    }

    private static List<String> with(List<String> options, List<String> more) {
        return Stream.concat(options.stream(), more.stream()).toList();
    }
}
