package tributary.core.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tributary.core.Coinbase;
import tributary.core.Recordings;
import tributary.core.Seed;
import tributary.core.frame.Frame;
import tributary.core.frame.FrameOrigin;
import tributary.core.rows.Rows;
import tributary.core.rows.Values;
import tributary.core.spec.Pipeline;

/** Real trades of four connections, with what was lost between them, and with more taken out. */
class RecordedGapsTest {
  private static final List<String> BETWEEN =
      List.of(
          "918112: 900701353-901619464",
          "335088: 901621255-901956342",
          "36949: 901957333-901994281");

  private final Pipeline pipeline = Coinbase.pipeline();

  private record Line(byte[] frame, long receivedMicros, long id) {}

  private static List<Line> recorded() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<Line> lines = new ArrayList<>();
    for (String text :
        Recordings.lines(
            "coinbase_exchange/coinbase_exchange_ticker_BTC-USD_2025-11-12_to_14.ndjson.gz")) {
      JsonNode line = json.readTree(text);
      String frame = line.get("raw").asText();
      BigDecimal seconds = new BigDecimal(line.get("ts").asText());
      lines.add(
          new Line(
              frame.getBytes(UTF_8),
              seconds.movePointRight(6).longValue(),
              json.readTree(frame).path("trade_id").asLong()));
    }
    return lines;
  }

  private MemoryTables taken(List<Line> lines, List<Line> backfilled, int perCut) {
    MemoryTables tables = new MemoryTables(pipeline);
    Intake intake = new Intake(pipeline, tables.resume(), tables);
    Frame frame = new Frame();
    frame.offset = -1;
    take(intake, frame, lines, FrameOrigin.VENUE, tables, perCut);
    take(intake, frame, backfilled, FrameOrigin.BACKFILL, tables, perCut);
    tables.finish();
    tables.write(intake.cut());
    tables.finish();
    return tables;
  }

  private static void take(
      Intake intake,
      Frame frame,
      List<Line> lines,
      FrameOrigin origin,
      MemoryTables tables,
      int perCut) {
    for (Line line : lines) {
      frame.offset++;
      frame.value = line.frame();
      frame.receivedMicros = line.receivedMicros();
      frame.origin = origin;
      intake.take(frame);
      if (frame.offset % perCut == perCut - 1) {
        tables.finish();
        tables.write(intake.cut());
      }
    }
  }

  private static List<String> gaps(Rows rows) {
    TreeMap<Long, String> gaps = new TreeMap<>();
    for (int row = 0; row < rows.size(); row++) {
      gaps.put(rows.longs(3).get(row), rows.longs(5).get(row) + ": " + rows.bytes(6).text(row));
    }
    return List.copyOf(gaps.values());
  }

  @Test
  void whatWasLostBetweenTheConnectionsAndNothingElse() throws IOException {
    MemoryTables tables = taken(recorded(), List.of(), 500);

    assertEquals(BETWEEN, gaps(tables.openGaps));
    assertEquals(0, tables.sealedGaps.size());
    Rows first = tables.openGaps;
    assertEquals("2025-11-12T07:20:56.239518Z", Values.text(first, 7, 0));
    assertEquals("2025-11-13T18:36:45.765491Z", Values.text(first, 8, 0));
    assertEquals("coinbase-exchange", Values.text(first, 0, 0));
    assertEquals("ticker", Values.text(first, 1, 0));
    assertEquals("BTC-USD", Values.text(first, 2, 0));
    assertEquals("open", Values.text(first, 10, 0));
    assertEquals(
        List.of(
            "2025-11-12T07:20:00Z",
            "2025-11-13T18:36:00Z",
            "2025-11-13T18:37:00Z",
            "2025-11-13T23:59:00Z",
            "2025-11-14T00:00:00Z",
            "2025-11-14T00:53:00Z"),
        incomplete(tables));
  }

  private static List<String> incomplete(MemoryTables tables) {
    List<String> starts = new ArrayList<>();
    tables
        .gold
        .get(1)
        .textWithCompleteness()
        .forEach(
            (key, row) -> {
              if (row.endsWith("is_complete=false")) {
                starts.add(key.substring(0, key.indexOf('|')));
              } else {
                assertTrue(row.endsWith("is_complete=true"), row);
              }
            });
    return starts;
  }

  @Test
  void whatIsTakenOutIsMissingAndComesBackByRepair() throws IOException {
    Random random = Seed.random();
    // With the three of the recording these stay gaps of their own: beyond 200 a product's are
    // joined.
    int most = 150;
    List<Line> all = recorded();
    List<Line> kept = new ArrayList<>();
    List<Line> lost = new ArrayList<>();
    for (Line line : all) {
      boolean inside = line.id() != 0 && !isEdge(line.id());
      (inside && lost.size() < most && random.nextInt(100) < 3 ? lost : kept).add(line);
    }
    MemoryTables whole = taken(all, List.of(), 700);
    MemoryTables broken = taken(kept, List.of(), 300);
    List<Line> newestFirst = new ArrayList<>(lost);
    Collections.reverse(newestFirst);
    MemoryTables repaired = taken(kept, newestFirst, 300);

    assertEquals(expected(lost), gaps(broken.openGaps));
    assertEquals(BETWEEN, gaps(repaired.openGaps));
    assertEquals(expected(lost).size() - 3, repaired.sealedGaps.size());
    assertEquals(silver(whole), silver(repaired));
    for (int i = 0; i < 2; i++) {
      assertEquals(gold(whole, i), gold(repaired, i));
    }
  }

  private static boolean isEdge(long id) {
    return Set.of(
            900701309L,
            901997453L,
            900701352L,
            901619465L,
            901621254L,
            901956343L,
            901957332L,
            901994282L)
        .contains(id);
  }

  private static List<String> expected(List<Line> lost) {
    TreeSet<Long> ids = new TreeSet<>();
    lost.forEach(line -> ids.add(line.id()));
    TreeMap<Long, String> gaps = new TreeMap<>();
    BETWEEN.forEach(gap -> gaps.put(Long.valueOf(gap.replaceAll(".*: |-.*", "")), gap));
    for (long id : ids) {
      if (!ids.contains(id - 1)) {
        long last = id;
        while (ids.contains(last + 1)) {
          last++;
        }
        gaps.put(id, last - id + 1 + ": " + id + (last == id ? "" : "-" + last));
      }
    }
    return List.copyOf(gaps.values());
  }

  private List<String> silver(MemoryTables tables) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < tables.silver.size(); row++) {
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < pipeline.silver().columns().size(); column++) {
        text.append(Values.text(tables.silver, column, row)).append(' ');
      }
      rows.add(text.toString());
    }
    rows.sort(null);
    return rows;
  }

  private static String gold(MemoryTables tables, int table) {
    return tables
        .gold
        .get(table)
        .textWithCompleteness()
        .toString()
        .replaceAll(" revision=\\d+", "")
        .replace(", 20", ",\n20");
  }
}
