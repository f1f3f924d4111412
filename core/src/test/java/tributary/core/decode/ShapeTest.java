package tributary.core.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.intake.TableSchemas;
import tributary.core.rows.Rows;
import tributary.core.rows.Type;
import tributary.core.rows.Values;
import tributary.core.spec.ColumnSpec;
import tributary.core.spec.JsonPointer;
import tributary.core.spec.Silver;

class ShapeTest {
  private final OneColumn text = OneColumn.of(new Type.Text());

  @Test
  void oneObjectIsAFrameWithSpaceAroundIt() {
    assertEquals("a", text.frame(" \r\n\t{ \"v\" :\t\"a\" ,\n\"w\": [ 1 , { } , [ ] ] } \n"));
    assertEquals("null", text.frame("{}"));
    assertEquals("null", text.frame("{ }"));
    assertEquals("null", text.frame("{\"w\":{\"v\":\"a\"}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "1",
        "\"v\"",
        "[]",
        "[{\"v\":\"a\"}]",
        "{",
        "{\"v\"",
        "{\"v\":",
        "{\"v\":\"a\"",
        "{\"v\":\"a\",",
        "{\"v\":\"a\",}",
        "{,\"v\":\"a\"}",
        "{\"v\" \"a\"}",
        "{\"v\"::\"a\"}",
        "{v:\"a\"}",
        "{'v':\"a\"}",
        "{\"v\":\"a\"}}",
        "{\"v\":\"a\"}{}",
        "{\"v\":\"a\"} x",
        "{\"v\":\"a\"},",
        "{\"w\":[1,]}",
        "{\"w\":[,1]}",
        "{\"w\":[1 2]}",
        "{\"w\":[1}",
        "{\"w\":{]}",
        "{\"v\":\"a\"}\u0000",
        "\ufeff{\"v\":\"a\"}",
        "{\"v\":\"a\"/**/}",
        "{\u00a0\"v\":\"a\"}",
        "{\"w\":-}",
        "{\"w\":01}",
        "{\"w\":tru}"
      })
  void anythingElseIsNotJson(String frame) {
    assertEquals("not_json", text.frame(frame));
  }

  @Test
  void aRecordWithoutValueIsEmpty() {
    var rejected = assertInstanceOf(Outcome.Rejected.class, text.decode((byte[]) null));
    assertEquals(Reason.EMPTY, rejected.reason());
  }

  @Test
  void aFrameMayBeAsLongAsTheLimit() {
    byte[] frame = "{\"v\":\"a\"}".getBytes(UTF_8);
    byte[] longest = Arrays.copyOf(frame, Decoder.MAX_FRAME_BYTES);
    Arrays.fill(longest, frame.length, longest.length, (byte) ' ');
    assertInstanceOf(Outcome.Row.class, text.decode(longest));

    byte[] longer = Arrays.copyOf(longest, longest.length + 1);
    longer[longest.length] = ' ';
    var rejected = assertInstanceOf(Outcome.Rejected.class, text.decode(longer));
    assertEquals(Reason.TOO_LARGE, rejected.reason());
  }

  @Test
  void bytesThatAreNotUtf8AreRefusedAlsoWhereNoColumnReads() {
    byte[] frame = "{\"v\":\"a\",\"w\":\"é\"}".getBytes(UTF_8);
    frame[frame.length - 3] = 'x';
    var rejected = assertInstanceOf(Outcome.Rejected.class, text.decode(frame));
    assertEquals(Reason.NOT_UTF8, rejected.reason());
  }

  @Test
  void nestingEndsAtSixtyFourLevels() {
    assertEquals("null", text.frame("{\"w\":" + "[".repeat(63) + "]".repeat(63) + "}"));
    assertEquals("too_deep", text.frame("{\"w\":" + "[".repeat(64) + "]".repeat(64) + "}"));
    assertEquals(
        "null", text.frame("{\"w\":" + "{\"w\":".repeat(62) + "{}" + "}".repeat(62) + "}"));
    assertEquals(
        "too_deep", text.frame("{\"w\":" + "{\"w\":".repeat(63) + "{}" + "}".repeat(63) + "}"));
    assertEquals("too_deep", text.frame("{\"w\":" + "[".repeat(1_000_000)));
    assertEquals("too_deep", text.frame("{\"v\":" + "[".repeat(1_000_000)));
  }

  @Test
  void aMemberThatAColumnReadsStandsOnce() {
    assertEquals("duplicate_member", text.frame("{\"v\":\"a\",\"v\":\"a\"}"));
    assertEquals("duplicate_member", text.frame("{\"v\":null,\"x\":1,\"v\":\"a\"}"));
    assertEquals("duplicate_member", text.frame("{\"v\":\"a\",\"\\u0076\":\"b\"}"));
    assertEquals("a", text.frame("{\"x\":1,\"v\":\"a\",\"x\":2}"));
    assertEquals("a", text.frame("{\"v\":\"a\"}"), "the frame before is forgotten");
  }

  @Test
  void namesAreFoundInAnyOrderAndSpelling() {
    assertEquals("a", text.frame("{\"time\":null,\"v\":\"a\"}"));
    assertEquals("b", text.frame("{\"v\":\"b\",\"time\":null}"));
    assertEquals("c", text.frame("{\"x\":0,\"v\":\"c\",\"y\":0,\"time\":null}"));
    assertEquals("d", text.frame("{\"time\":null,\"\\u0076\":\"d\"}"));
    assertEquals("null", text.frame("{\"V\":\"e\",\"vv\":\"e\",\"\":\"e\"}"));
  }

  @Test
  void theFirstWrongValueIsNamed() {
    var rejected =
        assertInstanceOf(Outcome.Rejected.class, text.decode("{\"v\":[1,2],\"time\":1}"));
    assertEquals(Reason.WRONG_TYPE, rejected.reason());
    assertEquals("v: [1,2] is not a string", rejected.detail());
  }

  @Test
  void aBrokenFrameIsNotJsonWhateverElseIsWrongWithIt() {
    assertEquals("not_json", text.frame("{\"v\":1,\"time\":2,"));
  }

  @Test
  void pointersLeadThroughObjects() {
    Silver silver =
        new Silver(
            "nested",
            null,
            Set.of(),
            Set.of(),
            List.of(
                column("deep", "/a/b/c", true),
                column("beside", "/a/d", false),
                column("whole", "/a/b", false),
                column("slash", "/x~1y~0", false),
                new ColumnSpec(
                    "time", JsonPointer.parse("/t"), new Type.Timestamp(), false, List.of())),
            "time",
            null,
            null);
    Decoder decoder = new Decoder(silver);
    Rows rows = new Rows(TableSchemas.silver(silver));

    assertEquals("wrong_type", read(decoder, rows, "{\"a\":{\"b\":{\"c\":\"1\"},\"d\":\"2\"}}"));
    assertEquals("missing", read(decoder, rows, "{\"a\":{\"b\":\"3\"}}"));
    assertEquals("missing", read(decoder, rows, "{\"a\":{\"b\":null,\"d\":\"2\"}}"));
    assertEquals("missing", read(decoder, rows, "{\"a\":[{\"b\":{\"c\":\"1\"}}]}"));
    assertEquals("missing", read(decoder, rows, "{\"a\":7}"));
    assertEquals("missing", read(decoder, rows, "{\"a\":{\"c\":\"1\"},\"b\":{\"c\":\"1\"}}"));
    assertEquals(
        "duplicate_member",
        read(decoder, rows, "{\"a\":{\"b\":{\"c\":\"1\"}},\"a\":{\"d\":\"2\"}}"));
    assertEquals("missing", read(decoder, rows, "{\"x/y~\":\"4\"}"));
    assertEquals("4", Values.text(rows, 3, 0));
  }

  @Test
  void aColumnOfADeepMemberIsRead() {
    Silver silver =
        new Silver(
            "nested",
            null,
            Set.of(),
            Set.of(),
            List.of(
                column("deep", "/a/b/c", true),
                column("beside", "/a/d", true),
                column("again", "/a/d", false),
                new ColumnSpec(
                    "time", JsonPointer.parse("/a/t"), new Type.Timestamp(), true, List.of())),
            "time",
            null,
            null);
    Decoder decoder = new Decoder(silver);
    Rows rows = new Rows(TableSchemas.silver(silver));
    String time = "\"t\":\"2026-01-31T00:00:00Z\"";
    for (String members :
        List.of(
            "\"b\":{\"c\":\"1\"},\"d\":\"2\"," + time,
            time + ",\"d\":\"2\",\"x\":{\"c\":\"9\"},\"b\":{\"y\":[],\"c\":\"1\"}")) {
      assertEquals("row", read(decoder, rows, "{\"z\":{\"b\":1},\"a\":{" + members + "}}"));
      assertEquals("1", Values.text(rows, 0, 0));
      assertEquals("2", Values.text(rows, 1, 0));
      assertEquals("2", Values.text(rows, 2, 0));
      assertEquals("2026-01-31T00:00:00Z", Values.text(rows, 3, 0));
    }
  }

  @Test
  void namesThatNeedEscapesAreFoundByThem() {
    Silver silver =
        new Silver(
            "odd",
            null,
            Set.of(),
            Set.of(),
            List.of(
                column("quoted", "/a\"b", false),
                column("escaped", "/a\\n", false),
                new ColumnSpec(
                    "time", JsonPointer.parse("/t"), new Type.Timestamp(), false, List.of())),
            "time",
            null,
            null);
    Decoder decoder = new Decoder(silver);
    Rows rows = new Rows(TableSchemas.silver(silver));
    for (int times = 0; times < 3; times++) {
      assertEquals("row", read(decoder, rows, "{\"a\\\"b\":\"1\",\"a\\\\n\":\"2\"}"));
      assertEquals("1", Values.text(rows, 0, 0));
      assertEquals("2", Values.text(rows, 1, 0));
      assertEquals("not_json", read(decoder, rows, "{\"a\"b\":\"1\"}"));
      assertEquals("row", read(decoder, rows, "{\"a\\\"b\":\"1\",\"a\\n\":\"2\"}"));
      assertEquals("null", Values.text(rows, 1, 0), "a line feed is no backslash and n");
    }
  }

  private static ColumnSpec column(String name, String pointer, boolean required) {
    return new ColumnSpec(name, JsonPointer.parse(pointer), new Type.Text(), required, List.of());
  }

  private static String read(Decoder decoder, Rows rows, String frame) {
    Outcome outcome = decoder.decode(frame.getBytes(UTF_8), 0, rows);
    return outcome instanceof Outcome.Rejected rejected ? rejected.reason().code() : "row";
  }
}
