package sla.local.rest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads when a service refuses or is not there. */
class ServiceClientTest {
    private HttpServer service;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'status': 400, 'detail': 'Such a month there is not.'}|Such a month there is not.",
                "{'detail': 'Two errors.', 'errors': [{'pointer': '/a', 'message': 'is no text'},"
                        + " {'message': 'too late'}]}|2 errors:{line}  /a is no text{line}  too late",
                "{'errors': [{'pointer': '/a', 'message': 'is no text'}]}|/a is no text",
                "{'status': 400}|GET /v1/x at {url} answered 400: {\"status\": 400}",
                "no json|GET /v1/x at {url} answered 400: no json"
            },
            quoteCharacter = '`')
    void saysWhatTheServiceSays(String body, String message) {
        service.createContext("/", exchange -> {
            byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(400, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        assertThatThrownBy(() -> client().get("/v1/x"))
                .isInstanceOf(ServiceException.class)
                .hasMessage(message.replace("{url}", url()).replace("{line}", "\n"));
    }

    @Test
    void saysHowToStartAServiceThatDoesNotAnswer() {
        ServiceClient client = client();
        service.stop(0);
        assertThatThrownBy(() -> client.get("/v1/x"))
                .isInstanceOf(ServiceException.class)
                .hasMessageMatching(
                        ".* does not answer.*\\. \\./sla up starts the services, \\./sla status shows them");
    }

    private ServiceClient client() {
        return new ServiceClient(url());
    }

    private String url() {
        return "http://127.0.0.1:" + service.getAddress().getPort();
    }
}
