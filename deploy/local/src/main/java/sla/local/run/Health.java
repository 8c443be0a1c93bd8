package sla.local.run;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import sla.local.state.Loopback;
import sla.local.state.RunningPart;

/** Whether a part can do its work now. */
final class Health {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private Health() {}

    static String address(int port) {
        return "http://" + Loopback.HOST + ":" + port + "/q/health/ready";
    }

    /** Asks the part itself where it can be asked; otherwise being reachable is all there is to know. */
    static boolean isReady(RunningPart part) {
        return part.health() == null ? isReachable(part.address()) : answersWell(part.health());
    }

    private static boolean answersWell(String url) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
            return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isReachable(String address) {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon).replace("[", "").replace("]", "");
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1))), (int)
                    PATIENCE.toMillis());
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
