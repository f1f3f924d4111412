package tributary.feeds.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import tributary.feeds.socket.MessageAssembler.Result;

class MessageAssemblerTest {
  private final MessageAssembler assembler = new MessageAssembler(8);

  @Test
  void aMessageInOnePartIsWhole() {
    assertWhole("price", assembler.text("price", true));
  }

  @Test
  void partsAreJoinedEvenInsideACharacter() {
    assertInstanceOf(Result.Partial.class, assembler.text("a\ud83d", false));
    assertInstanceOf(Result.Partial.class, assembler.text("", false));
    assertWhole("a\ud83d\ude00b", assembler.text("\ude00b", true));
    assertWhole("next", assembler.text("next", true));
  }

  @Test
  void binaryPartsAreJoined() {
    assertInstanceOf(Result.Partial.class, assembler.binary(bytes("ab"), false));
    assertWhole("abcd", assembler.binary(bytes("cd"), true));
  }

  @Test
  void theLongestMessageIsTaken() {
    assertWhole("12345678", assembler.text("12345678", true));
    assertInstanceOf(Result.TooLarge.class, assembler.text("123456789", true));
  }

  @Test
  void theSumOfTheFragmentsCounts() {
    assembler.text("12345", false);
    assertInstanceOf(Result.TooLarge.class, assembler.text("6789", false));
    assembler.binary(bytes("12345"), false);
    assertInstanceOf(Result.TooLarge.class, assembler.binary(bytes("6789"), false));
  }

  @Test
  void bytesCountAndNotCharacters() {
    assertInstanceOf(Result.TooLarge.class, assembler.text("\u20ac\u20ac\u20ac", true));
  }

  private static void assertWhole(String expected, Result result) {
    assertArrayEquals(
        expected.getBytes(UTF_8), assertInstanceOf(Result.Whole.class, result).bytes());
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
