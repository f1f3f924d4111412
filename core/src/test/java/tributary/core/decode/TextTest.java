package tributary.core.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.rows.Type;

class TextTest {
  private final OneColumn text = OneColumn.of(new Type.Text());

  @Test
  void textIsKeptAsItStands() {
    assertEquals("", text.read("\"\""));
    assertEquals("a b/c", text.read("\"a b/c\""));
    assertEquals("Größe 价格 \ud83d\ude00 \u007f", text.read("\"Größe 价格 \ud83d\ude00 \u007f\""));
  }

  @Test
  void escapesAreResolved() {
    assertEquals("\"\\/\b\f\n\r\t", text.read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""));
    assertEquals("aé价\u0000z", text.read("\"a\\u00e9\\u4EF7\\u0000z\""));
    assertEquals("\ud83d\ude00", text.read("\"\\ud83d\\ude00\""));
    assertEquals("\ud83d\ude00!", text.read("\"\\uD83D\\uDE00!\""));
    assertEquals("\\u0041", text.read("\"\\\\u0041\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\ud83d\"",
        "\"\\ude00\"",
        "\"\\ude00\\ud83d\"",
        "\"\\ud83d\\ud83d\\ude00\"",
        "\"\\ud83dx\\ude00\""
      })
  void halfASurrogatePairIsNoText(String json) {
    assertEquals("not_utf8", text.read(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\x41\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\U0041\"",
        "\"\\\"",
        "\"\\'\"",
        "\"\\u+041\"",
        "\"a\nb\"",
        "\"a\tb\"",
        "\"\u0000\"",
        "\"\u001f\"",
        "'a'",
        "\"a",
        "a",
        "\"\\u00",
        "\"\\"
      })
  void otherStringsAreNotJson(String json) {
    assertEquals("not_json", text.read(json));
  }

  @Test
  void numbersAndWordsAreNoText() {
    assertEquals("wrong_type", text.read("1"));
    assertEquals("wrong_type", text.read("true"));
    assertEquals("wrong_type", text.read("{\"a\":1}"));
    assertEquals("wrong_type", text.read("[]"));
    assertEquals("null", text.read("null"));
  }

  @Test
  void truthIsTrueOrFalse() {
    OneColumn truth = OneColumn.of(new Type.Bool());
    assertEquals("true", truth.read("true"));
    assertEquals("false", truth.read("false"));
    assertEquals("null", truth.read("null"));
    assertEquals("wrong_type", truth.read("\"true\""));
    assertEquals("wrong_type", truth.read("1"));
    assertEquals("not_json", truth.read("tru"));
    assertEquals("not_json", truth.read("truex"));
    assertEquals("not_json", truth.read("TRUE"));
    assertEquals("not_json", truth.read("nul"));
  }
}
