package tributary.lake.parquet;

import java.io.Serializable;
import java.math.BigInteger;

/** The least and the greatest value of a column in one file. */
public sealed interface Extent extends Serializable {

  /** There is no value, or the type has no order that readers agree on. */
  record Unknown() implements Extent {}

  /** Of a column whose values take at most 64 bits. */
  record Longs(long min, long max) implements Extent {}

  /** Of decimals with more than 18 digits, unscaled. */
  record Wides(BigInteger min, BigInteger max) implements Extent {}

  /** Of text, in the order of its UTF-8 bytes. */
  record Texts(String min, String max) implements Extent {}
}
