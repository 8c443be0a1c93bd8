package sla.bench.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import sla.bench.crash.Fault.Freeze;
import sla.bench.crash.Fault.Garbage;
import sla.bench.crash.Fault.Grow;
import sla.bench.crash.Fault.Halt;
import sla.bench.crash.Fault.Join;
import sla.bench.crash.Fault.Kill;
import sla.bench.crash.Fault.KillConnection;
import sla.bench.crash.Fault.Leave;
import sla.bench.system.BenchException;
import sla.bench.system.FailingProduct;
import sla.bench.system.PartName;
import sla.bench.system.Waiting;

/** Does the faults of a trial, each at its time, those that last beside each other. */
final class Sabotage {
    private final FailingProduct product;
    private final Tally tally;
    private final Consumer<Garbage> garbage;
    private final Runnable growth;
    private final List<Thread> running = new ArrayList<>();

    /** Garbage and growth are called on threads of this. */
    Sabotage(FailingProduct product, Tally tally, Consumer<Garbage> garbage, Runnable growth) {
        this.product = product;
        this.tally = tally;
        this.garbage = garbage;
        this.growth = growth;
    }

    /** Returns when all is done, and nothing is frozen any more. */
    void run(List<Fault> faults, Supplier<Duration> sinceBegin) {
        for (Fault fault : faults) {
            Duration left = fault.at().minus(sinceBegin.get());
            if (left.isPositive()) {
                Waiting.pause(left);
            }
            tally.say(fault.words());
            running.add(Thread.ofPlatform().start(() -> inflict(fault)));
        }
        try {
            for (Thread one : running) {
                one.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted", e);
        }
    }

    private void inflict(Fault fault) {
        switch (fault) {
            case Kill kill -> kill.parts().forEach(part -> kill(part, kill.downtime()));
            case KillConnection(var _, int draw) -> {
                if (product.part(PartName.DATABASE).killOne(draw)) {
                    tally.connectionKilled();
                }
            }
            case Halt(var _, PartName part, String failpoint, int nth) -> {
                if (product.part(part).haltAt(failpoint + ':' + nth)) {
                    tally.killed(part);
                }
            }
            case Freeze(var _, PartName part, Duration length) -> {
                product.part(part).freeze();
                Waiting.pause(length);
                product.part(part).resume();
            }
            case Join join -> product.part(join.part()).want();
            case Leave leave -> product.part(leave.part()).leave();
            case Garbage messages -> garbage.accept(messages);
            case Grow _ -> growth.run();
        }
    }

    private void kill(PartName part, Duration downtime) {
        if (product.part(part).kill(downtime)) {
            tally.killed(part);
        }
    }
}
