package sla.bench.system;

/** Is told what became of processes without anybody's doing. */
public interface PartLog {
    /** The exit code of a process that was killed, and of one that halts at a failpoint. */
    int HALTED = 137;

    void halted(PartName part, String failpoint);

    /** It is started again: a service that finds no database when it starts gives up. */
    void endedByItself(PartName part, int exitCode);

    void doesNotStop(PartName part);
}
