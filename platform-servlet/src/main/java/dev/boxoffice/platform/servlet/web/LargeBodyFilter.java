package dev.boxoffice.platform.servlet.web;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.servlet.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.web.filter.OncePerRequestFilter;

/// D8: lets in only so many bodies that are larger than an ordinary one, and of each caller one, so that what imports
/// make of memory and threads is bounded, also while they stall.
public final class LargeBodyFilter extends OncePerRequestFilter {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final long ordinary;
    private final Semaphore free;
    private final Set<String> callers = ConcurrentHashMap.newKeySet();
    private final ProblemWriter problems;

    public LargeBodyFilter(BodyLimitProperties limits, ProblemWriter problems) {
        this.ordinary = limits.maxBody().toBytes();
        this.free = new Semaphore(limits.largeBodies());
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var length = request.getContentLengthLong();
        var isUnannounced = length < 0 && request.getHeader("Transfer-Encoding") != null;
        return length <= ordinary && !isUnannounced;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caller = request.getUserPrincipal() == null
                ? ""
                : request.getUserPrincipal().getName();
        if (!callers.add(caller)) {
            refuse("Another large request of yours is running; send this one after it.", request, response);
            return;
        }
        try {
            if (!free.tryAcquire()) {
                refuse("As many large requests run as can at a time; send it again in a while.", request, response);
                return;
            }
            try {
                chain.doFilter(request, response);
            } finally {
                free.release();
            }
        } finally {
            callers.remove(caller);
        }
    }

    private void refuse(String detail, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(Problem.of(ProblemTypes.RATE_LIMITED, detail).retryAfter(PAUSE), request, response);
    }
}
