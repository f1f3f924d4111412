package tributary.core.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.Seed;

class Utf8Test {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "bf",
        "c080",
        "c1bf",
        "e08080",
        "e09fbf",
        "f0808080",
        "f08fbfbf", // overlong, alone
        "eda080",
        "edafbf",
        "edb080",
        "edbfbf", // surrogates
        "f4908080",
        "f5808080",
        "f8888080",
        "fe",
        "ff", // beyond the last character
        "c2",
        "e0a0",
        "e1",
        "f09080",
        "f090",
        "f0", // cut off
        "c241",
        "e1a041",
        "e14180",
        "f0904180",
        "f0419080" // another byte inside
      })
  void whatIsNotUtf8IsRefusedWhereverItStands(String hex) {
    byte[] bad = HexFormat.of().parseHex(hex);
    for (int before = 0; before < 18; before++) {
      for (int after = 0; after < 10; after += 3) {
        byte[] bytes = new byte[before + bad.length + after];
        Arrays.fill(bytes, (byte) 'a');
        System.arraycopy(bad, 0, bytes, before, bad.length);
        assertFalse(Utf8.isValid(bytes, 0, bytes.length), hex + " at " + before);
      }
    }
  }

  @Test
  void everyCharacterIsAccepted() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        byte[] bytes = Character.toString(c).getBytes(UTF_8);
        assertTrue(Utf8.isValid(bytes, 0, bytes.length), Integer.toHexString(c));
      }
    }
  }

  @Test
  void everyTwoBytesAreWhatTheJdkSays() {
    byte[] bytes = new byte[2];
    for (int pair = 0; pair < 1 << 16; pair++) {
      bytes[0] = (byte) (pair >> 8);
      bytes[1] = (byte) pair;
      assertEquals(isUtf8(bytes), Utf8.isValid(bytes, 0, 2), HexFormat.of().formatHex(bytes));
    }
  }

  @Test
  void anyBytesAreWhatTheJdkSays() {
    Random random = Seed.random();
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = "Größe 价格 \ud83d\ude00 abcdefgh".substring(random.nextInt(8)).getBytes(UTF_8);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      bytes = Arrays.copyOf(bytes, bytes.length - random.nextInt(4));
      assertEquals(
          isUtf8(bytes), Utf8.isValid(bytes, 0, bytes.length), HexFormat.of().formatHex(bytes));
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
