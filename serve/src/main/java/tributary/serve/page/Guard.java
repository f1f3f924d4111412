package tributary.serve.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands before everything: only reading, only under the names of this machine, and only for our
 * own page. A foreign site that makes its name point to 127.0.0.1 still sends that name as the
 * host, so it is refused.
 */
final class Guard extends HttpFilter {
  private static final long serialVersionUID = 1;
  private static final Set<String> METHODS = Set.of("GET", "HEAD");
  private static final List<String> NAMES = List.of("127.0.0.1", "localhost", "[::1]");
  private static final String POLICY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (!METHODS.contains(request.getMethod())) {
      response.setHeader("Allow", "GET, HEAD");
      refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "Only GET is answered here");
      return;
    }
    int port = request.getLocalPort();
    if (!isOurs(request.getHeader("Host"), "", port)) {
      refuse(
          response,
          HttpServletResponse.SC_FORBIDDEN,
          "Invalid host: open this page by its address");
      return;
    }
    String origin = request.getHeader("Origin");
    if (origin != null && !isOurs(origin, "http://", port)) {
      refuse(response, HttpServletResponse.SC_FORBIDDEN, "Invalid origin: only this page may ask");
      return;
    }
    chain.doFilter(request, response);
  }

  private static boolean isOurs(@Nullable String value, String prefix, int port) {
    return NAMES.stream()
        .map(name -> prefix + name)
        .anyMatch(
            name ->
                (name + ":" + port).equalsIgnoreCase(value)
                    || (port == 80 && name.equalsIgnoreCase(value)));
  }

  private static void refuse(HttpServletResponse response, int code, String reason)
      throws IOException {
    response.setStatus(code);
    response.setContentType("text/plain;charset=utf-8");
    response.getWriter().println(reason);
  }
}
