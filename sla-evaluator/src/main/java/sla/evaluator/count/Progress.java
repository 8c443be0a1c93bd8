package sla.evaluator.count;

import java.sql.SQLException;

/** Who waits for something long, and wants to see how far it is. */
public interface Progress {
    /** Nobody. */
    Progress UNSEEN = (_, _, _) -> {};

    /**
     * A step begins.
     *
     * @param done steps that are over
     * @param of steps in all
     */
    void step(String name, int done, int of) throws SQLException;
}
