package tributary.core.windows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.BytesColumn;
import tributary.core.rows.KeyReader;
import tributary.core.rows.KeyTable;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.spec.Gold;
import tributary.core.spec.Silver;

/** The groups of one gold table that have open windows, or had some lately. */
final class Groups implements Iterable<Group> {
  private static final int LEAST_TO_DROP = 1024;

  private final Schema bySchema;
  private final int[] silverBy;
  private final int[] goldBy;
  private final KeyReader silverKey;
  private final KeyReader goldKey;

  /** Which of the {@code by} columns names the product; -1 if none does. */
  private final int product;

  private KeyTable keys = new KeyTable();
  private List<Group> groups = new ArrayList<>();
  private KeyTable products = new KeyTable();
  private List<List<Group>> byProduct = new ArrayList<>();

  Groups(Schema schema, Gold gold, Silver silver) {
    this.bySchema = schema.select(gold.by());
    this.silverBy = gold.by().stream().mapToInt(silver::indexOf).toArray();
    this.goldBy = gold.by().stream().mapToInt(schema::indexOf).toArray();
    this.silverKey = new KeyReader(silverBy);
    this.goldKey = new KeyReader(goldBy);
    this.product =
        silver.continuity() == null ? -1 : gold.by().indexOf(silver.continuity().product());
  }

  boolean haveProduct() {
    return product >= 0;
  }

  /** Whether all rows of a product are of one group. */
  boolean areProducts() {
    return product >= 0 && silverBy.length == 1;
  }

  @Override
  public Iterator<Group> iterator() {
    return groups.iterator();
  }

  Group ofSilver(Rows rows, int row) {
    silverKey.read(rows, row);
    return of(silverKey, rows, row, silverBy);
  }

  Group ofGold(Rows rows, int row) {
    goldKey.read(rows, row);
    return of(goldKey, rows, row, goldBy);
  }

  private Group of(KeyReader key, Rows rows, int row, int[] by) {
    int number = keys.add(key.array(), key.length());
    if (number == groups.size()) {
      add(new Group(values(rows, row, by), product));
    }
    return groups.get(number);
  }

  private Rows values(Rows rows, int row, int[] by) {
    Rows values = new Rows(bySchema);
    values.open();
    for (int i = 0; i < by.length; i++) {
      values.set(i, rows, by[i], row);
    }
    values.keep();
    return values;
  }

  private void add(Group group) {
    groups.add(group);
    byte[] name = group.product();
    if (name != null) {
      int number = products.add(name, name.length);
      if (number == byProduct.size()) {
        byProduct.add(new ArrayList<>());
      }
      byProduct.get(number).add(group);
    }
  }

  @Nullable Group findSilver(Rows rows, int row) {
    silverKey.read(rows, row);
    return find(silverKey);
  }

  @Nullable Group findGold(Rows rows, int row) {
    goldKey.read(rows, row);
    return find(goldKey);
  }

  private @Nullable Group find(KeyReader key) {
    int number = keys.find(key.array(), key.length());
    return number < 0 ? null : groups.get(number);
  }

  /** The groups of a product. */
  List<Group> of(byte[] name) {
    int number = products.find(name, name.length);
    return number < 0 ? List.of() : byProduct.get(number);
  }

  /** Whether the gold row is the product's. */
  boolean isOf(byte[] name, Rows gold, int row) {
    BytesColumn column = gold.bytes(goldBy[product]);
    int start = column.start(row);
    return Arrays.equals(column.array(), start, start + column.length(row), name, 0, name.length);
  }

  void dropEmpty() {
    long empty = groups.stream().filter(Group::isEmpty).count();
    if (groups.size() < LEAST_TO_DROP || empty * 2 < groups.size()) {
      return;
    }
    List<Group> before = groups;
    keys = new KeyTable();
    groups = new ArrayList<>();
    products = new KeyTable();
    byProduct = new ArrayList<>();
    KeyReader key = new KeyReader(IntStream.range(0, silverBy.length).toArray());
    for (Group group : before) {
      if (!group.isEmpty()) {
        key.read(group.by(), 0);
        keys.add(key.array(), key.length());
        add(group);
      }
    }
  }
}
