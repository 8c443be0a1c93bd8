package sla.local.sample;

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
import sla.model.json.Json;

/** Talks to a service as any other user of its REST interface does. */
final class ServiceClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SHOWN = 400;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String baseUrl;

    ServiceClient(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    void putJson(String path, Object body) {
        requireSuccess(
                "PUT " + path,
                send(request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(json(body)))));
    }

    /** Returns false if the service refused because what is there may not change (409). */
    boolean postYaml(String path, String body) {
        HttpResponse<String> answer =
                send(request(path).header("Content-Type", "application/yaml").POST(BodyPublishers.ofString(body)));
        if (answer.statusCode() == 409) {
            return false;
        }
        requireSuccess("POST " + path, answer);
        return true;
    }

    void post(String path) {
        requireSuccess("POST " + path, send(request(path).POST(BodyPublishers.noBody())));
    }

    JsonNode get(String path) {
        HttpResponse<String> answer = send(request(path).GET());
        requireSuccess("GET " + path, answer);
        try {
            return Json.MAPPER.readTree(answer.body());
        } catch (JsonProcessingException _) {
            throw new SampleException("GET " + path + " at " + baseUrl + " did not answer with JSON");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json, application/problem+json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new SampleException(baseUrl + " does not answer: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new SampleException("interrupted");
        }
    }

    private void requireSuccess(String what, HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            String body = answer.body();
            throw new SampleException(what + " at " + baseUrl + " answered " + answer.statusCode() + ": "
                    + body.substring(0, Math.min(body.length(), SHOWN)));
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
