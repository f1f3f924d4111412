package tributary.core.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tributary.core.Seed;

class HeadersTest {
  private final Headers headers = new Headers();

  @Test
  void theirEncodingIsLengthsAndBytes() {
    headers.add("ab", new byte[] {7});
    headers.add("", null);

    byte[] expected =
        HexFormat.of().parseHex("00000002" + "6162" + "00000001" + "07" + "00000000" + "ffffffff");
    assertArrayEquals(expected, encoded());
  }

  @Test
  void allHeadersComeBackInTheirOrder() {
    Random random = Seed.random();
    for (int round = 0; round < 500; round++) {
      headers.clear();
      List<String> expected = new ArrayList<>();
      for (int i = random.nextInt(20); i > 0; i--) {
        String key = "clé".repeat(random.nextInt(5));
        byte[] value = random.nextInt(5) == 0 ? null : new byte[random.nextInt(300)];
        if (value != null) {
          random.nextBytes(value);
        }
        headers.add(key, value);
        expected.add(label(key, value));
      }
      assertEquals(expected, visited(encoded(), 0));
      assertEquals(expected, visited(shifted(encoded(), 13), 13));
    }
  }

  @Test
  void noHeadersAreNoBytes() {
    headers.add("key", new byte[1_000]);
    headers.clear();

    assertEquals(0, headers.length());
    assertEquals(List.of(), visited(encoded(), 0));
  }

  private byte[] encoded() {
    byte[] encoded = new byte[headers.length()];
    System.arraycopy(headers.array(), 0, encoded, 0, encoded.length);
    return encoded;
  }

  private static byte[] shifted(byte[] bytes, int by) {
    byte[] shifted = new byte[bytes.length + 2 * by];
    System.arraycopy(bytes, 0, shifted, by, bytes.length);
    return shifted;
  }

  private static List<String> visited(byte[] bytes, int offset) {
    List<String> found = new ArrayList<>();
    Headers.forEach(
        bytes,
        offset,
        bytes.length - 2 * offset,
        (key, value) -> found.add(label(new String(key, UTF_8), value)));
    return found;
  }

  private static String label(String key, byte @Nullable [] value) {
    return key + "=" + (value == null ? "null" : HexFormat.of().formatHex(value));
  }
}
