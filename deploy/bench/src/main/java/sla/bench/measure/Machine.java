package sla.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.AppInfoParser;

/** What a figure was measured on: without it no two figures can be compared. */
public final class Machine {
    private Machine() {}

    /**
     * Several lines.
     *
     * @param root of the checked-out product
     * @param postgres what the server says of its version
     */
    public static String describe(Path root, String postgres) {
        return """
                machine     %d cores, %s, %.1f GB memory, %s
                versions    JVM %s, Kafka %s, PostgreSQL %s
                product     commit %s""".formatted(
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        Proc.memoryKilobytes() / 1048576.0,
                        System.getProperty("os.name") + ' ' + System.getProperty("os.version"),
                        System.getProperty("java.vendor.version", "") + ' ' + Runtime.version(),
                        AppInfoParser.getVersion(),
                        postgres,
                        commit(root));
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("an unknown processor");
        } catch (IOException _) {
            return "an unknown processor";
        }
    }

    private static String commit(Path root) {
        String commit = output(root, "git", "rev-parse", "--short=12", "HEAD");
        String changes = output(root, "git", "status", "--porcelain");
        return commit.isEmpty() ? "unknown" : commit + (changes.isEmpty() ? "" : ", with changes not committed");
    }

    private static String output(Path folder, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? text : "";
        } catch (IOException _) {
            return "";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
