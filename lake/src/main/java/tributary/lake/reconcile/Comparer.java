package tributary.lake.reconcile;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.lake.RowKey;
import tributary.lake.copy.RowSource;

/**
 * Compares two tables row by row in bounded memory: first in little, then the rows of those buckets
 * that differ, so many at a time as memory is meant to hold. Each source is read once, and once
 * more for each such portion.
 */
public final class Comparer {
  private static final long MOST_ROWS = 200_000;

  private final Schema schema;
  private final List<String> key;
  private final long mostRows;

  /**
   * @param schema the columns of both
   * @param key the columns that tell their rows apart
   */
  public Comparer(Schema schema, List<String> key) {
    this(schema, key, MOST_ROWS);
  }

  Comparer(Schema schema, List<String> key, long mostRows) {
    this.schema = schema;
    this.key = List.copyOf(key);
    this.mostRows = mostRows;
  }

  /**
   * Compares all rows.
   *
   * @param expected what should be there
   * @param found what is there
   */
  public Comparison compare(RowSource expected, RowSource found) {
    Buckets should = new Buckets(schema, key);
    expected.forEach(should::add);
    Buckets is = new Buckets(schema, key);
    found.forEach(is::add);
    List<String> named = new ArrayList<>();
    long differing = 0;
    for (BitSet portion : portions(should, is)) {
      Portion rows = new Portion(schema, key, named);
      expected.forEach(batch -> pick(batch, portion, rows.expected()));
      found.forEach(batch -> pick(batch, portion, rows.found()));
      differing += rows.compare();
    }
    return new Comparison(should.rows(), is.rows(), differing, named, should.hash(), is.hash());
  }

  private List<BitSet> portions(Buckets should, Buckets is) {
    List<BitSet> portions = new ArrayList<>();
    BitSet filling = new BitSet(Buckets.COUNT);
    long rows = 0;
    for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
      if (should.isSame(is, bucket)) {
        continue;
      }
      long more = should.rows(bucket) + is.rows(bucket);
      if (rows > 0 && rows + more > mostRows) {
        portions.add(filling);
        filling = new BitSet(Buckets.COUNT);
        rows = 0;
      }
      filling.set(bucket);
      rows += more;
    }
    if (!filling.isEmpty()) {
      portions.add(filling);
    }
    return portions;
  }

  private void pick(Rows batch, BitSet portion, Rows into) {
    RowKey reader = new RowKey(schema, key);
    for (int row = 0; row < batch.size(); row++) {
      ByteBuffer found = reader.of(batch, row);
      if (portion.get(Buckets.bucket(found))) {
        into.append(batch, row);
      }
    }
  }
}
