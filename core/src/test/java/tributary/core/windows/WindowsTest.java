package tributary.core.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tributary.core.rows.Rows;
import tributary.core.rows.Type;
import tributary.core.rows.Values;
import tributary.core.spec.Gold;
import tributary.core.spec.Layout;
import tributary.core.spec.Measure;
import tributary.core.spec.Measure.Function;

/** Windows of ten seconds, late after five more. */
class WindowsTest {
  private static final Gold GOLD =
      new Gold(
          "gold",
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          List.of("product"),
          List.of(
              new Measure("first", Function.FIRST, "price", null, EveryMeasure.SMALL),
              new Measure("last", Function.LAST, "price", null, EveryMeasure.SMALL),
              new Measure("rows", Function.COUNT, null, null, new Type.BigInt())));
  private final Feeding feeding = new Feeding(GOLD, EveryMeasure.silver());
  private final Map<Integer, Long> offsets = new HashMap<>();

  private void add(int partition, double second, int price, @Nullable Integer sequence) {
    Map<String, @Nullable Object> values = new HashMap<>();
    long micros = Math.round(second * 1_000_000);
    values.put("time", Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    values.put("product", "P");
    values.put("shard", BigDecimal.ZERO);
    values.put("price", BigDecimal.valueOf(price * 100_000_000L, 8));
    values.put("sequence", sequence == null ? null : new BigDecimal(sequence));
    long offset = offsets.merge(partition, 1L, Long::sum) - 1;
    feeding.add(new Event(partition, offset, 0, values));
  }

  private void add(int partition, double second, int price) {
    add(partition, second, price, null);
  }

  /** The windows by their first second: first, last, rows, whether final, revision. */
  private String kept() {
    feeding.cut();
    TreeMap<Long, String> text = new TreeMap<>();
    feeding
        .kept()
        .text()
        .forEach(
            (key, row) -> {
              long second = Instant.parse(key.substring(0, key.indexOf('|'))).getEpochSecond();
              text.put(
                  second,
                  row.replaceAll("\\.0{8}", "")
                      .replaceAll("end=\\S+ ", "")
                      .replaceAll("\\w+=", "")
                      .replace("true", "final")
                      .replace("false", "open"));
            });
    return text.toString();
  }

  @Test
  void aRowAtTheBorderBelongsToTheWindowThatBeginsThere() {
    add(0, 9.999999, 1);
    add(0, 10, 2);
    assertEquals("{0=1 1 1 open 0, 10=2 2 1 open 0}", kept());
  }

  @Test
  void windowsBeforeTheEpochAreAlignedToo() {
    add(0, -0.000001, 1);
    add(0, -10, 2);
    assertEquals("{-10=2 1 2 open 0}", kept());
  }

  @Test
  void weeksMayBeginOnMondays() {
    Gold weeks =
        new Gold(
            "weeks",
            Duration.ofDays(7),
            Duration.ofDays(4),
            Duration.ZERO,
            List.of("product"),
            List.of(new Measure("rows", Function.COUNT, null, null, new Type.BigInt())),
            Layout.PLAIN);
    Feeding feed = new Feeding(weeks, EveryMeasure.silver());
    List<String> times =
        List.of(
            "1969-12-28T23:59:59.999999Z",
            "1969-12-29T00:00:00Z",
            "2026-03-01T23:59:59.999999Z",
            "2026-03-02T00:00:00Z",
            "2026-03-08T23:59:59.999999Z");
    for (String time : times) {
      Map<String, @Nullable Object> values = new HashMap<>();
      values.put("time", Instant.parse(time));
      values.put("product", "P");
      values.put("shard", BigDecimal.ZERO);
      feed.add(new Event(0, feed.position(0), 0, values));
    }
    feed.cut();

    assertEquals(
        List.of(
            "1969-12-22T00:00:00Z|P",
            "1969-12-29T00:00:00Z|P",
            "2026-02-23T00:00:00Z|P",
            "2026-03-02T00:00:00Z|P"),
        List.copyOf(feed.kept().text().keySet()));
    assertEquals(
        "rows=2 end=2026-03-09T00:00:00Z is_final=false revision=0",
        feed.kept().text().get("2026-03-02T00:00:00Z|P"));
  }

  @Test
  void firstAndLastOrderByTimeThenSequenceThenOffset() {
    add(0, 5, 1, 7);
    add(0, 5, 2, 6);
    add(0, 5, 3);
    add(0, 5, 4, 7);
    assertEquals("{0=3 4 4 open 0}", kept());
    add(0, 4, 5, 9);
    assertEquals("{0=5 4 5 open 0}", kept());
  }

  @Test
  void aWindowIsFinalOnceItsPartitionHasPassedItsEndByTheLateness() {
    add(0, 5, 1);
    feeding.passed(0, 14_999_999);
    assertEquals("{0=1 1 1 open 0}", kept());
    feeding.passed(0, 15_000_000);
    assertEquals("{0=1 1 1 final 0}", kept());
  }

  @Test
  void everyPartitionThatBroughtARowMustHavePassed() {
    add(0, 5, 1);
    add(1, 6, 2);
    feeding.passed(0, 60_000_000);
    assertEquals("{0=1 2 2 open 0}", kept());
    feeding.passed(1, 15_000_000);
    assertEquals("{0=1 2 2 final 0}", kept());
  }

  @Test
  void aPartitionThatBroughtNothingKeepsNoWindowOpen() {
    add(0, 5, 1);
    feeding.passed(1, 1_000_000);
    feeding.passed(0, 15_000_000);
    assertEquals("{0=1 1 1 final 0}", kept());
  }

  @Test
  void aLateRowCorrectsItsWindowAndRaisesTheRevision() {
    add(0, 5, 1);
    add(0, 20, 2);
    assertEquals("{0=1 1 1 final 0, 20=2 2 1 open 0}", kept());
    add(0, 6, 3);
    assertEquals("{0=1 3 2 final 1, 20=2 2 1 open 0}", kept());
    add(0, 4, 4);
    add(0, 7, 5);
    assertEquals("{0=4 5 4 final 3, 20=2 2 1 open 0}", kept());
  }

  @Test
  void aRowWithinTheLatenessIsNotLate() {
    add(0, 14.999999, 1);
    add(0, 5, 2);
    assertEquals("{0=2 2 1 open 0, 10=1 1 1 open 0}", kept());
  }

  @Test
  void aLateRowMayBeTheFirstOfItsWindow() {
    add(0, 100, 1);
    add(0, 5, 2);
    assertEquals("{0=2 2 1 final 1, 100=1 1 1 open 0}", kept());
  }

  @Test
  void aPartitionThatLagsOpensAFinalWindowAgainWithoutBeingLate() {
    add(0, 5, 1);
    add(0, 20, 2);
    assertEquals("{0=1 1 1 final 0, 20=2 2 1 open 0}", kept());
    add(1, 6, 3);
    assertEquals("{0=1 3 2 open 0, 20=2 2 1 open 0}", kept());
    feeding.passed(1, 15_000_000);
    assertEquals("{0=1 3 2 final 0, 20=2 2 1 open 0}", kept());
  }

  @Test
  void whatIsOpenComesBackAfterARestart() {
    add(0, 100, 9);
    add(0, 98, 1);
    add(0, 5, 2);
    add(1, 7, 3);
    feeding.restart();
    add(1, 6, 4);
    add(0, 97, 5);
    assertEquals("{0=2 3 3 open 1, 90=5 1 2 open 0, 100=9 9 1 open 0}", kept());
  }

  private String touched() {
    Rows rows = new Rows(feeding.windows().schema());
    feeding.windows().drainTouched(rows, feeding);
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < rows.size(); row++) {
      text.append(Values.instant(rows, 0, row).getEpochSecond());
      text.append(rows.longs(rows.schema().indexOf("is_final")).get(row) == 1 ? "f " : "o ");
    }
    return text.toString().trim();
  }

  @Test
  void whoeverWatchesSeesWhatChanged() {
    add(0, 5, 1);
    add(0, 12, 1);
    assertEquals("0o 10o", touched(), "the first time all that is open");
    assertEquals("", touched());
    add(0, 13, 1);
    add(0, 14, 1);
    assertEquals("10o", touched());
    feeding.passed(0, 15_000_000);
    feeding.cut();
    assertEquals("0f", touched(), "what became final");
    feeding.cut();
    assertEquals("", touched());
    add(0, 6, 1);
    assertEquals("0f", touched(), "a correction");
  }

  @Test
  void groupsThatHaveNoOpenWindowAreForgottenAndComeBack() {
    for (int product = 0; product < 3_000; product++) {
      Map<String, @Nullable Object> values = new HashMap<>();
      values.put("time", Instant.ofEpochSecond(product));
      values.put("product", "P" + product % 1_500);
      values.put("shard", BigDecimal.ZERO);
      feeding.add(new Event(0, product, 0, values));
      if (product % 100 == 0) {
        feeding.cut();
      }
    }
    feeding.cut();
    assertEquals(3_000, feeding.kept().text().size());
    assertEquals(
        2_990,
        feeding.kept().text().values().stream()
            .filter(row -> row.contains("is_final=true"))
            .count());
  }
}
