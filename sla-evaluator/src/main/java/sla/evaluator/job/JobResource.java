package sla.evaluator.job;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import sla.evaluator.http.QueryParameters;
import sla.evaluator.series.SeriesCatalog;

/** Asks for work on the counts as a whole, and says how far it is. */
@Path("/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Jobs", description = "Verifying the counts against the facts, making them anew, and deleting what is old")
public class JobResource {
    private static final int MOST = 100;
    private static final YearMonth FIRST = YearMonth.of(1970, 1);
    private static final YearMonth LAST = YearMonth.of(2999, 12);

    private final JobTable jobs;
    private final SeriesCatalog catalog;
    private final Clock clock;

    JobResource(JobTable jobs, SeriesCatalog catalog, Clock clock) {
        this.jobs = jobs;
        this.catalog = catalog;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "The newest jobs, newest first", description = "Parameters: limit (1 to 100, else 20).")
    public JobList list(@Context UriInfo uri) throws SQLException {
        QueryParameters parameters = new QueryParameters(uri, Set.of("limit"));
        return new JobList(jobs.newest(parameters.number("limit", 1, MOST).orElse(20)));
    }

    @GET
    @Path("/{id:[0-9]{1,18}}")
    @Operation(summary = "One job: how far it is and what came of it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Job.class)))
    @APIResponse(responseCode = "404", description = "No such job")
    public Job one(@PathParam("id") long id) throws SQLException {
        return jobs.find(id)
                .orElseThrow(() -> QueryParameters.notFound("There is no job " + id + ". GET /v1/jobs lists them."));
    }

    @POST
    @Path("/verify")
    @Operation(
            summary = "Compares every count with the facts",
            description = "Changes nothing. The answer names the job; GET it until it is done.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Job.class)))
    public Response verify(@Context UriInfo uri) throws SQLException {
        new QueryParameters(uri, Set.of());
        return accepted(jobs.request(JobKind.VERIFY, null, null, clock.instant()));
    }

    @POST
    @Path("/rebuild")
    @Operation(
            summary = "Makes counts anew from the facts, while everything goes on",
            description = "Parameters: source, else all; period, a month of UTC such as 1999-01, else all times."
                    + " Counts that are right stay as they are.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Job.class)))
    @APIResponse(responseCode = "404", description = "Nothing of such a source was ever counted")
    public Response rebuild(@Context UriInfo uri) throws SQLException {
        QueryParameters parameters = new QueryParameters(uri, Set.of("source", "period"));
        String source = parameters.one("source").orElse(null);
        if (source != null) {
            requireKnown(source);
        }
        YearMonth period = parameters.one("period").map(JobResource::month).orElse(null);
        return accepted(jobs.request(JobKind.REBUILD, source, period, clock.instant()));
    }

    @POST
    @Path("/retain")
    @Operation(
            summary = "Deletes what is older than its source keeps it",
            description = "Months of UTC whose records are deleted are sealed: their counts never change again, and"
                    + " what would change them is rejected as MONTH_SEALED. Later the counts are deleted, too, and whoever"
                    + " asks about them is told so. The service does it once a day itself"
                    + " (sla.evaluator.retain-every). 'notes' says what it did.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Job.class)))
    public Response retain(@Context UriInfo uri) throws SQLException {
        new QueryParameters(uri, Set.of());
        return accepted(jobs.request(JobKind.RETAIN, null, null, clock.instant()));
    }

    @POST
    @Path("/forget")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Takes the pseudonym of a person from all records of a source",
            description = "Body: {\"source\": …, \"agent\": …} or {\"source\": …, \"customerKey\": …}. No count"
                    + " changes, and what comes again is still known and not stored; a new revision that brings the"
                    + " pseudonym again is new data. 'rows' says how many revisions had it.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Job.class)))
    @APIResponse(responseCode = "404", description = "Nothing of such a source was ever counted")
    public Response forget(@Nullable String body, @Context UriInfo uri) throws SQLException {
        new QueryParameters(uri, Set.of());
        ForgetCommand command = ForgetCommand.of(body);
        requireKnown(command.source());
        return accepted(jobs.request(command, clock.instant()));
    }

    private void requireKnown(String source) throws SQLException {
        if (!catalog.hasSource(source)) {
            throw QueryParameters.notFound("Nothing of a source '" + source + "' is counted.");
        }
    }

    private static Response accepted(Job job) {
        return Response.accepted(job)
                .location(URI.create("/v1/jobs/" + job.id()))
                .build();
    }

    private static YearMonth month(String text) {
        try {
            YearMonth month = YearMonth.parse(text);
            if (month.isBefore(FIRST) || month.isAfter(LAST)) {
                throw new DateTimeException("out of range");
            }
            return month;
        } catch (DateTimeException e) {
            throw QueryParameters.badRequest("'period' must be a month from 1970-01 to 2999-12, not '" + text + "'.");
        }
    }
}
