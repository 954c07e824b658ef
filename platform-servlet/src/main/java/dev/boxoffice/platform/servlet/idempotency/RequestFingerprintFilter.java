package dev.boxoffice.platform.servlet.idempotency;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.servlet.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/// Hashes the request (method, address, body) where it carries an `Idempotency-Key`, so that a reused key is noticed.
public final class RequestFingerprintFilter extends OncePerRequestFilter {

    public static final String HEADER = "Idempotency-Key";
    private static final String ATTRIBUTE = RequestFingerprintFilter.class.getName();

    private static final int LONGEST_KEY = 255;
    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]*[\\x21-\\x7e][\\x20-\\x7e]*");

    private final ProblemWriter problems;

    public RequestFingerprintFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    /// The SHA-256 of the request, or null where it came without a key.
    public static byte @Nullable [] of(HttpServletRequest request) {
        return (byte[]) request.getAttribute(ATTRIBUTE);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HEADER) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isKey(Collections.list(request.getHeaders(HEADER)))) {
            var refusal = FieldErrors.single(HEADER, "must be given once, with 1 to 255 printable ASCII characters");
            problems.write(refusal.problem(), request, response);
            return;
        }
        var body = request.getInputStream().readAllBytes(); // bounded by BodyLimitFilter
        request.setAttribute(ATTRIBUTE, hash(request, body));
        chain.doFilter(new ReadAgain(request, body), response);
    }

    private static boolean isKey(List<String> values) {
        return values.size() == 1
                && values.getFirst().length() <= LONGEST_KEY
                && KEY.matcher(values.getFirst()).matches();
    }

    private static byte[] hash(HttpServletRequest request, byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var query = request.getQueryString();
            var head = request.getMethod() + " " + request.getRequestURI() + "?" + (query == null ? "" : query) + "\n";
            digest.update(head.getBytes(StandardCharsets.UTF_8));
            return digest.digest(body);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class ReadAgain extends HttpServletRequestWrapper {
        private final byte[] body;

        ReadAgain(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            var source = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return source.read();
                }

                @Override
                public int read(byte[] buffer, int offset, int length) {
                    return source.read(buffer, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return source.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(@Nullable ReadListener listener) {
                    throw new IllegalStateException("the body has been read already");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
