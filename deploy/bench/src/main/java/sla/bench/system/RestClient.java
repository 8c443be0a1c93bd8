package sla.bench.system;

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

/** A service as its users see it. */
public final class RestClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String baseUrl;

    public RestClient(int port) {
        this.baseUrl = "http://127.0.0.1:" + port;
    }

    public boolean isReady() {
        try {
            return client.send(request("/q/health/ready").GET().build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public void putJson(String path, Object body) {
        try {
            send(
                    "PUT " + path,
                    request(path)
                            .header("Content-Type", "application/json")
                            .PUT(BodyPublishers.ofString(Json.MAPPER.writeValueAsString(body))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write " + body, e);
        }
    }

    public void postYaml(String path, String body) {
        send(
                "POST " + path,
                request(path).header("Content-Type", "application/yaml").POST(BodyPublishers.ofString(body)));
    }

    public void post(String path) {
        send("POST " + path, request(path).POST(BodyPublishers.noBody()));
    }

    /** Without a body; the answer is JSON. */
    public JsonNode postForJson(String path) {
        return json("POST " + path, send("POST " + path, request(path).POST(BodyPublishers.noBody())));
    }

    /** With a body of JSON. */
    public JsonNode postForJson(String path, String body) {
        return json(
                "POST " + path,
                send(
                        "POST " + path,
                        request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body))));
    }

    public JsonNode getJson(String path) {
        return json("GET " + path, getText(path));
    }

    private JsonNode json(String what, String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new BenchException(what + " at " + baseUrl + " did not answer with JSON", e);
        }
    }

    public String getText(String path) {
        return send("GET " + path, request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(PATIENCE);
    }

    private String send(String what, HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new BenchException(
                        what + " at " + baseUrl + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new BenchException(what + " at " + baseUrl + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted", e);
        }
    }
}
