package tributary.core.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyTableTest {
  /** What a key of 16 bytes starts from: 16 times the golden ratio, cut to 64 bits. */
  private static final long LENGTH_HASH = 0x9e3779b97f4a7c15L << 4;

  private final KeyTable table = new KeyTable();

  private int add(byte[] key) {
    return table.add(key, key.length);
  }

  private byte[] key(int number) {
    return Arrays.copyOfRange(
        table.array(), table.start(number), table.start(number) + table.length(number));
  }

  @Test
  void keysAreNumberedInTheOrderInWhichTheyCome() {
    byte[] a = "a".getBytes(UTF_8);
    byte[] b = "b".getBytes(UTF_8);
    assertEquals(-1, table.find(a, 1));
    assertEquals(0, add(a));
    assertEquals(1, add(b));
    assertEquals(0, add(a));
    assertEquals(1, table.find(b, 1));
    assertEquals(2, table.size());
  }

  @Test
  void onlyTheGivenLengthOfAKeyCounts() {
    assertEquals(0, table.add("abc".getBytes(UTF_8), 2));
    assertEquals(0, table.add("abd".getBytes(UTF_8), 2));
    assertEquals(1, table.add("abd".getBytes(UTF_8), 3));
    assertEquals(2, table.add(new byte[0], 0));
    assertEquals(2, table.find("abd".getBytes(UTF_8), 0));
  }

  @Test
  void zeroBytesAreNotLost() {
    for (int length = 0; length < 40; length++) {
      assertEquals(length, add(new byte[length]));
    }
  }

  @Test
  void keysWithOneHashAreToldApart() {
    List<byte[]> keys = collidingKeys(2_000);
    for (int i = 0; i < keys.size(); i++) {
      assertEquals(KeyTable.hash(keys.get(0), 16), KeyTable.hash(keys.get(i), 16));
      assertEquals(i, add(keys.get(i)));
    }
    for (int i = 0; i < keys.size(); i++) {
      assertEquals(i, table.find(keys.get(i), 16));
      assertArrayEquals(keys.get(i), key(i));
    }
  }

  @Test
  void idsInSequenceHaveNeighbouringHashes() {
    for (int before = 0; before < 20; before++) {
      byte[] key = new byte[before + 8];
      Arrays.fill(key, 0, before, (byte) 'p');
      key[before] = 80;
      int first = KeyTable.hash(key, key.length);
      for (int i = 1; i < 8; i++) {
        key[before]++;
        assertEquals(first + i, KeyTable.hash(key, key.length));
      }
    }
  }

  /** Keys of two words: the second word undoes what the first did to the hash. */
  private static List<byte[]> collidingKeys(int count) {
    List<byte[]> keys = new ArrayList<>();
    for (long first = 0; keys.size() < count; first++) {
      long second = mix(LENGTH_HASH ^ first);
      if (second >>> 61 == 0) {
        keys.add(
            ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(first)
                .putLong(second << 3)
                .array());
      }
    }
    return keys;
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 32)) * 0xd6e8feb86659fd93L;
    return mixed ^ (mixed >>> 32);
  }

  @Test
  void theTableSaysWhatAMapWouldSay() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Map<String, Integer> expected = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      byte[] key = new byte[random.nextInt(100) == 0 ? random.nextInt(200) : random.nextInt(12)];
      for (int at = 0; at < key.length; at++) {
        key[at] = (byte) random.nextInt(4);
      }
      String wrapped = HexFormat.of().formatHex(key);
      assertEquals(expected.getOrDefault(wrapped, -1), table.find(key, key.length));
      assertEquals(expected.computeIfAbsent(wrapped, absent -> expected.size()), add(key));
    }
    expected.forEach((key, number) -> assertArrayEquals(HexFormat.of().parseHex(key), key(number)));
  }
}
