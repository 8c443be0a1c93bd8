package sla.local.state;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a running installation.
 *
 * @param pid absent for a server that was only borrowed
 * @param started when the process began: a process id alone may belong to another process by now
 * @param health where it says whether it is ready; absent where being reachable is all
 */
public record RunningPart(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String address,
        @Nullable Long pid,
        @Nullable Instant started,
        @Nullable String health) {

    public static RunningPart borrowed(String name, String address) {
        return new RunningPart(name, address, null, null, null);
    }

    public static RunningPart of(String name, String address, ProcessHandle process, @Nullable String health) {
        return new RunningPart(
                name, address, process.pid(), process.info().startInstant().orElse(null), health);
    }

    /** The process, if it still runs and is the one that was meant. */
    public Optional<ProcessHandle> process() {
        if (pid == null) {
            return Optional.empty();
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> started == null
                        || started.equals(process.info().startInstant().orElse(started)));
    }
}
