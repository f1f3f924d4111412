package tributary.lake.iceberg;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.iceberg.catalog.Catalog;
import tributary.lake.disk.Disk;
import tributary.lake.net.PlainHttp;

/** What kinds of catalogs there are, and how each is connected to. */
enum CatalogType {
  /** A database file in the data folder; the default. */
  EMBEDDED("org.apache.iceberg.jdbc.JdbcCatalog", List.of(), List.of()) {
    @Override
    Catalog connect(Path root, Map<String, String> properties, Disk disk) {
      return EmbeddedCatalog.open(root, disk);
    }

    @Override
    boolean mayLandLate() {
      return false;
    }
  },

  /** A database that any JDBC driver reaches. */
  JDBC("org.apache.iceberg.jdbc.JdbcCatalog", List.of("uri", "warehouse"), List.of()),

  /** A server that speaks Iceberg's own protocol. */
  REST("org.apache.iceberg.rest.RESTCatalog", List.of("uri"), List.of()),

  /** A Hive metastore, whose client is not among our libraries. */
  HIVE(
      "org.apache.iceberg.hive.HiveCatalog",
      List.of("uri", "warehouse"),
      List.of(
          "org.apache.iceberg.hive.HiveCatalog",
          "org.apache.hadoop.hive.metastore.HiveMetaStoreClient",
          "org.apache.hadoop.hive.conf.HiveConf",
          "org.apache.hadoop.hive.shims.ShimLoader",
          "org.apache.hadoop.hive.serde2.typeinfo.TypeInfo",
          "org.apache.thrift.TException",
          "com.facebook.fb303.FacebookBase",
          "com.google.common.collect.Lists",
          "org.apache.commons.lang3.StringUtils",
          "org.apache.commons.logging.LogFactory"));

  private static final Pattern SECRET_IN_ADDRESS =
      Pattern.compile("(?i)(password|passwd|pwd|token|secret|credential)[^=&;]*=|//[^/?]*@");

  /** Where a REST catalog gets its tokens from. */
  private static final String TOKENS = "oauth2-server-uri";

  private final String implementation;
  private final List<String> needed;
  private final List<String> classes;

  CatalogType(String implementation, List<String> needed, List<String> classes) {
    this.implementation = implementation;
    this.needed = needed;
    this.classes = classes;
  }

  /**
   * The type that the properties ask for.
   *
   * @throws IllegalArgumentException if there is none such, one of its properties is missing, or
   *     its classes are
   */
  static CatalogType of(Map<String, String> properties) {
    if (properties.isEmpty()) {
      return EMBEDDED;
    }
    String name = properties.getOrDefault("type", "");
    CatalogType type =
        Arrays.stream(values())
            .filter(it -> it.word().equals(name))
            .findFirst()
            .orElseThrow(() -> unknown(name));
    type.check(properties);
    return type;
  }

  private static IllegalArgumentException unknown(String name) {
    String known = Arrays.stream(values()).map(CatalogType::word).collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        name.isEmpty()
            ? "Missing iceberg.type: with other iceberg properties it has to be one of " + known
            : "Invalid iceberg.type: " + name + "; it has to be one of " + known);
  }

  private void check(Map<String, String> properties) {
    for (String name : needed) {
      if (properties.getOrDefault(name, "").isBlank()) {
        throw new IllegalArgumentException(
            "Missing iceberg.%s: a catalog of iceberg.type %s needs it".formatted(name, word()));
      }
    }
    checkAddress(properties.getOrDefault("uri", ""));
    if (this == REST) {
      PlainHttp.check("iceberg.uri", properties.getOrDefault("uri", ""), properties);
      if (properties.containsKey(TOKENS)) {
        PlainHttp.check("iceberg." + TOKENS, properties.getOrDefault(TOKENS, ""), properties);
      }
    }
    if (this != REST && properties.containsKey("warehouse")) {
      checkFolder(properties.getOrDefault("warehouse", ""));
    }
    classes.forEach(this::checkPresent);
  }

  private static void checkAddress(String uri) {
    if (SECRET_IN_ADDRESS.matcher(uri).find()) {
      throw new IllegalArgumentException(
          "Invalid iceberg.uri: it holds a password, and addresses are shown in messages. Put it into a property of its own, such as iceberg.jdbc.password");
    }
  }

  private static void checkFolder(String warehouse) {
    try {
      NioFiles.path(warehouse);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Invalid iceberg.warehouse: " + warehouse + "; it has to be a local or mounted folder",
          e);
    }
  }

  private void checkPresent(String className) {
    try {
      Class.forName(className, false, CatalogType.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "Cannot open a catalog of iceberg.type %s: %s is not on the class path. Build with -Dhive.optional=false, which adds it (docs/iceberg.md)"
              .formatted(word(), className),
          e);
    }
  }

  /**
   * Connects to the catalog; makes the embedded one if it is not there.
   *
   * @throws IllegalArgumentException if a property is wrong
   * @throws IOException if it cannot be reached, or refuses
   */
  Catalog connect(Path root, Map<String, String> properties, Disk disk) throws IOException {
    return CatalogServer.open(this, properties);
  }

  /** Whether a commit may still arrive after its call has failed, as over a network. */
  boolean mayLandLate() {
    return true;
  }

  /** As it stands in the properties. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Iceberg's class. */
  String implementation() {
    return implementation;
  }
}
