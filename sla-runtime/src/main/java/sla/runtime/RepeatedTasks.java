package sla.runtime;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a service does in the background, for as long as it runs. */
@ApplicationScoped
public class RepeatedTasks {
    private static final Duration USUAL_LONGEST_RUN = Duration.ofMinutes(5);

    private final Clock clock;
    private final List<RepeatedTask> tasks = new CopyOnWriteArrayList<>();

    RepeatedTasks(Clock clock) {
        this.clock = clock;
    }

    /** Starts work that is repeated until the service stops. */
    public void start(String name, Duration pause, RepeatedTask.Work work) {
        start(name, pause, USUAL_LONGEST_RUN, work);
    }

    /** @param longestRun health takes what takes longer to hang */
    public void start(String name, Duration pause, Duration longestRun, RepeatedTask.Work work) {
        tasks.add(RepeatedTask.start(name, pause, longestRun, clock, work));
    }

    List<RepeatedTask> all() {
        return List.copyOf(tasks);
    }

    void stop(@Observes ShutdownEvent event) {
        tasks.forEach(RepeatedTask::close);
    }
}
