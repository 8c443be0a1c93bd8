package sla.local.run;

import java.util.Optional;
import sla.local.state.RunningPart;

/** A started server or service. */
interface Part {
    RunningPart running();

    /** Why it no longer works, in a sentence; empty while it does. */
    Optional<String> failure();

    /** Asks it to stop, without waiting, where that is possible. */
    void requestStop();

    /** Stops it and returns how that went, in a few words, when it has ended. */
    String stop();
}
