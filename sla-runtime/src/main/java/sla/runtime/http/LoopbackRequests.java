package sla.runtime.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Listening on loopback keeps other machines out, but not the web pages in a browser on this one: a page can send a form
 * anywhere, and a name that its owner points at 127.0.0.1 makes it read answers too. The browser says in Host what the
 * address was called and in Origin whose page it is, so both must be this machine's.
 */
@ApplicationScoped
public class LoopbackRequests {
    private static final int BEFORE_ALL_OTHERS = 100_000;
    private static final int FORBIDDEN = 403;

    /** Names are not looked up: what they point at is up to others. */
    private static final Pattern OWN_HOST = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1|\\[::1]");

    private static final String REFUSED = new JsonObject()
            .put("status", FORBIDDEN)
            .put("title", "Forbidden")
            .put(
                    "detail",
                    "Until there are users only this machine is answered: Host, and Origin if it is sent, must be"
                            + " localhost, 127.0.0.1 or [::1].")
            .encode();

    void register(@Observes Filters filters) {
        filters.register(LoopbackRequests::check, BEFORE_ALL_OTHERS);
    }

    private static void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        HostAndPort host = request.authority();
        if (host != null && isOwn(host.host()) && isOwnOrigin(request.getHeader("Origin"))) {
            context.next();
            return;
        }
        context.response()
                .setStatusCode(FORBIDDEN)
                .putHeader("Content-Type", "application/problem+json")
                .end(REFUSED);
    }

    static boolean isOwn(@Nullable String host) {
        return host != null && OWN_HOST.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /** Absent where no page is behind the request; {@code null} as a text where the browser hides whose page it is. */
    static boolean isOwnOrigin(@Nullable String origin) {
        if (origin == null) {
            return true;
        }
        try {
            return isOwn(new URI(origin).getHost());
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
