package tributary.ingest.rebuild;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tributary.core.intake.Resume;
import tributary.core.ledger.Ledger;
import tributary.core.spec.Pipeline;
import tributary.ingest.IngestException;
import tributary.ingest.Recomputation;
import tributary.lake.Format;
import tributary.lake.GrowingTable;
import tributary.lake.Lake;
import tributary.lake.Successors.Replaced;
import tributary.lake.TableRefusedException;
import tributary.lake.reconcile.Comparison;

/** After a rebuild the tables are those of a fresh run by the file as it is now. */
class RebuildTest {
  private static final int FRAMES = 300;
  private static final String[] LOW = {"{max: price}", "{min: price}"};

  @TempDir Path folder;

  static Stream<Format> formats() {
    return Stream.of(new Format.Delta(), new Format.Iceberg(Map.of()));
  }

  private SmallLake filled(Format format) {
    SmallLake lake = new SmallLake(folder.resolve("tables"), format);
    Pipeline old = SmallLake.pipeline(format);
    lake.addBronze(old, 0, FRAMES, FRAMES);
    lake.run(old, 0, FRAMES, FRAMES);
    return lake;
  }

  private static Rebuild.Outcome rebuild(SmallLake lake, Pipeline pipeline) {
    try (Lake opened = lake.open()) {
      return new Rebuild(
              pipeline,
              lake.catalog(),
              opened,
              lake.tables,
              InstantSource.fixed(SmallLake.NOW),
              () -> 0)
          .run((frames, of) -> {});
    }
  }

  private void expectFreshRun(SmallLake lake, Pipeline pipeline, int from, int until) {
    SmallLake fresh = new SmallLake(folder.resolve("fresh" + until), lake.format);
    fresh.run(pipeline, from, until, until);
    for (String table : SmallLake.DERIVED) {
      Comparison comparison = lake.comparison(table, fresh);
      assertTrue(comparison.isEqual(), () -> table + ": " + comparison.named());
      assertTrue(comparison.expected() > 0, table);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void maxThatBecameMinIsRefusedAndThenTheTablesAreThoseOfAFreshRun(Format format) {
    SmallLake lake = filled(format);
    Pipeline changed = SmallLake.pipeline(format, LOW);
    TableRefusedException refused =
        assertThrows(TableRefusedException.class, () -> lake.resume(changed));
    assertTrue(
        String.valueOf(refused.getMessage())
            .contains("minutes: measure high was \"max of price\", the file says \"min of price\""),
        refused::toString);

    Rebuild.Outcome outcome = rebuild(lake, changed);

    assertTrue(outcome.isComputed());
    assertEquals(SmallLake.DERIVED, outcome.tables().stream().map(Replaced::table).toList());
    assertTrue(outcome.tables().stream().allMatch(each -> each.old().isPresent()));
    expectFreshRun(lake, changed, 0, FRAMES);
    Resume resume = lake.resume(changed);
    assertEquals(List.of((long) FRAMES, (long) FRAMES), positions(resume));
    assertEquals(SmallLake.NOW, resume.silver().rebuiltAt());
    assertEquals(SmallLake.NOW, resume.gaps() == null ? null : resume.gaps().rebuiltAt());
    assertThrows(
        TableRefusedException.class, () -> lake.resume(SmallLake.pipeline(format)), "the old file");
  }

  private static List<Long> positions(Resume resume) {
    return List.of(resume.position(0), resume.position(1));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void windowsOfAnotherLengthLeaveNoneOfTheOldOnes(Format format) {
    SmallLake lake = filled(format);
    Pipeline changed =
        SmallLake.pipeline(format, "window: 1m", "window: 2m", "above: 0", "above: 3");

    rebuild(lake, changed);

    expectFreshRun(lake, changed, 0, FRAMES);
    assertEquals(6, lake.catalog().snapshot("minutes").rows());
  }

  @ParameterizedTest
  @MethodSource("formats")
  void otherColumnsAreNoObstacle(Format format) {
    SmallLake lake = filled(format);
    Pipeline changed =
        SmallLake.pipeline(
            format,
            "    product: {",
            "    more: {pointer: /more, type: string}\n    product: {",
            "n: {count: rows}",
            "mean: {avg: price}");
    assertThrows(TableRefusedException.class, () -> lake.resume(changed));

    rebuild(lake, changed);

    expectFreshRun(lake, changed, 0, FRAMES);
    lake.resume(changed);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void bronzeHasWhatItHasAndTheTablesStandWhereItStands(Format format) {
    SmallLake lake = new SmallLake(folder.resolve("tables"), format);
    Pipeline pipeline = SmallLake.pipeline(format);
    lake.addBronze(pipeline, 40, 200, 250);

    rebuild(lake, pipeline);

    assertEquals(List.of(250L, 250L), positions(lake.resume(pipeline)));
    assertEquals(2 * 160, lake.catalog().snapshot("silver").rows() + 2 * 16);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void oneThatWasBrokenOffComesToItsEndAlsoIfBronzeHasGrown(Format format) throws IOException {
    SmallLake lake = filled(format);
    Pipeline changed = SmallLake.pipeline(format, LOW);
    breakOff(lake, changed);
    assertThrows(TableRefusedException.class, () -> lake.resume(changed));
    assertThrows(TableRefusedException.class, () -> lake.resume(SmallLake.pipeline(format)));
    lake.addBronze(changed, FRAMES, FRAMES + 10, FRAMES + 10);

    Rebuild.Outcome outcome = rebuild(lake, changed);

    assertFalse(outcome.isComputed());
    expectFreshRun(lake, changed, 0, FRAMES);
    Resume resume = lake.resume(changed);
    assertEquals(FRAMES + 10, resume.bronze().next(0));
    assertEquals(List.of((long) FRAMES, (long) FRAMES), positions(resume), "read again from here");
    assertTrue(rebuild(lake, changed).isComputed());
    expectFreshRun(lake, changed, 0, FRAMES + 10);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void oneThatWasBrokenOffForAnotherFileIsEndedAndThenReplaced(Format format) throws IOException {
    SmallLake lake = filled(format);
    breakOff(lake, SmallLake.pipeline(format, LOW));
    Pipeline third = SmallLake.pipeline(format, "window: 1m", "window: 5m");

    assertTrue(rebuild(lake, third).isComputed());

    expectFreshRun(lake, third, 0, FRAMES);
    lake.resume(third);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void whatIsLeftOfOneThatWasKilledWhileItComputedIsDeleted(Format format) {
    SmallLake lake = filled(format);
    Pipeline changed = SmallLake.pipeline(format, LOW);
    try (Lake opened = lake.open();
        Lake beside = opened.successors().open(SmallLake.DERIVED);
        Recomputation half =
            new Recomputation(changed, beside, SmallLake.ledger(5), SmallLake.NOW, () -> 0)) {
      half.finish();
    }
    lake.resume(SmallLake.pipeline(format));

    rebuild(lake, changed);

    expectFreshRun(lake, changed, 0, FRAMES);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void whatCannotBeComputedIsRefusedByName(Format format) {
    SmallLake lake = new SmallLake(folder.resolve("tables"), format);
    Pipeline pipeline = SmallLake.pipeline(format);
    lake.resume(pipeline);
    assertEquals(
        "Cannot compute from bronze: nothing has been taken in yet, so that a run can simply begin",
        assertThrows(IngestException.class, () -> rebuild(lake, pipeline)).getMessage());
    Pipeline renamed =
        SmallLake.pipeline(
            format, "bronze: {table: bronze}", "bronze: {table: bronze, rename: {payload: p}}");
    assertTrue(
        String.valueOf(
                assertThrows(IngestException.class, () -> rebuild(lake, renamed)).getMessage())
            .startsWith("Cannot compute from bronze: it has the columns ["));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void tablesOfOthersAreNotReplaced(Format format) {
    SmallLake lake = filled(format);
    SmallLake other = new SmallLake(folder.resolve("other"), format);
    Pipeline pipeline = SmallLake.pipeline(format);
    other.addBronze(pipeline, 0, 5, 5);
    try (Lake opened = other.open()) {
      GrowingTable foreign = opened.growing("minutes", pipeline.silver().schema(), List.of());
      foreign.commit(Optional.empty(), Ledger.empty("t", "another id"));
    }
    assertEquals(
        "Cannot replace table minutes: it holds rows that no run of this pipeline wrote. Choose another name in the pipeline file",
        assertThrows(IngestException.class, () -> rebuild(other, pipeline)).getMessage());
    assertTrue(rebuild(lake, pipeline).isComputed());
  }

  /** The new tables are computed, and none has taken its place. */
  private static void breakOff(SmallLake lake, Pipeline pipeline) throws IOException {
    try (Lake opened = lake.open();
        Lake beside = opened.successors().open(SmallLake.DERIVED);
        Recomputation computed =
            new Recomputation(pipeline, beside, SmallLake.ledger(FRAMES), SmallLake.NOW, () -> 0)) {
      SmallLake.frames(0, FRAMES).forEach(computed::take);
      computed.finish();
    }
    Files.write(lake.tables.resolve(".rebuilt-complete"), SmallLake.DERIVED);
  }
}
