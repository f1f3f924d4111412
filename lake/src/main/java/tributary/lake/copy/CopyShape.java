package tributary.lake.copy;

import java.util.List;
import tributary.core.rows.Schema;

/**
 * What a copied table looks like.
 *
 * @param source the table in the lake
 * @param name what it is called in the target: one name, or a schema and a name with a point
 * @param schema the columns of the source, all of which are kept
 * @param key the columns that tell its rows apart: of a growing table the Kafka coordinates, of a
 *     table of windows their start and what they are made by
 * @param isGrowing whether rows are only added, and never change
 * @param shown the columns that a reader sees under the name, in order
 */
public record CopyShape(
    String source,
    String name,
    Schema schema,
    List<String> key,
    boolean isGrowing,
    List<String> shown) {

  public CopyShape {
    key = List.copyOf(key);
    shown = List.copyOf(shown);
  }
}
