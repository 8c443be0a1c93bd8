package sla.local.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.local.state.Installation;
import sla.local.state.RunFile;
import sla.local.state.RunningPart;
import sla.model.json.Json;

/** Talks to a service as any other user of its REST interface does. */
public final class ServiceClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SHOWN = 400;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String baseUrl;

    public ServiceClient(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /**
     * To the service at the address that was given; without one to that which {@code ./sla up} started, else to the usual
     * address.
     */
    public static ServiceClient to(@Nullable String url, Installation installation, String service, String usual) {
        return new ServiceClient(
                url != null
                        ? url
                        : "http://"
                                + RunFile.read(installation)
                                        .flatMap(run -> run.part(service))
                                        .map(RunningPart::address)
                                        .orElse(usual));
    }

    public void putJson(String path, Object body) {
        requireSuccess(
                "PUT " + path,
                send(request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(json(body)))));
    }

    /** Returns false if the service refused because what is there may not change (409). */
    public boolean postYaml(String path, String body) {
        HttpResponse<String> answer =
                send(request(path).header("Content-Type", "application/yaml").POST(BodyPublishers.ofString(body)));
        if (answer.statusCode() == 409) {
            return false;
        }
        requireSuccess("POST " + path, answer);
        return true;
    }

    /** Returns what is answered; missing if that is nothing. */
    public JsonNode post(String path) {
        return json("POST " + path, send(request(path).POST(BodyPublishers.noBody())));
    }

    /** Sends JSON as it stands. */
    public JsonNode post(String path, byte[] body) {
        return json(
                "POST " + path,
                send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body))));
    }

    public JsonNode get(String path) {
        return json("GET " + path, send(request(path).GET()));
    }

    private JsonNode json(String what, HttpResponse<String> answer) {
        requireSuccess(what, answer);
        try {
            return Json.MAPPER.readTree(answer.body());
        } catch (JsonProcessingException _) {
            throw new ServiceException(what + " at " + baseUrl + " did not answer with JSON");
        }
    }

    private HttpRequest.Builder request(String path) {
        try {
            return HttpRequest.newBuilder(URI.create(baseUrl + path))
                    .timeout(PATIENCE)
                    .header("Accept", "application/json, application/problem+json");
        } catch (IllegalArgumentException _) {
            throw new ServiceException("'" + baseUrl + "' is no address such as http://127.0.0.1:8081");
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ServiceException(
                    baseUrl + " does not answer" + (e.getMessage() == null ? "" : ": " + e.getMessage())
                            + ". ./sla up starts the services, ./sla status shows them");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted");
        }
    }

    private void requireSuccess(String what, HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new ServiceException(
                    sentences(answer.body())
                            .orElseGet(() -> what + " at " + baseUrl + " answered " + answer.statusCode() + ": "
                                    + answer.body()
                                            .substring(0, Math.min(answer.body().length(), SHOWN))),
                    answer.statusCode());
        }
    }

    /** What the service says is wrong, if it says so in its usual form (RFC 9457): all errors, a line each, else the detail. */
    private static Optional<String> sentences(String body) {
        try {
            JsonNode problem = Json.MAPPER.readTree(body);
            List<String> errors = problem.path("errors")
                    .valueStream()
                    .map(error -> (error.path("pointer").asText()
                                    + ' '
                                    + error.path("message").asText())
                            .strip())
                    .toList();
            return errors.isEmpty()
                    ? Optional.ofNullable(problem.path("detail").textValue())
                    : Optional.of(
                            errors.size() == 1
                                    ? errors.getFirst()
                                    : errors.size() + " errors:\n  " + String.join("\n  ", errors));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static String json(Object body) {
        try {
            return Json.MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write " + body, e);
        }
    }
}
