package sla.local.run;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import sla.local.state.Installation;
import sla.local.state.RunFile;
import sla.local.state.RunningPart;

@Command(
        name = "status",
        description = "Shows each part: its state, process and address. Exit code 0 if all are ready, otherwise 1.")
public final class StatusCommand implements Callable<Integer> {
    private final Installation installation;
    private final PrintStream out;

    public StatusCommand(Installation installation, PrintStream out) {
        this.installation = installation;
        this.out = out;
    }

    @Override
    public Integer call() {
        Optional<RunFile> run = RunFile.read(installation);
        if (run.isEmpty()) {
            out.println("Nothing runs.");
            return 1;
        }
        if (run.get().launcher().process().isEmpty()) {
            out.println("The launcher was killed; ./sla down stops what it left, ./sla up starts again.");
        }
        boolean allReady = true;
        out.printf("%-17s %-10s %-8s %s%n", "PART", "STATE", "PROCESS", "ADDRESS");
        for (RunningPart part : run.get().parts()) {
            State state = state(part);
            allReady &= state == State.READY;
            out.printf(
                    "%-17s %-10s %-8s %s%n",
                    part.name(), state.text, part.pid() == null ? "-" : part.pid(), part.address());
        }
        return allReady ? 0 : 1;
    }

    private enum State {
        READY("ready"),
        NOT_READY("not ready"),
        ENDED("ended");

        private final String text;

        State(String text) {
            this.text = text;
        }
    }

    private static State state(RunningPart part) {
        if (part.pid() != null && part.process().isEmpty()) {
            return State.ENDED;
        }
        return Health.isReady(part) ? State.READY : State.NOT_READY;
    }
}
