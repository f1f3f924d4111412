package tributary.lake.servers;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.rest.RESTCatalogAdapter;
import org.apache.iceberg.rest.RESTCatalogServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Iceberg's own REST catalog over HTTP, kept in SQLite. */
public final class RestCatalogServer implements AutoCloseable {
  private final Server server;
  private final Catalog backing;
  private final AtomicReference<Refusal> refusal;

  private RestCatalogServer(Server server, Catalog backing, AtomicReference<Refusal> refusal) {
    this.server = server;
    this.backing = backing;
    this.refusal = refusal;
  }

  /** What it says to whom it does not let in. */
  private record Refusal(int code, String type, boolean isForAll) {}

  /** Keeps its database and its tables in the folder; lets everybody in. */
  public static RestCatalogServer start(Path folder) throws Exception {
    return start(folder, Optional.empty());
  }

  /** Lets in who shows the token. */
  public static RestCatalogServer start(Path folder, String token) throws Exception {
    return start(folder, Optional.of(token));
  }

  private static RestCatalogServer start(Path folder, Optional<String> token) throws Exception {
    Catalog backing =
        CatalogUtil.buildIcebergCatalog(
            "backing",
            Map.of(
                "catalog-impl",
                "org.apache.iceberg.jdbc.JdbcCatalog",
                "uri",
                "jdbc:sqlite:" + folder.resolve("catalog.db"),
                "jdbc.schema-version",
                "V1",
                "clients",
                "1",
                "warehouse",
                folder.toUri().toString()),
            new Configuration(false));
    ServletContextHandler handler = new ServletContextHandler();
    handler.addServlet(
        new ServletHolder(new RESTCatalogServlet(new RESTCatalogAdapter(backing))), "/*");
    AtomicReference<Refusal> refusal =
        new AtomicReference<>(new Refusal(401, "NotAuthorizedException", false));
    token.ifPresent(
        it -> handler.addFilter(door(it, refusal), "/*", EnumSet.of(DispatcherType.REQUEST)));
    Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    server.setHandler(handler);
    server.start();
    return new RestCatalogServer(server, backing, refusal);
  }

  private static Filter door(String token, AtomicReference<Refusal> refusal) {
    return (request, response, chain) -> {
      HttpServletRequest asked = (HttpServletRequest) request;
      String shown = asked.getHeader("Authorization");
      Refusal now = Objects.requireNonNull(refusal.get());
      boolean isAdmitted = !now.isForAll() || asked.getRequestURI().endsWith("/config");
      if (("Bearer " + token).equals(shown) && isAdmitted) {
        chain.doFilter(request, response);
      } else {
        // An unfriendly server, which repeats what it was shown.
        HttpServletResponse answer = (HttpServletResponse) response;
        answer.setStatus(now.code());
        String text =
            asked.getMethod().equals("HEAD")
                ? ""
                : "{\"error\":{\"message\":\"not %s\",\"type\":\"%s\",\"code\":%d}}"
                    .formatted(shown, now.type(), now.code());
        answer.getWriter().write(text);
      }
    };
  }

  /** From now on nobody is let in any further than to the configuration. */
  public void refuse(int code, String type) {
    refusal.set(new Refusal(code, type, true));
  }

  public int port() {
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  @Override
  public void close() throws Exception {
    server.stop();
    if (backing instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }
}
