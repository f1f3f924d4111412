package tributary.lake.servers;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
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

  private RestCatalogServer(Server server, Catalog backing) {
    this.server = server;
    this.backing = backing;
  }

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
    token.ifPresent(it -> handler.addFilter(door(it), "/*", EnumSet.of(DispatcherType.REQUEST)));
    Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    server.setHandler(handler);
    server.start();
    return new RestCatalogServer(server, backing);
  }

  private static Filter door(String token) {
    return (request, response, chain) -> {
      String shown = ((HttpServletRequest) request).getHeader("Authorization");
      if (("Bearer " + token).equals(shown)) {
        chain.doFilter(request, response);
      } else {
        // An unfriendly server, which repeats what it was shown.
        HttpServletResponse refusal = (HttpServletResponse) response;
        refusal.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        refusal
            .getWriter()
            .write(
                "{\"error\":{\"message\":\"not %s\",\"type\":\"NotAuthorizedException\",\"code\":401}}"
                    .formatted(shown));
      }
    };
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
