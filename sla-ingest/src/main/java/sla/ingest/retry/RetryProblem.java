package sla.ingest.retry;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** Why a retry is refused. */
final class RetryProblem {
    private RetryProblem() {}

    static HttpProblem badId() {
        return HttpProblem.valueOf(
                Status.BAD_REQUEST,
                "'id' names the retry, so that repeating it does nothing a second time: choose 1 to 100 letters, digits,"
                        + " '.', '_' or '-'.");
    }

    static HttpProblem otherRequest(String id, String request) {
        return HttpProblem.valueOf(
                Status.CONFLICT,
                "The retry '" + id + "' was for " + request + ". Choose another id for another retry.");
    }

    static HttpProblem noRetry(String id) {
        return HttpProblem.valueOf(Status.NOT_FOUND, "There is no retry '" + id + "'. GET /v1/retries lists them.");
    }

    static HttpProblem noRejection(String place) {
        return HttpProblem.valueOf(
                Status.NOT_FOUND,
                "No rejection of a message at " + place
                        + ". It was accepted, is not judged yet, or was rejected longer ago than rejections are kept.");
    }

    static HttpProblem accepted() {
        return HttpProblem.valueOf(
                Status.CONFLICT,
                "A retry of this rejection was accepted, so its record is in the counts already. To change the record,"
                        + " send a higher revision of it.");
    }

    static HttpProblem waiting() {
        return HttpProblem.valueOf(
                Status.CONFLICT, "Another retry of this rejection is under way. Try again when that is judged.");
    }

    static HttpProblem tooLarge(int size, int most) {
        return HttpProblem.valueOf(
                Status.CONFLICT,
                "The message has " + size + " bytes, at most " + most
                        + " are accepted, so it would only be rejected again. Send a corrected record as the body.");
    }

    static HttpProblem tooLargeCorrection(int size, int most) {
        return HttpProblem.valueOf(
                Status.REQUEST_ENTITY_TOO_LARGE,
                "The corrected record has " + size + " bytes, at most " + most + " are accepted.");
    }

    static HttpProblem gone(int size) {
        return HttpProblem.valueOf(
                Status.GONE,
                "Only the first 4096 of the message's " + size + " bytes are kept, and Kafka has deleted the whole"
                        + " message. Send a corrected record as the body.");
    }
}
