package tributary.core.rows;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The columns of a table in order; names are unique. */
public record Schema(List<Field> fields) {

  public Schema {
    fields = List.copyOf(fields);
    Set<String> names = new HashSet<>();
    for (Field field : fields) {
      if (!names.add(field.name())) {
        throw new IllegalArgumentException("Invalid schema: two columns are named " + field.name());
      }
    }
  }

  /** The number of columns. */
  public int size() {
    return fields.size();
  }

  /** The column at the given place. */
  public Field field(int index) {
    return fields.get(index);
  }

  /**
   * The place of the named column.
   *
   * @throws IllegalArgumentException if there is none
   */
  public int indexOf(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("Cannot find column " + name + " in " + names());
  }

  /** The names of all columns in order. */
  public List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  /** The named columns only, in the order given. */
  public Schema select(List<String> names) {
    return new Schema(names.stream().map(name -> fields.get(indexOf(name))).toList());
  }
}
