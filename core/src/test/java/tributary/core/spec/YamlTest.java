package tributary.core.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The YAML below the vocabulary: one plain document, nothing deep, nothing endless. */
class YamlTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# nothing\n", "---\n...\n"})
  void anEmptyFileIsNoPipeline(String text) {
    List<Problem> problems = new Example(text).problems();

    assertEquals(1, problems.size(), problems::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `a: &x 1`             | 1:4 | an anchor: there are no aliases
          `{a: 1, b: *x}`       | 1:11 | an alias: write the value out
          `&x [*x]`             | 1:1 | an anchor: there are no aliases
          `a: !!str 1`          | 1:4 | a tag: write the value without it
          `a: !!binary aGk=`    | 1:4 | a tag: write the value without it
          `!java.net.URL [a]`   | 1:1 | a tag: write the value without it
          `a: !<tag:x> {b: c}`  | 1:4 | a tag: write the value without it
          """)
  void whatPipelineFilesDoWithout(String text, String place, String what) {
    assertRefused("P003 Cannot use " + what, place, text);
  }

  @Test
  void aSecondDocumentIsRefused() {
    assertRefused("P003 Cannot use a second document in one file", "2:1", "a: 1\n---\nb: 2\n");
  }

  @Test
  void depthIsBounded() {
    assertRefused(
        "P003 Cannot use blocks that are nested more than 20 deep", "1:21", "[".repeat(1_000_000));
  }

  @Test
  void theNumberOfValuesIsBounded() {
    assertRefused(
        "P003 Cannot use a file of more than 100000 values",
        "1:200000",
        "[" + "a,".repeat(500_000) + "]");
  }

  @Test
  void textOfMoreThanOneMebibyteIsRefused() {
    assertRefused(
        "P001 Cannot read the pipeline file: it is larger than 1 MiB",
        "0:0",
        "#".repeat((1 << 20) + 1));
  }

  @Test
  void controlCharactersAreRefusedWhereTheyStandAndNeverPrinted() {
    Example example = new Example("pipeline: x\nfeed: \u001b[31m\n");

    assertEquals(
        """
        p.yaml:2:7: error P002: Invalid character: U+001B
            2 | feed: ?[31m
                      ^
          expected printable text; in double quotes it can be written as an escape
        """,
        example.rendered());
  }

  @Test
  void escapedControlCharactersAreNeverPrinted() {
    String rendered = new Example("\"\\e[31m\\n\": 1\n").rendered();

    assertTrue(rendered.contains("Invalid key in pipeline file: \"?[31m?\""), rendered);
  }

  @Test
  void theCaretCountsCharactersNotUnits() {
    Example example = new Example("\"\uD83D\uDE00\": {a: *b}\n");

    assertTrue(
        example.rendered().startsWith("p.yaml:1:10: error P003: Cannot use an alias"),
        example.rendered());
  }

  @Test
  void aLongLineIsCutAroundTheCaret() {
    String rendered = new Example("x: \"" + "y".repeat(400) + "\", z: *b\n").rendered();
    String[] lines = rendered.split("\n");

    assertTrue(lines[1].length() < 140, rendered);
    assertEquals(lines[1].indexOf("\", z: *b") + 1, lines[2].indexOf('^'), rendered);
  }

  @Test
  void aKeyIsAName() {
    List<Problem> problems = new Example("? [a, b]\n: c\n").problems();

    assertTrue(
        problems.stream()
            .anyMatch(
                p -> p.message().equals("Invalid key: it is a block or a list") && p.column() == 3),
        problems::toString);
  }

  @Test
  void ofVeryManyProblemsTheFirstHundredAreKept() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 150; i++) {
      text.append("unheard_of_").append(i).append(": 1\n");
    }
    Example example = new Example(text.toString());

    assertEquals(100, example.problems().size());
    assertTrue(example.rendered().endsWith("\nand 55 more\n"), example.rendered());
  }

  private static void assertRefused(String problem, String place, String text) {
    Problem first = new Example(text).problems().get(0);

    assertEquals(
        problem + " at " + place,
        "%s %s at %d:%d"
            .formatted(first.code().id(), first.message(), first.line(), first.column()));
  }
}
