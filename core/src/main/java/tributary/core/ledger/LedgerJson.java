package tributary.core.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The ledger's form inside a commit: one line of JSON. */
public final class LedgerJson {
  private static final int VERSION = 1;

  /** A ledger is as long as there are partitions and products. */
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

  private LedgerJson() {}

  /** Writes the ledger as one line of JSON. */
  public static String write(Ledger ledger) {
    StringBuilder json = new StringBuilder(256);
    json.append("{\"version\":").append(VERSION);
    json.append(",\"topic\":\"").append(ledger.topic());
    json.append("\",\"topicId\":\"").append(ledger.topicId());
    if (ledger.rebuiltAt() != null) {
      json.append("\",\"rebuiltAt\":\"").append(ledger.rebuiltAt());
    }
    json.append("\",\"partitions\":{");
    String separator = "";
    for (Map.Entry<Integer, Range> entry : ledger.partitions().entrySet()) {
      json.append(separator).append('"').append(entry.getKey()).append("\":");
      writeRange(json, entry.getValue());
      separator = ",";
    }
    return json.append("}}").toString();
  }

  private static void writeRange(StringBuilder json, Range range) {
    Counts counts = range.counts();
    json.append("{\"from\":").append(range.from()).append(",\"next\":").append(range.next());
    if (range.highestMicros() != Range.NO_TIME) {
      json.append(",\"highestMicros\":").append(range.highestMicros());
    }
    json.append(",\"silver\":").append(counts.silver());
    json.append(",\"quarantine\":").append(counts.quarantine());
    json.append(",\"control\":").append(counts.control());
    json.append(",\"duplicates\":").append(counts.duplicates());
    if (counts.extra() != 0) {
      json.append(",\"extra\":").append(counts.extra());
    }
    if (!range.heads().isEmpty()) {
      json.append(",\"heads\":");
      HeadsJson.write(json, range.heads());
    }
    json.append('}');
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws LedgerException if the text is not a ledger, or of a version that is not known
   */
  public static Ledger read(String json) {
    try {
      Map<?, ?> root = (Map<?, ?>) new Load(SETTINGS).loadFromString(json);
      if (number(root, "version") != VERSION) {
        throw new LedgerException(
            "Cannot read a ledger of version "
                + root.get("version")
                + ": this program knows "
                + VERSION);
      }
      TreeMap<Integer, Range> partitions = new TreeMap<>();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value(root, "partitions")).entrySet()) {
        partitions.put(
            Integer.valueOf((String) entry.getKey()), readRange((Map<?, ?>) entry.getValue()));
      }
      String rebuiltAt = (String) root.get("rebuiltAt");
      return new Ledger(
          (String) value(root, "topic"),
          (String) value(root, "topicId"),
          partitions,
          rebuiltAt == null ? null : Instant.parse(rebuiltAt));
    } catch (ClassCastException
        | DateTimeException
        | NullPointerException
        | IllegalArgumentException
        | YamlEngineException e) {
      throw new LedgerException("Invalid ledger: " + json);
    }
  }

  private static Range readRange(Map<?, ?> range) {
    return new Range(
        number(range, "from"),
        number(range, "next"),
        range.containsKey("highestMicros") ? number(range, "highestMicros") : Range.NO_TIME,
        new Counts(
            number(range, "silver"),
            number(range, "quarantine"),
            number(range, "control"),
            number(range, "duplicates"),
            range.containsKey("extra") ? number(range, "extra") : 0),
        range.containsKey("heads")
            ? HeadsJson.read((Map<?, ?>) value(range, "heads"))
            : Collections.emptySortedMap());
  }

  /** A whole number of 64 bits: what else is a number to the reader is damage here. */
  static long number(Map<?, ?> map, String key) {
    Object number = value(map, key);
    return number instanceof Integer small ? small : (Long) number;
  }

  static Object value(Map<?, ?> map, String key) {
    return Objects.requireNonNull(map.get(key));
  }
}
