package tributary.lake.iceberg;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.exceptions.ForbiddenException;
import tributary.lake.net.PlainHttp;

/** Opens a catalog that a server keeps, and says clearly why it cannot. */
final class CatalogServer {
  /** Under which name a JDBC catalog keeps its tables; other programs have to use the same. */
  private static final String NAME = "tributary";

  /** What waits for ever by default must not: a lost server has to be noticed. */
  private static final Map<String, String> POSTGRES =
      Map.of("jdbc.connectTimeout", "10", "jdbc.socketTimeout", "60", "jdbc.tcpKeepAlive", "true");

  private static final Map<String, String> HIVE =
      Map.of(
          "hive.metastore.client.socket.timeout", "60",
          "hive.metastore.client.connect.retry.delay", "1");

  private CatalogServer() {}

  /**
   * Connects to the server.
   *
   * @param properties by their Iceberg names, checked
   * @throws IOException if the server cannot be reached, or refuses
   */
  static Catalog open(CatalogType type, Map<String, String> properties) throws IOException {
    Map<String, String> settings = settings(type, properties);
    Secrets secrets = new Secrets(properties);
    try {
      Catalog catalog =
          FirstOpening.of(
              () ->
                  CatalogUtil.loadCatalog(
                      type.implementation(),
                      properties.getOrDefault("name", NAME),
                      settings,
                      configuration(properties)));
      return asked(catalog);
    } catch (RuntimeException e) {
      throw secrets.unreachable(type, e);
    }
  }

  private static Map<String, String> settings(CatalogType type, Map<String, String> properties) {
    Map<String, String> settings = new HashMap<>();
    if (properties.getOrDefault("uri", "").startsWith("jdbc:postgresql:")) {
      settings.putAll(POSTGRES);
    }
    settings.put("jdbc.schema-version", "V1");
    settings.put("io-impl", NioFiles.class.getName());
    settings.putAll(properties);
    settings.remove("type");
    settings.remove("name");
    settings.remove(PlainHttp.INSECURE);
    if (type != CatalogType.REST) {
      String warehouse = properties.getOrDefault("warehouse", "");
      settings.put("warehouse", NioFiles.location(NioFiles.path(warehouse)));
    }
    return settings;
  }

  /** Some of a metastore's settings are Hive's, others Iceberg's with its name in front. */
  private static Configuration configuration(Map<String, String> properties) {
    Configuration configuration = new Configuration(false);
    HIVE.forEach(configuration::set);
    properties.forEach(
        (name, value) -> {
          if (name.startsWith("hive.") || name.startsWith("engine.hive.")) {
            configuration.set(name, value);
            configuration.set("iceberg." + name, value);
          }
        });
    return configuration;
  }

  /** Some catalogs connect only when they are asked for something. */
  private static Catalog asked(Catalog catalog) {
    try {
      if (catalog instanceof SupportsNamespaces namespaces) {
        boolean unused = namespaces.namespaceExists(Namespace.of(NAME));
      }
      return catalog;
    } catch (ForbiddenException e) {
      // It knows us, and may still show us the tables that we want.
      return catalog;
    } catch (RuntimeException e) {
      close(catalog, e);
      throw e;
    }
  }

  private static void close(Catalog catalog, RuntimeException failure) {
    try {
      if (catalog instanceof Closeable closeable) {
        closeable.close();
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
