package sla.bench.baseline;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import sla.bench.system.Installation;
import sla.bench.system.JavaProcess;
import sla.embedded.FreePort;

/** An HTTP server of the JDK that answers every request with the same bytes, in a process with the heap of a service. */
public final class BareEndpoint implements AutoCloseable {
    private final JavaProcess process;
    private final int port;

    private BareEndpoint(JavaProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param bodyBytes of each answer */
    public static BareEndpoint start(Installation installation, int bodyBytes) {
        int port = FreePort.choose();
        JavaProcess process = JavaProcess.start(
                installation,
                "endpoint",
                352,
                BareEndpoint.class,
                List.of(Integer.toString(port), Integer.toString(bodyBytes)));
        process.await("ready");
        return new BareEndpoint(process, port);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }

    public static void main(String[] args) throws IOException {
        byte[] body = "x".repeat(Integer.parseInt(args[1])).getBytes(StandardCharsets.US_ASCII);
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 256);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (OutputStream answer = exchange.getResponseBody()) {
                exchange.sendResponseHeaders(200, body.length);
                answer.write(body);
            }
        });
        server.start();
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // Nothing is said there; it is closed when the owner ends, however it ends.
        }
        System.exit(0);
    }
}
