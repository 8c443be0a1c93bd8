package sla.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import sla.model.json.Json;

/** One service as its users see it: addresses in, status and body out. */
public final class RestClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String baseUrl;

    RestClient(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** What a service answered. */
    public record Answer(int status, String body) {
        public JsonNode json() {
            try {
                return Json.MAPPER.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError("Not JSON: " + body, e);
            }
        }
    }

    public String baseUrl() {
        return baseUrl;
    }

    public Answer get(String path) {
        return send(request(path).header("Accept", "application/json").GET());
    }

    public JsonNode read(String path) {
        return require("GET " + path, get(path)).json();
    }

    public String readCsv(String path) {
        return require(
                        "GET " + path,
                        send(request(path).header("Accept", "text/csv").GET()))
                .body();
    }

    public void put(String path, String json) {
        require(
                "PUT " + path,
                send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json))));
    }

    public Answer post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /** Hands in an agreement document and makes its version active. */
    public void activate(String agreement, int version, String yaml) {
        require(
                "POST /v1/agreements",
                send(request("/v1/agreements")
                        .header("Content-Type", "application/yaml")
                        .POST(BodyPublishers.ofString(yaml))));
        String path = "/v1/agreements/" + agreement + "/versions/" + version + "/activate";
        require("POST " + path, send(request(path).POST(BodyPublishers.noBody())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(PATIENCE);
    }

    private Answer require(String what, Answer answer) {
        assertThat(answer.status())
                .as("%s at %s: %s", what, baseUrl, answer.body())
                .isBetween(200, 299);
        return answer;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(baseUrl + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
