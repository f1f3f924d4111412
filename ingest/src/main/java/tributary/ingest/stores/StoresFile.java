package tributary.ingest.stores;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tributary.core.spec.Copy;
import tributary.core.spec.Nearest;
import tributary.core.spec.Store;
import tributary.feeds.secrets.Placeholders;
import tributary.feeds.secrets.PropertiesFile;
import tributary.feeds.secrets.SecretSources;
import tributary.lake.Catalog;
import tributary.lake.Format;
import tributary.lake.iceberg.IcebergCatalogs;

/**
 * Where the stores outside the data folder are, and how they are entered: a properties file whose
 * keys begin with the name of a store, with its secrets put in. Read once: a secret that changes
 * later counts from the next start on. Its text form tells no setting.
 */
public final class StoresFile {
  /** No store is named. */
  public static final StoresFile NONE = new StoresFile("no stores file", Map.of(), List.of());

  private static final String ICEBERG = "iceberg";
  private static final List<String> SECTIONS = List.of("clickhouse", ICEBERG, "postgres");

  private final String origin;
  private final Map<String, Map<String, String>> sections;
  private final List<String> notes;

  private StoresFile(String origin, Map<String, Map<String, String>> sections, List<String> notes) {
    this.origin = origin;
    this.sections = Map.copyOf(sections);
    this.notes = List.copyOf(notes);
  }

  /**
   * Reads the file and the secrets that it asks for.
   *
   * @throws StoresFileException if it, or a secret, cannot be read, or it names no known store
   */
  public static StoresFile read(Path file, SecretSources secrets) {
    Map<String, String> written = load(file);
    Placeholders placeholders =
        new Placeholders(secrets, file.toAbsolutePath().resolveSibling(""), Set.of());
    Map<String, Map<String, String>> sections = new TreeMap<>();
    try {
      new TreeMap<>(written).forEach((key, value) -> put(sections, placeholders, key, value));
    } catch (IllegalArgumentException wrong) {
      throw new StoresFileException(
          "Invalid stores file %s: %s".formatted(file, wrong.getMessage()));
    }
    return new StoresFile(file.toString(), sections, notes(file, written));
  }

  private static Map<String, String> load(Path file) {
    try {
      return PropertiesFile.read(file);
    } catch (IOException e) {
      throw new StoresFileException("Cannot read stores file %s: %s".formatted(file, e));
    }
  }

  private static void put(
      Map<String, Map<String, String>> sections,
      Placeholders placeholders,
      String key,
      String value) {
    int point = key.indexOf('.');
    String section = point < 0 ? key : key.substring(0, point);
    if (!SECTIONS.contains(section) || point < 0 || point == key.length() - 1) {
      throw new IllegalArgumentException(unknown(section, key));
    }
    sections
        .computeIfAbsent(section, absent -> new TreeMap<>())
        .put(key.substring(point + 1), placeholders.resolve(key, value).strip());
  }

  private static String unknown(String section, String key) {
    String known = "each key begins with clickhouse., iceberg. or postgres.";
    return Nearest.among(SECTIONS, section)
        .map(near -> "%s is no key (did you mean %s.? %s)".formatted(key, near, known))
        .orElseGet(() -> "%s is no key (%s)".formatted(key, known));
  }

  private static List<String> notes(Path file, Map<String, String> written) {
    List<String> notes = new ArrayList<>();
    boolean holdsSecret =
        written.entrySet().stream()
            .anyMatch(
                each ->
                    IcebergCatalogs.isSecret(each.getKey()) && !Placeholders.isIn(each.getValue()));
    if (holdsSecret && SecretSources.isOpenToOthers(file)) {
      notes.add("%s holds a password and others may read it; chmod 600 it".formatted(file));
    }
    return notes;
  }

  /** What the user should know before it starts; no secret is in it. */
  public List<String> notes() {
    return notes;
  }

  /** Whether the file says where this store is. */
  public boolean names(Copy.Target target) {
    return sections.containsKey(section(target));
  }

  /** What the file says of this store, by keys without its name. */
  public Map<String, String> settings(Copy.Target target) {
    return sections.getOrDefault(section(target), Map.of());
  }

  /**
   * In which format and catalog tables are kept; without a section Iceberg's embedded one.
   *
   * @throws StoresFileException if what the file says of the catalog makes no sense
   */
  public Format format(Store store) {
    return switch (store) {
      case DELTA -> new Format.Delta();
      case ICEBERG -> iceberg();
    };
  }

  /**
   * The tables below a folder, and those of Iceberg's catalog if the file names one.
   *
   * @param tables the folder of all tables
   */
  public Catalog catalog(Path tables) {
    return Catalog.at(tables, iceberg());
  }

  private Format.Iceberg iceberg() {
    Map<String, String> properties = sections.getOrDefault(ICEBERG, Map.of());
    try {
      IcebergCatalogs.check(properties);
    } catch (IllegalArgumentException wrong) {
      throw new StoresFileException(
          "Invalid stores file %s: %s".formatted(origin, wrong.getMessage()));
    }
    return new Format.Iceberg(properties);
  }

  /**
   * The tables of a pipeline; the catalog that the file names is asked only if they are kept there.
   *
   * @param tables the folder of all tables
   */
  public Catalog catalog(Path tables, Store store) {
    return store == Store.ICEBERG ? catalog(tables) : Catalog.at(tables);
  }

  /** What a store is called in the file, the pipeline file and in messages. */
  public static String section(Copy.Target target) {
    return target.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return origin;
  }
}
