package tributary.lake.reconcile;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.lake.RowKey;

/**
 * A table in little: its rows by the hash of their key in buckets, of each bucket the number of
 * rows and two sums over 128 bits of their SHA-256. The order of the rows does not matter. Two
 * buckets with the same sums hold the same rows, but for a chance of about 1 in 2^128.
 */
final class Buckets {
  static final int COUNT = 1 << 16;

  private final RowKey key;
  private final RowKey whole;
  private final MessageDigest digest;
  private final long[] rows = new long[COUNT];
  private final long[] first = new long[COUNT];
  private final long[] second = new long[COUNT];

  Buckets(Schema schema, List<String> key) {
    this.key = new RowKey(schema, key);
    this.whole = new RowKey(schema, schema.names());
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }

  void add(Rows batch) {
    for (int row = 0; row < batch.size(); row++) {
      int bucket = bucket(key.of(batch, row));
      digest.update(whole.of(batch, row));
      ByteBuffer hash = ByteBuffer.wrap(digest.digest());
      rows[bucket]++;
      first[bucket] += hash.getLong();
      second[bucket] += hash.getLong();
    }
  }

  static int bucket(ByteBuffer key) {
    int hash = key.hashCode() * 0x9e3779b9;
    return (hash ^ hash >>> 16) & (COUNT - 1);
  }

  boolean isSame(Buckets other, int bucket) {
    return rows[bucket] == other.rows[bucket]
        && first[bucket] == other.first[bucket]
        && second[bucket] == other.second[bucket];
  }

  /** The two sums over all rows, in hexadecimal: the same for the same rows in any order. */
  String hash() {
    return "%016x%016x".formatted(sum(first), sum(second));
  }

  long rows(int bucket) {
    return rows[bucket];
  }

  long rows() {
    return sum(rows);
  }

  private static long sum(long[] all) {
    long sum = 0;
    for (long each : all) {
      sum += each;
    }
    return sum;
  }
}
