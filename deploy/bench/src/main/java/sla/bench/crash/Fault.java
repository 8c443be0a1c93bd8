package sla.bench.crash;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import sla.bench.system.PartName;

/** Something that is done to the product at a moment of a trial. */
sealed interface Fault {
    /** After the trial's begin. */
    Duration at();

    /** In a few words, for whoever reads the report. */
    String words();

    /** {@code SIGKILL} to all of these at once; each is started again after the downtime. */
    record Kill(Duration at, List<PartName> parts, Duration downtime) implements Fault {
        @Override
        public String words() {
            return "kill " + parts.stream().map(PartName::toString).collect(Collectors.joining(", ")) + ", down for "
                    + seconds(downtime);
        }
    }

    /** {@code SIGKILL} to the process of one connection, after which PostgreSQL ends all and recovers. */
    record KillConnection(Duration at, int draw) implements Fault {
        @Override
        public String words() {
            return "kill a database connection's process";
        }
    }

    /** Kill and start again such that it halts at this failpoint when it comes there for the n-th time. */
    record Halt(Duration at, PartName part, String failpoint, int nth) implements Fault {
        @Override
        public String words() {
            return "kill " + part + ", to halt at " + failpoint + ':' + nth;
        }
    }

    /** {@code SIGSTOP}, and {@code SIGCONT} after that time. */
    record Freeze(Duration at, PartName part, Duration length) implements Fault {
        @Override
        public String words() {
            return "freeze " + part + " for " + seconds(length);
        }
    }

    /** One more process of a service. */
    record Join(Duration at, PartName part) implements Fault {
        @Override
        public String words() {
            return part + " joins";
        }
    }

    /** {@code SIGTERM}. */
    record Leave(Duration at, PartName part) implements Fault {
        @Override
        public String words() {
            return part + " leaves";
        }
    }

    /** Malformed and hostile messages, all at once. */
    record Garbage(Duration at, int messages) implements Fault {
        @Override
        public String words() {
            return "send " + messages + " malformed and hostile messages";
        }
    }

    /** One partition more for every topic that may have more. */
    record Grow(Duration at) implements Fault {
        @Override
        public String words() {
            return "add a partition to every topic";
        }
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%d.%d s", time.toSeconds(), time.toMillisPart() / 100);
    }
}
