package tributary.ingest.bronze;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.frame.Frame;
import tributary.core.frame.FrameOrigin;
import tributary.core.intake.TableSchemas;
import tributary.core.ledger.Ledger;
import tributary.core.rows.Headers;
import tributary.core.rows.Rows;
import tributary.core.spec.Layout;
import tributary.ingest.IngestException;
import tributary.lake.Catalog;
import tributary.lake.GrowingTable;
import tributary.lake.Lake;

/** Bronze is read in the order of offsets, however its files are cut. */
class BronzeFramesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final int FRAME = 10;

  @TempDir Path folder;

  private final Headers headers = new Headers();

  /** Each file as its rows: partition times 100 plus offset, which is also when it came. */
  private BronzeFrames bronze(long portionRows, int[]... files) {
    try (Lake lake = Lake.open(folder, InstantSource.fixed(NOW))) {
      GrowingTable table =
          lake.growing("bronze", TableSchemas.bronze(Layout.PLAIN), List.of("kafka_offset"));
      for (int[] file : files) {
        Rows rows = new Rows(TableSchemas.bronze(Layout.PLAIN));
        for (int each : file) {
          add(rows, each / 100, each % 100);
        }
        table.commit(table.stage(rows), Ledger.empty("t", "id"));
      }
    }
    Catalog catalog = Catalog.at(folder);
    return new BronzeFrames(catalog, catalog.snapshot("bronze"), Layout.PLAIN, portionRows);
  }

  private void add(Rows rows, int partition, int offset) {
    int row = rows.open();
    rows.longs(0).set(row, partition);
    rows.longs(1).set(row, offset);
    rows.longs(2).set(row, offset * 1000L);
    rows.longs(3).set(row, offset);
    headers.clear();
    headers.add("received_at", Integer.toString(offset).getBytes(UTF_8));
    headers.add("none", null);
    if (offset == FRAME) {
      headers.add(FrameOrigin.HEADER, FrameOrigin.FEED.code());
      rows.bytes(4).set(row, "key");
      rows.bytes(6).set(row, "payload");
    }
    rows.bytes(5).set(row, headers.array(), 0, headers.length());
    rows.keep();
  }

  private static List<Integer> read(BronzeFrames bronze) {
    List<Integer> frames = new ArrayList<>();
    bronze.forEach(frame -> frames.add(frame.partition * 100 + (int) frame.offset));
    return frames;
  }

  @Test
  void filesOfARunComeInTheOrderOfTheirCommitsAsTheyWereTakenIn() {
    BronzeFrames bronze =
        bronze(100, new int[] {100, 0, 1, 101}, new int[] {2, 3, 102}, new int[] {103, 4});

    assertEquals(List.of(100, 0, 1, 101, 2, 3, 102, 103, 4), read(bronze));
    assertEquals(Map.of(0, 0L, 1, 0L), bronze.firsts());
  }

  @Test
  void aCompactedFileIsBroughtIntoOrderAndPartitionsFollowEachOtherByTime() {
    BronzeFrames bronze = bronze(100, new int[] {2, 3, 102, 100, 0, 1, 101}, new int[] {103, 4});

    assertEquals(List.of(0, 100, 1, 101, 2, 102, 3, 103, 4), read(bronze));
  }

  @Test
  void overlappingFilesAreReadInPortions() {
    int[] even = new int[40];
    int[] odd = new int[40];
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      even[i] = 2 * i;
      odd[i] = 2 * i + 1;
      expected.add(2 * i);
      expected.add(2 * i + 1);
    }
    for (int portion : new int[] {1, 7, 80, 1000}) {
      Path own = folder;
      folder = own.resolve("portions-" + portion);
      assertEquals(expected, read(bronze(portion, odd, even)));
      folder = own;
    }
  }

  @Test
  void filesThatEachHaveToComeFirstAreReadTogether() {
    BronzeFrames bronze = bronze(100, new int[] {0, 1, 150}, new int[] {100, 2, 3});

    assertEquals(List.of(0, 100, 1, 2, 3, 150), read(bronze));
  }

  @Test
  void anOffsetThatIsThereTwiceIsRefused() {
    BronzeFrames bronze = bronze(100, new int[] {0, 1, 2}, new int[] {2, 3});

    String message =
        requireNonNull(assertThrows(IngestException.class, () -> read(bronze)).getMessage());
    assertTrue(message.contains("offset 2 of partition 0 more than once"), message);
  }

  @Test
  void aFrameIsWhatItWas() {
    Map<Long, Frame> frames = new TreeMap<>();
    bronze(100, new int[] {9, FRAME})
        .forEach(
            frame -> {
              Frame kept = new Frame();
              kept.kafkaMicros = frame.kafkaMicros;
              kept.receivedMicros = frame.receivedMicros;
              kept.origin = frame.origin;
              kept.key = frame.key;
              kept.value = frame.value;
              frames.put(frame.offset, kept);
            });
    Frame bare = requireNonNull(frames.get(9L));
    assertEquals(FrameOrigin.VENUE, bare.origin);
    assertNull(bare.key);
    assertNull(bare.value);
    Frame full = requireNonNull(frames.get((long) FRAME));
    assertEquals(FrameOrigin.FEED, full.origin);
    assertEquals(FRAME * 1000L, full.kafkaMicros);
    assertEquals(FRAME, full.receivedMicros);
    assertArrayEquals("key".getBytes(UTF_8), Optional.ofNullable(full.key).orElseThrow());
    assertArrayEquals("payload".getBytes(UTF_8), Optional.ofNullable(full.value).orElseThrow());
  }
}
