package sla.contract.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import sla.runtime.http.AllowedParameters;

/** Every endpoint refuses query parameters that it does not know. */
public class QueryParameters {
    private final AllowedParameters allowed = new AllowedParameters();

    @ServerRequestFilter
    public void check(ContainerRequestContext request, ResourceInfo resource) {
        allowed.check(resource.getResourceMethod(), request.getUriInfo());
    }
}
