package sla.contract.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** No document needs more than 1 MB; whoever sends more hears so before it takes memory. */
@Provider
public class BodyLimit implements ReaderInterceptor {
    static final long LIMIT_BYTES = 1024 * 1024;

    /** A length that is declared is refused before anything is read. */
    @ServerRequestFilter(preMatching = true)
    public void refuseDeclaredLength(ContainerRequestContext request) {
        if (request.getLength() > LIMIT_BYTES) {
            throw Problems.tooLarge(LIMIT_BYTES);
        }
    }

    /** A chunked body declares none and is counted. */
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new Counted(context.getInputStream()));
        return context.proceed();
    }

    private static final class Counted extends FilterInputStream {
        private long read;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int some = super.read(target, offset, length);
            count(Math.max(some, 0));
            return some;
        }

        private void count(int bytes) {
            read += bytes;
            if (read > LIMIT_BYTES) {
                throw Problems.tooLarge(LIMIT_BYTES);
            }
        }
    }
}
