package tributary.core.gaps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import tributary.core.frame.FrameOrigin;
import tributary.core.frame.Mark;

/** When something is missing, since when, and until when. */
class GapBookTest {
  private final Driven book = new Driven(true);
  private final Driven marked = new Driven(false);

  private static void is(Driven book, String... gaps) {
    assertEquals(String.join("\n", gaps), String.join("\n", book.gaps()));
  }

  @Test
  void theFirstIdOpensNothing() {
    book.row("A", 900, 0).row("B", 5, 1).row("A", 901, 2);
    is(book);
  }

  @Test
  void aStepOpensOneHoleHoweverWide() {
    book.row("A", 1, 1_000).row("B", 7, 2_000).row("A", 1_000_000_000_001L, 5_000);
    is(book, "A 2-1000000000000 (999999999999: 2-1000000000000) 1000 to 5000 open, found 3");
    assertEquals(List.of("A 1000 to 5000"), book.changes);
  }

  @Test
  void whatComesInTimeWasReorderedAndLeavesNoTrace() {
    book.row("A", 1, 0).row("A", 4, 10).row("A", 3, 9).passed(1_009).row("A", 2, 5);
    is(book);
    assertEquals(List.of("A 0 to 10", "A 0 to 10"), book.changes);
  }

  @Test
  void whatComesASecondLaterWasMissing() {
    book.row("A", 1, 0).row("A", 4, 10).passed(1_010).row("A", 2, 5).row("A", 3, 9);
    is(book, "A 2-3 (0: ?) 0 to 10 repaired by late, found 2, closed 4");
    assertEquals(List.of("A 0 to 10", "A 0 to 10 repaired"), book.changes);
  }

  @Test
  void whatWasFetchedRepairsHoweverSoon() {
    book.row("A", 1, 0).row("A", 4, 10).row("A", 2, 5).backfilled("A", 3, 9);
    is(book, "A 2-3 (0: ?) 0 to 10 repaired by backfill, found 2, closed 4");
  }

  @Test
  void aHoleKeepsWhatIsLeftOfIt() {
    book.row("A", 1, 0).row("A", 11, 10).backfilled("A", 5, 4).backfilled("A", 10, 9);
    is(book, "A 2-10 (7: 2-4,6-9) 0 to 10 open, found 2");
  }

  @Test
  void oldIdsAreRepeats() {
    book.row("A", 5, 0).row("A", 7, 5).row("A", 4, 0).row("A", 5, 0).row("A", 7, 5);
    is(book, "A 6-6 (1: 6) 0 to 5 open, found 2");
  }

  @Test
  void timesThatRunBackAreStillAStretch() {
    book.row("A", 5, 100).row("A", 7, 40);
    is(book, "A 6-6 (1: 6) 40 to 100 open, found 2");
  }

  @Test
  void aHeartbeatAloneProvesNothing() {
    book.row("A", 5, 0).newest("A", 8, 1_000).row("A", 6, 1_001).row("A", 7, 1_002);
    book.row("A", 8, 1_003).newest("A", 8, 2_000).newest("A", 8, 3_000);
    is(book);
  }

  @Test
  void whatTheHeartbeatBeforeHasNamedIsMissing() {
    book.row("A", 5, 0).newest("A", 8, 1_000).row("A", 6, 1_001).newest("A", 20, 2_000);
    is(book, "A 7-8 (2: 7-8) 1001 to 2000 open, found 4");
    book.row("A", 21, 2_500);
    is(
        book,
        "A 7-8 (2: 7-8) 1001 to 2000 open, found 4",
        "A 9-20 (12: 9-20) 1001 to 2500 open, found 5");
  }

  @Test
  void aHeartbeatOfAProductWithoutRowsIsPassedOver() {
    book.newest("A", 8, 1_000).newest("A", 9, 2_000).row("A", 30, 2_001);
    is(book);
    assertEquals(null, book.isComplete("B", 0, 1));
  }

  @Test
  void idsAtTheEndsOfWhatALongHolds() {
    book.row("A", Long.MIN_VALUE + 1, 0).row("A", Long.MAX_VALUE, 1);
    book.newest("A", Long.MAX_VALUE, 2).row("A", Long.MIN_VALUE + 1, 3);
    is(
        book,
        "A -9223372036854775806-9223372036854775806 (9223372036854775807:"
            + " -9223372036854775806-9223372036854775806) 0 to 1 open, found 2");
    book.restart();
    book.row("A", 0, 1);
    assertTrue(book.gaps().get(0).contains("-9223372036854775806--1,1-9223372036854775806"));
  }

  @Test
  void whatCannotBeFetchedIsToldFromWhatCan() {
    book.row("A", 1, 0).row("A", 11, 10).backfilled("A", 3, 2);
    book.mark(new Mark.Unrepairable("A", 4, 6, "too old"));
    is(
        book,
        "A 2-3 (1: 2) 0 to 10 open, found 2",
        "A 4-6 (3: 4-6) 0 to 10 unrepairable by too old, found 2, closed 4",
        "A 7-10 (4: 7-10) 0 to 10 open, found 2");
    book.mark(new Mark.Unrepairable("A", 1, 3, "gone"));
    book.backfilled("A", 4, 5).backfilled("A", 5, 5).passed(5_000).row("A", 6, 6);
    is(
        book,
        "A 4-6 (0: ?) 0 to 10 repaired by late, found 2, closed 8",
        "A 2-3 (1: 2) 0 to 10 unrepairable by gone, found 2, closed 5",
        "A 7-10 (4: 7-10) 0 to 10 open, found 2");
  }

  @Test
  void aWindowIsCompleteIfNoGapTouchesIt() {
    book.row("A", 1, 1_000).row("A", 3, 2_000);
    assertEquals(true, book.isComplete("A", 0, 1_000));
    assertEquals(false, book.isComplete("A", 500, 1_001));
    assertEquals(false, book.isComplete("A", 1_400, 1_500));
    assertEquals(false, book.isComplete("A", 2_000, 3_000));
    assertEquals(true, book.isComplete("A", 2_001, 3_000));
    assertEquals(null, book.isComplete("B", 0, 5_000));
    book.mark(new Mark.Unrepairable("A", 2, 2, "gone"));
    assertEquals(false, book.isComplete("A", 1_400, 1_500));
    book.backfilled("A", 2, 1_500);
    assertEquals(true, book.isComplete("A", 1_400, 1_500));
  }

  @Test
  void onlyWhatIsSettledIsAskedFor() {
    book.row("A", 1, 0).row("A", 11, 10).backfilled("A", 5, 4).passed(2_009);
    assertEquals(List.of(), book.openGaps());
    book.passed(2_010);
    assertEquals(
        List.of(new Gap("A", 2, 4, 0, 10_000, 2), new Gap("A", 6, 10, 0, 10_000, 2)),
        book.openGaps());
    book.mark(new Mark.Unrepairable("A", 2, 10, "gone"));
    assertEquals(List.of(), book.openGaps());
  }

  @Test
  void whatTheFeedSaysOpensNothingWhereIdsTell() {
    book.row("A", 1, 0).mark(new Mark.Disconnected("A", "no frame"));
    book.mark(new Mark.Missed("A", 3, 4)).row("A", 2, 900);
    is(book);
  }

  @Test
  void withoutIdsADisconnectLastsUntilTheNextNewRow() {
    marked.mark(new Mark.Disconnected("A", "before the first row"));
    marked.row("A", 0, 1_000).row("B", 0, 1_500).mark(new Mark.Disconnected("A", "no frame"));
    marked.mark(new Mark.Disconnected("A", "still none"));
    is(marked, "A ?-? (?: ?) 1000 to ? open by disconnected: no frame, found 4");
    assertEquals(false, marked.isComplete("A", 9_000, 9_001));
    marked.row("A", 0, 1_000, false, FrameOrigin.VENUE).row("A", 0, 1_000);
    assertEquals(false, marked.isComplete("A", 9_000, 9_001));
    marked.row("A", 0, 4_000).row("A", 0, 5_000);
    is(
        marked,
        "A ?-? (?: ?) 1000 to 4000 unrepairable by disconnected: no frame, found 4, closed 8");
    assertEquals(true, marked.isComplete("A", 9_000, 9_001));
    assertEquals(List.of("A 1000 to on"), marked.changes);
    assertEquals(List.of(), marked.openGaps());
  }

  @Test
  void withoutIdsMissedNumbersAreKept() {
    marked.row("A", 0, 1_000).mark(new Mark.Missed("A", 17, 19)).row("A", 0, 2_000);
    is(marked, "A 17-19 (3: 17-19) 1000 to 2000 unrepairable by numbers missed, found 2, closed 3");
  }

  @Test
  void tooManyGapsBecomeFewerAndSaySo() {
    book.row("A", 0, 0);
    int more = 3;
    for (int i = 1; i <= Watched.MOST_HOLES + more; i++) {
      book.row("A", i * 2, i);
    }
    List<String> gaps = book.gaps();
    assertEquals(Watched.MOST_HOLES, gaps.size());
    assertEquals("A 1-7 (4: 1,3,5,7) 0 to 4 open by " + Hole.JOINED + ", found 2", gaps.get(0));
    for (int i = 1; i <= 7; i += 2) {
      book.backfilled("A", i, i);
    }
    assertEquals(true, book.isComplete("A", 0, 4));
  }

  @Test
  void ofTooManyGapsTheOldestUnrepairableIsLetGo() {
    book.row("A", 0, 0).row("A", 2, 1).row("A", 4, 2);
    book.mark(new Mark.Unrepairable("A", 3, 3, "gone"));
    for (int i = 3; i <= Watched.MOST_HOLES + 1; i++) {
      book.row("A", i * 2, i);
    }
    List<String> gaps = book.gaps();
    assertEquals(Watched.MOST_HOLES + 1, gaps.size());
    assertEquals("A 3-3 (1: 3) 1 to 2 unrepairable by gone, found 3, closed 4", gaps.get(0));
    assertEquals("A 1-1 (1: 1) 0 to 1 open, found 2", gaps.get(1));
  }

  @Test
  void aHoleWithTooManyHolesForgetsTheNarrowestBetween() {
    long last = 4L * Ids.MOST_RANGES;
    book.row("A", 0, 0).row("A", last + 1, 10);
    for (long id = 4; id <= last - 4; id += 4) {
      book.row("A", id, 5);
    }
    Ids ids = Ids.parse(book.gaps().get(0).replaceAll(".*: |\\).*", ""));
    assertEquals(Ids.MOST_RANGES, ids.ranges());
    book.row("A", 6, 5);
    ids = Ids.parse(book.gaps().get(0).replaceAll(".*: |\\).*", ""));
    assertEquals(Ids.MOST_RANGES, ids.ranges());
    assertEquals(5, ids.last(0), "1-3 and 5 are one again: 4 counts as missing until it comes");
    for (long id = 1; id <= last; id++) {
      book.backfilled("A", id, 5);
    }
    assertTrue(book.gaps().get(0).contains("repaired by backfill"), book.gaps().toString());
  }

  @Test
  void productsBeyondTheMostAreCounted() {
    for (int i = 0; i < GapBook.MOST_PRODUCTS; i++) {
      book.row("P" + i, 1, 0);
    }
    book.row("one more", 1, 0).row("one more", 5, 1).row("x".repeat(257), 1, 2);
    assertEquals(3, book.unwatched());
    assertEquals(null, book.isComplete("one more", 0, 1));
    is(book);
  }
}
