package sla.local.run;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Stands in for a service: ready at once, and ending when told to at {@code /die}. */
public final class StubService {
    private StubService() {}

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByName(System.getenv("QUARKUS_HTTP_HOST")), port), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/die", _ -> {
            System.out.println("The last words of the service");
            Runtime.getRuntime().halt(7);
        });
        server.start();
        System.out.println("Using " + System.getenv("KAFKA_BOOTSTRAP_SERVERS") + " and "
                + System.getenv("QUARKUS_DATASOURCE_JDBC_URL") + " as " + System.getenv("QUARKUS_DATASOURCE_USERNAME"));
    }

    /** Puts it where the launcher looks for the built services. */
    static void build(Path root) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StubService.class.getName());
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Path.of("target/test-classes").toAbsolutePath().toUri().toString());
        for (Service service : Service.values()) {
            Path jar = service.jar(root);
            Files.createDirectories(jar.getParent());
            new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        }
    }
}
