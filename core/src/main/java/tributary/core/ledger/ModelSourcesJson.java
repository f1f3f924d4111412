package tributary.core.ledger;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tributary.core.ledger.ModelSources.Version;

/** The form of {@link ModelSources} inside a commit: one line of JSON that is no ledger. */
public final class ModelSourcesJson {
  private static final String BEGIN = "{\"model\":";
  private static final int VERSION = 1;

  private ModelSourcesJson() {}

  /** Whether the text is that of a model's table, and not a ledger. */
  public static boolean is(String json) {
    return json.startsWith(BEGIN);
  }

  /** Writes one line of JSON. */
  public static String write(ModelSources sources) {
    StringBuilder json = new StringBuilder(256);
    json.append(BEGIN).append(VERSION);
    json.append(",\"sql\":\"").append(sources.sqlSha256()).append("\",\"versions\":{");
    String separator = "";
    for (Map.Entry<String, Version> source : sources.versions().entrySet()) {
      json.append(separator).append('"').append(source.getKey()).append("\":");
      json.append('[').append(source.getValue().number());
      json.append(',').append(source.getValue().committedAtMillis()).append(']');
      separator = ",";
    }
    return json.append("}}").toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws LedgerException if the text is something else, or of a version that is not known
   */
  public static ModelSources read(String json) {
    try {
      Map<?, ?> root = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(json);
      if (LedgerJson.number(root, "model") != VERSION) {
        throw new LedgerException(
            "Cannot read the sources of a model in version %s: this program knows %d"
                .formatted(root.get("model"), VERSION));
      }
      Map<?, ?> written = (Map<?, ?>) LedgerJson.value(root, "versions");
      SortedMap<String, Version> versions = new TreeMap<>();
      written.forEach((table, version) -> versions.put((String) table, version((List<?>) version)));
      return new ModelSources((String) LedgerJson.value(root, "sql"), versions);
    } catch (ClassCastException
        | NullPointerException
        | IllegalArgumentException
        | YamlEngineException e) {
      throw new LedgerException("Invalid sources of a model: " + json);
    }
  }

  private static Version version(List<?> pair) {
    if (pair.size() != 2) {
      throw new IllegalArgumentException("Invalid version: " + pair);
    }
    return new Version(((Number) pair.get(0)).longValue(), ((Number) pair.get(1)).longValue());
  }
}
