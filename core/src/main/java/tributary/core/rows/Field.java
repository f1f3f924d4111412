package tributary.core.rows;

import java.io.Serializable;

/**
 * A named column of a {@link Schema}.
 *
 * @param required whether every row has a value; a writer may then leave null marks out
 */
public record Field(String name, Type type, boolean required) implements Serializable {

  /** A column in which every row has a value. */
  public static Field required(String name, Type type) {
    return new Field(name, type, true);
  }

  /** A column in which a row may have no value. */
  public static Field optional(String name, Type type) {
    return new Field(name, type, false);
  }
}
