package tributary.core.ledger;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the table of a model was made of. Its commit carries this where other tables have their
 * ledger: if none of it changed, neither can the table.
 *
 * @param sqlSha256 the SHA-256 of the question's text, in lower-case hex digits
 * @param versions the version at which each source was read, by the source's name
 */
public record ModelSources(String sqlSha256, SortedMap<String, Version> versions) {
  private static final Pattern SHA = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern TABLE = Pattern.compile("[A-Za-z0-9_.]{1,302}");

  /**
   * A version of a table. Its time tells it from that of the same number of a table that was made
   * anew.
   *
   * @param committedAtMillis since the epoch, as the table's own log has it
   */
  public record Version(long number, long committedAtMillis) {}

  public ModelSources {
    if (!SHA.matcher(sqlSha256).matches()) {
      throw new IllegalArgumentException("Invalid SHA-256: " + sqlSha256);
    }
    for (String table : versions.keySet()) {
      if (!TABLE.matcher(table).matches()) {
        throw new IllegalArgumentException("Invalid table name: " + table);
      }
    }
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
  }
}
