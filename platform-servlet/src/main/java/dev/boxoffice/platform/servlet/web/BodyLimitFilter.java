package dev.boxoffice.platform.servlet.web;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.servlet.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.util.AntPathMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses bodies above the limit, by their announced length or, where none is announced, while they are read.
public final class BodyLimitFilter extends OncePerRequestFilter {

    private final BodyLimitProperties limits;
    private final ProblemWriter problems;
    private final AntPathMatcher paths = new AntPathMatcher();

    public BodyLimitFilter(BodyLimitProperties limits, ProblemWriter problems) {
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var limit = limitFor(request.getRequestURI());
        if (request.getContentLengthLong() > limit) {
            problems.write(tooLarge(limit), request, response);
            return;
        }
        var unannounced = request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") != null;
        chain.doFilter(unannounced ? new LimitedRequest(request, limit) : request, response);
    }

    private long limitFor(String path) {
        var isImport = limits.importPaths().stream().anyMatch(pattern -> paths.match(pattern, path));
        return (isImport ? limits.importMaxBody() : limits.maxBody()).toBytes();
    }

    private static Problem tooLarge(long limit) {
        return Problem.of(ProblemTypes.PAYLOAD_TOO_LARGE, "The body may have at most " + limit + " bytes here.");
    }

    private static final class LimitedRequest extends HttpServletRequestWrapper {
        private final long limit;

        LimitedRequest(HttpServletRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new LimitedStream(super.getInputStream(), limit);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class LimitedStream extends ServletInputStream {
        private final ServletInputStream source;
        private final long limit;
        private long seen;

        LimitedStream(ServletInputStream source, long limit) {
            this.source = source;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            var value = source.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var count = source.read(buffer, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        /// @throws ProblemException 413 once more than the limit has been read
        private void count(int bytes) {
            seen += bytes;
            if (seen > limit) {
                throw tooLarge(limit).toException();
            }
        }

        @Override
        public boolean isFinished() {
            return source.isFinished();
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public void setReadListener(@Nullable ReadListener listener) {
            source.setReadListener(listener);
        }
    }
}
