package sla.contract.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import sla.model.json.Json;
import sla.runtime.http.ContentTag;

/**
 * An answer with an entity tag. A dashboard that asks again with {@code If-None-Match} gets 304 and no body while
 * nothing changed.
 */
public final class ConditionalAnswer {
    private ConditionalAnswer() {}

    /** For what has a tag of its own, which {@link IfMatch} then refers to. */
    public static Response of(Request request, Kept<?> kept) {
        return answer(request, new EntityTag(kept.tag()), kept.value());
    }

    /** For what is put together from many things: the tag is a hash of the bytes. */
    public static Response ofContent(Request request, Object body) {
        try {
            byte[] json = Json.MAPPER.writeValueAsBytes(body);
            return answer(request, new EntityTag(ContentTag.of(json)), json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same for text in a media type of its own. */
    public static Response.ResponseBuilder ofText(Request request, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        EntityTag tag = new EntityTag(ContentTag.of(bytes));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return unchanged != null ? unchanged.tag(tag) : Response.ok(bytes).tag(tag);
    }

    private static Response answer(Request request, EntityTag tag, Object body) {
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return unchanged != null
                ? unchanged.tag(tag).build()
                : Response.ok(body, MediaType.APPLICATION_JSON_TYPE).tag(tag).build();
    }
}
