package sla.contract.http;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** 201 with the place, or 200; both with what is kept now and its entity tag. */
public final class PutAnswer {
    private PutAnswer() {}

    public static Response of(Stored<?> stored, UriInfo uri) {
        Response.ResponseBuilder answer = switch (stored) {
            case Stored.Created<?> _ -> Response.created(uri.getAbsolutePath());
            case Stored.Replaced<?> _, Stored.Unchanged<?> _ -> Response.ok();
        };
        return answer.entity(stored.kept().value())
                .tag(new EntityTag(stored.kept().tag()))
                .build();
    }
}
