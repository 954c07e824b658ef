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
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/// Hashes the request (method, address, body) where it carries an `Idempotency-Key`, so that a reused key is noticed.
///
/// An ordinary body is kept for whoever reads it next. Of a longer one the beginning is, and the rest is hashed while
/// its reader reads it, so that no key makes an import's body stay in memory.
public final class RequestFingerprintFilter extends OncePerRequestFilter {

    public static final String HEADER = "Idempotency-Key";
    private static final String ATTRIBUTE = RequestFingerprintFilter.class.getName();
    private static final String REST = ATTRIBUTE + ".rest";
    private static final int KEPT = 1 << 20;

    private static final int LONGEST_KEY = 255;
    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]*[\\x21-\\x7e][\\x20-\\x7e]*");

    private final ProblemWriter problems;

    public RequestFingerprintFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    /// The SHA-256 of the request, or null where it came without a key. Of a long body it covers the beginning.
    public static byte @Nullable [] of(HttpServletRequest request) {
        return (byte[]) request.getAttribute(ATTRIBUTE);
    }

    /// The SHA-256 of the whole request; what nobody has read of a long body is read for it, and dropped.
    static byte[] complete(HttpServletRequest request) {
        if (request.getAttribute(REST) instanceof DigestInputStream rest) {
            try {
                rest.transferTo(OutputStream.nullOutputStream());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            request.setAttribute(ATTRIBUTE, rest.getMessageDigest().digest());
            request.removeAttribute(REST);
        }
        return Objects.requireNonNull(of(request));
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
        var body = request.getInputStream(); // bounded by BodyLimitFilter
        var kept = body.readNBytes(KEPT);
        var digest = digest(request, kept);
        if (kept.length < KEPT) {
            request.setAttribute(ATTRIBUTE, digest.digest());
            chain.doFilter(new ReadAgain(request, () -> new ByteArrayInputStream(kept)), response);
            return;
        }
        request.setAttribute(ATTRIBUTE, copyOf(digest).digest());
        var rest = new DigestInputStream(body, digest);
        request.setAttribute(REST, rest);
        var whole = new SequenceInputStream(new ByteArrayInputStream(kept), new Unclosed(rest));
        chain.doFilter(new ReadAgain(request, () -> whole), response);
    }

    private static boolean isKey(List<String> values) {
        return values.size() == 1
                && values.getFirst().length() <= LONGEST_KEY
                && KEY.matcher(values.getFirst()).matches();
    }

    private static MessageDigest digest(HttpServletRequest request, byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var query = request.getQueryString();
            var head = request.getMethod() + " " + request.getRequestURI() + "?" + (query == null ? "" : query) + "\n";
            digest.update(head.getBytes(StandardCharsets.UTF_8));
            digest.update(body);
            return digest;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MessageDigest copyOf(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class ReadAgain extends HttpServletRequestWrapper {
        private final Supplier<InputStream> body;

        ReadAgain(HttpServletRequest request, Supplier<InputStream> body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new BodyStream(body.get());
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    /// A sequence closes what it has read to the end, and the hash looks there once more.
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream source) {
            super(source);
        }

        @Override
        public void close() {
            // the container's, at the end of the request
        }
    }

    private static final class BodyStream extends ServletInputStream {
        private final InputStream source;
        private boolean finished;

        BodyStream(InputStream source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            var value = source.read();
            finished |= value < 0;
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var count = source.read(buffer, offset, length);
            finished |= count < 0;
            return count;
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(@Nullable ReadListener listener) {
            throw new IllegalStateException("the body is read by the request's own thread");
        }
    }
}
