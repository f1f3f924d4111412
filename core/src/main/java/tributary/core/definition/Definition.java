package tributary.core.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;
import tributary.core.spec.Silver;

/**
 * What the rows of one table mean. Of two pipeline files with equal definitions a table cannot tell
 * by which of them it was filled; what only decides when, how fast or where rows are written is not
 * in it.
 *
 * @param text its lines, each of what is defined, a colon and how; the first one tells the version
 *     of this form
 */
public record Definition(String text) {
  /** Raise it when the same pipeline file comes to mean other rows, or the lines change. */
  private static final int VERSION = 1;

  /** The line of a table that is computed from silver: a hash of what silver's rows mean. */
  static final String SILVER = "silver";

  private static final String FORM = "tributary definition";

  private static final Definition BRONZE =
      new Definition(new Lines(FORM, VERSION).put("rows", "frames as received").text());

  /**
   * The definitions of all tables that the pipeline has, but for those of models, by their names:
   * bronze, quarantine, silver, gold in the file's order, and the table of gaps.
   */
  public static Map<String, Definition> ofTables(Pipeline pipeline) {
    Silver silver = pipeline.silver();
    Definition ofSilver = new Definition(SilverLines.of(begin(), silver).text());
    Map<String, Definition> definitions = new LinkedHashMap<>();
    definitions.put(pipeline.bronze(), BRONZE);
    definitions.put(pipeline.quarantine(), new Definition(on(ofSilver).text()));
    definitions.put(silver.table(), ofSilver);
    for (Gold gold : pipeline.gold()) {
      definitions.put(gold.table(), new Definition(GoldLines.of(on(ofSilver), gold).text()));
    }
    if (silver.continuity() != null) {
      Lines lines = GapLines.of(on(ofSilver), silver.continuity());
      definitions.put(silver.continuity().table(), new Definition(lines.text()));
    }
    return definitions;
  }

  private static Lines begin() {
    return new Lines(FORM, VERSION);
  }

  private static Lines on(Definition silver) {
    return begin().put(SILVER, Fingerprint.of(silver.text()));
  }

  /** Whether it is that of a table of frames, which nothing else can be computed of. */
  public boolean isOfBronze() {
    return equals(BRONZE);
  }

  /**
   * In words how rows by this definition differ from those by the one of a pipeline file: what was,
   * and what the file says.
   *
   * @return empty if they mean the same
   */
  public List<String> differences(Definition file) {
    return equals(file) ? List.of() : new Differences(this, file).words();
  }
}
