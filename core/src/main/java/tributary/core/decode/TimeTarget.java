package tributary.core.decode;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;
import tributary.core.spec.ColumnSpec;
import tributary.core.spec.Reading;

/** Times and days, in the forms in which venues write them. */
abstract sealed class TimeTarget extends Target.Longs {

  private TimeTarget(String column, int index, String expected) {
    super(column, index, expected);
  }

  /** The target that fits a column of timestamps. */
  static TimeTarget of(ColumnSpec spec, int index, NumberText number) {
    if (spec.reading() instanceof Reading.Epoch epoch) {
      return new Epoch(spec.name(), index, epoch, number);
    }
    return spec.reading() instanceof Reading.WallTime wall
        ? new Wall(spec.name(), index, wall)
        : new Instant(spec.name(), index);
  }

  /** RFC 3339 instants with any fraction, cut to microseconds. */
  static final class Instant extends TimeTarget {
    private final TimeText time = new TimeText();

    Instant(String column, int index) {
      super(column, index, "a time such as 2026-01-31T23:59:59.123456Z");
    }

    @Override
    @Nullable Reason read(Cursor in, int row) {
      if (in.peek() != '"') {
        return Reason.WRONG_TYPE;
      }
      in.string();
      Reason wrong = time.readInstant(in.bytes, in.textStart, in.textEnd);
      if (wrong == null) {
        put(row, time.value());
      }
      return wrong;
    }
  }

  /** RFC 3339 full dates. */
  static final class Day extends TimeTarget {
    private final TimeText time = new TimeText();

    Day(String column, int index) {
      super(column, index, "a date such as 2026-01-31");
    }

    @Override
    @Nullable Reason read(Cursor in, int row) {
      if (in.peek() != '"') {
        return Reason.WRONG_TYPE;
      }
      in.string();
      Reason wrong = time.readDate(in.bytes, in.textStart, in.textEnd);
      if (wrong == null) {
        put(row, time.value());
      }
      return wrong;
    }
  }

  /** Numbers since the epoch, cut to microseconds, of the years that RFC 3339 can write. */
  static final class Epoch extends TimeTarget {
    private static final long FIRST = -62_167_219_200_000_000L;
    private static final long LAST = 253_402_300_799_999_999L;
    private final int scale;
    private final NumberText number;

    Epoch(String column, int index, Reading.Epoch epoch, NumberText number) {
      super(column, index, "a number of " + unit(epoch.decimals()) + " since the epoch");
      this.scale = 6 - epoch.decimals();
      this.number = number;
    }

    private static String unit(int decimals) {
      return switch (decimals) {
        case 0 -> "seconds";
        case 3 -> "milliseconds";
        case 6 -> "microseconds";
        default -> "nanoseconds";
      };
    }

    @Override
    @Nullable Reason read(Cursor in, int row) {
      if (!number.read()) {
        return Reason.WRONG_TYPE;
      }
      if (!number.fitsCut(scale) || number.unscaled() < FIRST || number.unscaled() > LAST) {
        return Reason.OUT_OF_RANGE;
      }
      put(row, number.unscaled());
      return null;
    }
  }

  /** Times and days of a zone's clocks. */
  static final class Wall extends TimeTarget {
    private static final long SECOND = 1_000_000L;
    private final TimeText time = new TimeText();
    private final boolean hasTime;
    private final ZoneRules rules;

    Wall(String column, int index, Reading.WallTime wall) {
      super(
          column,
          index,
          wall.hasTime() ? "a time such as 2026-01-31 23:59:59" : "a date such as 2026-01-31");
      this.hasTime = wall.hasTime();
      this.rules = wall.zone().getRules();
    }

    @Override
    @Nullable Reason read(Cursor in, int row) {
      if (in.peek() != '"') {
        return Reason.WRONG_TYPE;
      }
      in.string();
      Reason wrong = time.readLocal(in.bytes, in.textStart, in.textEnd, hasTime);
      if (wrong == null) {
        put(row, time.value() - offsetMicros(time.value()));
      }
      return wrong;
    }

    /** Where clocks are set, the offset from before that: it decides skipped and repeated times. */
    private long offsetMicros(long localMicros) {
      long second = Math.floorDiv(localMicros, SECOND);
      LocalDateTime local = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
      return rules.getOffset(local).getTotalSeconds() * SECOND;
    }
  }
}
