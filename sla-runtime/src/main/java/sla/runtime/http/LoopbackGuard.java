package sla.runtime.http;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** There are no users yet, so nothing may be reachable from another machine: any other binding refuses to start. */
@ApplicationScoped
public class LoopbackGuard {
    private final String host;

    LoopbackGuard(@ConfigProperty(name = "quarkus.http.host") String host) {
        this.host = host;
    }

    void check(@Observes @Priority(1) StartupEvent event) throws UnknownHostException {
        if (!InetAddress.getByName(host).isLoopbackAddress()) {
            throw new IllegalStateException("quarkus.http.host=" + host
                    + " is refused: without users the service may only listen on a loopback address such as 127.0.0.1");
        }
    }
}
