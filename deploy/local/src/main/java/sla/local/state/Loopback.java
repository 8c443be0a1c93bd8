package sla.local.state;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Nothing here knows users yet, so nothing here talks to or listens on any address but this machine's own. */
public final class Loopback {
    public static final String HOST = "127.0.0.1";

    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^\\]]+]|[^:\\[\\]]+):(\\d{1,5})");
    private static final Pattern OWN_HOST = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");
    private static final Pattern DATABASE = Pattern.compile("jdbc:postgresql://([^/?]+)/[^?]+(\\?.*)?");

    /** The driver takes each of these for where to connect to, in place of what stands before it. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "[?&]((pg)?host(addr)?|(pg)?port|(pg)?service|socketfactory(arg)?)=", Pattern.CASE_INSENSITIVE);

    private Loopback() {}

    /** What is wrong with {@code HOST:PORT}, in one sentence; empty if nothing is. */
    public static Optional<String> problemOfAddress(String address) {
        Matcher matcher = HOST_AND_PORT.matcher(address);
        if (!matcher.matches() || !isPort(Integer.parseInt(matcher.group(2)))) {
            return Optional.of("not HOST:PORT such as 127.0.0.1:9092: " + address);
        }
        return problemOfHost(matcher.group(1));
    }

    /** What is wrong with a database's address, in one sentence; empty if nothing is. Never repeats a password. */
    public static Optional<String> problemOfDatabase(String url) {
        Matcher matcher = DATABASE.matcher(url);
        if (url.contains("password=") || url.contains("@")) {
            return Optional.of("a password does not belong on the command line; put it into the environment variable"
                    + " SLA_DATABASE_PASSWORD");
        }
        if (!matcher.matches()) {
            return Optional.of("not an address such as jdbc:postgresql://127.0.0.1:5432/sla");
        }
        if (matcher.group(2) != null && ELSEWHERE.matcher(matcher.group(2)).find()) {
            return Optional.of("the parameters may not name a host, port, service or socket factory: they would lead"
                    + " elsewhere than the address says");
        }
        String address = matcher.group(1);
        return address.matches(".*:\\d+") ? problemOfAddress(address) : problemOfHost(address);
    }

    public static boolean isPort(int port) {
        return port > 0 && port <= 65_535;
    }

    private static Optional<String> problemOfHost(String host) {
        return OWN_HOST.matcher(host).matches()
                ? Optional.empty()
                : Optional.of(host + " is not this machine: only 127.0.0.1, ::1 and localhost are allowed until users"
                        + " and encryption exist");
    }
}
