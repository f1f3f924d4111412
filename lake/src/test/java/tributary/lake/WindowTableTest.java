package tributary.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.rows.Rows;

class WindowTableTest {
  private static final Rows NONE = new Rows(Ticks.GOLD);

  @TempDir Path root;

  @InEachFormat
  void windowThatIsOpenAgainLeavesItsSealedFile(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      WindowTable gold = Ticks.gold(lake);
      gold.commit(NONE, Ticks.windows(true, "0 BTC 5", "0 ETH 5", "1 BTC 5"), Ticks.ledger(1));

      Rows again = Ticks.windows(false, "0 BTC 6");
      gold.commit(gold.stage(again, NONE, again), Ticks.ledger(2));
      assertEquals(List.of("0 BTC 6*", "0 ETH 5", "1 BTC 5"), Ticks.all(gold));

      gold.commit(NONE, Ticks.windows(true, "0 BTC 7"), Ticks.ledger(3));
      assertEquals(List.of("0 BTC 7", "0 ETH 5", "1 BTC 5"), Ticks.all(gold));
    }
  }

  @InEachFormat
  void openWindowsAreReplacedByEachCommit(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      WindowTable gold = Ticks.gold(lake);
      gold.commit(Ticks.windows(false, "0 BTC 1", "0 ETH 1"), NONE, Ticks.ledger(1));
      gold.commit(Ticks.windows(false, "0 BTC 2"), NONE, Ticks.ledger(2));
      assertEquals(List.of("0 BTC 2*"), Ticks.all(gold));
      assertEquals(List.of("0 BTC 2*"), Ticks.words(gold.open()));
      assertEquals(1, Catalog.at(root).snapshot("gold").files().size());
    }
  }

  @InEachFormat
  void closedWindowsStay(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      WindowTable gold = Ticks.gold(lake);
      gold.commit(Ticks.windows(false, "1 BTC 0"), Ticks.windows(true, "0 BTC 5"), Ticks.ledger(1));
      gold.commit(NONE, Ticks.windows(true, "1 BTC 6"), Ticks.ledger(2));
      assertEquals(List.of("0 BTC 5", "1 BTC 6"), Ticks.all(gold));
      assertTrue(gold.open().isEmpty());
      assertEquals(2, gold.rows());
      assertEquals(Optional.of(Ticks.ledger(2)), gold.ledger());
    }
  }

  @InEachFormat
  void aLateRowCorrectsItsWindowInPlace(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      WindowTable gold = Ticks.gold(lake);
      gold.commit(NONE, Ticks.windows(true, "0 BTC 0", "0 ETH 0", "1 BTC 0"), Ticks.ledger(1));
      gold.commit(
          Ticks.windows(false, "3 BTC 0"),
          Ticks.windows(true, "0 ETH 1", "2 BTC 0"),
          Ticks.ledger(2));
      assertEquals(
          List.of("0 BTC 0", "0 ETH 1", "1 BTC 0", "2 BTC 0", "3 BTC 0*"), Ticks.all(gold));
    }
  }

  @InEachFormat
  void windowsAreFoundByTheirStart(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      WindowTable gold = Ticks.gold(lake);
      for (int minute = 0; minute < 9; minute++) {
        gold.commit(
            Ticks.windows(false, (minute + 1) + " BTC 0"),
            Ticks.windows(true, minute + " BTC 0"),
            Ticks.ledger(minute));
      }
      assertEquals(
          List.of("3 BTC 0"), Ticks.words(gold.find(Ticks.minute(3), Ticks.minute(3) + 1)));
      assertEquals(
          List.of("8 BTC 0", "9 BTC 0*"),
          Ticks.words(gold.find(Ticks.minute(8), Ticks.minute(10))));
    }
  }

  @InEachFormat
  void sealedFilesStayFew(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      WindowTable gold = Ticks.gold(lake);
      for (int minute = 0; minute < 70; minute++) {
        gold.commit(
            NONE, Ticks.windows(true, minute + " BTC 0", minute + " ETH 0"), Ticks.ledger(minute));
      }
      assertEquals(140, gold.rows());
      assertEquals(140, Ticks.all(gold).stream().distinct().count());
      int files = Catalog.at(root).snapshot("gold").files().size();
      assertTrue(files <= 7, () -> files + " files");
    }
  }

  @InEachFormat
  void aRestartFindsOpenAndClosedWindows(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      Ticks.gold(lake)
          .commit(Ticks.windows(false, "1 BTC 0"), Ticks.windows(true, "0 BTC 5"), Ticks.ledger(1));
    }
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      WindowTable gold = Ticks.gold(lake);
      assertEquals(List.of("1 BTC 0*"), Ticks.words(gold.open()));
      gold.commit(NONE, Ticks.windows(true, "0 BTC 6", "1 BTC 1"), Ticks.ledger(2));
      assertEquals(List.of("0 BTC 6", "1 BTC 1"), Ticks.all(gold));
    }
  }

  @InEachFormat
  void theSameWindowTwiceIsRefused(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      WindowTable gold = Ticks.gold(lake);
      assertThrows(
          IllegalArgumentException.class,
          () -> gold.commit(NONE, Ticks.windows(true, "0 BTC 5", "0 BTC 6"), Ticks.ledger(1)));
      assertEquals(List.of(), Ticks.all(gold));
    }
  }
}
