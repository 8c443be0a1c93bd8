package sla.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ports on the loopback address. Chosen below the range from which the system takes ports for outgoing connections, so
 * that none of those can snatch a port between the choice and its use.
 */
public final class FreePort {
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final int ATTEMPTS = 200;
    private static final int PORTS_OF_A_PROCESS = 37;

    /** One after the other, so that a port is not chosen again before its use; each process begins somewhere else. */
    private static final AtomicLong NEXT =
            new AtomicLong(ProcessHandle.current().pid() * PORTS_OF_A_PROCESS);

    private FreePort() {}

    public static int choose() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = FIRST + (int) (NEXT.getAndIncrement() % (LAST - FIRST));
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port between " + FIRST + " and " + LAST);
    }

    /** Whether a server could listen on this port of the loopback address now. */
    public static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
