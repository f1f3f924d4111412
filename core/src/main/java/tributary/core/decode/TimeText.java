package tributary.core.decode;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Times as RFC 3339 writes them, and times of clocks. Reused from value to value; remembers the
 * last day, since neighbouring frames share it.
 */
final class TimeText {
  private static final long SECOND = 1_000_000L;
  private static final int SECONDS_PER_DAY = 86_400;

  private int lastDay = -1;
  private long lastEpochDay;
  private long value;

  /** What was read: microseconds since the epoch, or days since it. */
  long value() {
    return value;
  }

  /** Reads {@code 2026-01-31}; null if it is one. */
  @Nullable Reason readDate(byte[] text, int from, int until) {
    if (until - from != 10) {
      return Reason.WRONG_TYPE;
    }
    Reason wrong = day(text, from);
    value = lastEpochDay;
    return wrong;
  }

  /**
   * Reads {@code 2026-01-31T23:59:59.123456Z}: any fraction or none, cut to microseconds; a zone
   * such as {@code +01:00} instead of Z; null if it is one.
   */
  @Nullable Reason readInstant(byte[] text, int from, int until) {
    if (until - from < 20 || until - from > 64 || (text[from + 10] | 0x20) != 't') {
      return Reason.WRONG_TYPE;
    }
    Reason wrong = second(text, from);
    return wrong == null ? rest(text, from + 19, until, value) : wrong;
  }

  /**
   * Reads {@code 2026-01-31 23:59:59}, or only the date, as if the clock hung in UTC; null if it is
   * one.
   */
  @Nullable Reason readLocal(byte[] text, int from, int until, boolean hasTime) {
    if (!hasTime) {
      Reason wrong = readDate(text, from, until);
      value *= SECONDS_PER_DAY * SECOND;
      return wrong;
    }
    if (until - from != 19 || (text[from + 10] != ' ' && text[from + 10] != 'T')) {
      return Reason.WRONG_TYPE;
    }
    return second(text, from);
  }

  /** Reads the first 19 characters of a time, up to the second. */
  private @Nullable Reason second(byte[] text, int from) {
    Reason wrong = day(text, from);
    if (wrong != null) {
      return wrong;
    }
    int hour = pair(text, from + 11);
    int minute = pair(text, from + 14);
    int second = pair(text, from + 17);
    if (text[from + 13] != ':' || text[from + 16] != ':' || (hour | minute | second) < 0) {
      return Reason.WRONG_TYPE;
    }
    if (hour > 23 || minute > 59 || second > 59) {
      return Reason.OUT_OF_RANGE;
    }
    long seconds = lastEpochDay * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second;
    value = seconds * SECOND;
    return null;
  }

  private @Nullable Reason rest(byte[] text, int from, int until, long micros) {
    int at = from;
    long fraction = 0;
    if (text[at] == '.') {
      int first = ++at;
      long unit = SECOND;
      while (at < until && text[at] >= '0' && text[at] <= '9') {
        unit /= 10;
        fraction += unit * (text[at] - '0');
        at++;
      }
      if (at == first) {
        return Reason.WRONG_TYPE;
      }
    }
    if (at + 1 == until && (text[at] | 0x20) == 'z') {
      value = micros + fraction;
      return null;
    }
    if (at + 6 != until || (text[at] != '+' && text[at] != '-') || text[at + 3] != ':') {
      return Reason.WRONG_TYPE;
    }
    int hours = pair(text, at + 1);
    int minutes = pair(text, at + 4);
    if ((hours | minutes) < 0) {
      return Reason.WRONG_TYPE;
    }
    if (hours > 23 || minutes > 59) {
      return Reason.OUT_OF_RANGE;
    }
    long east = (hours * 3600L + minutes * 60L) * SECOND;
    value = micros + fraction - (text[at] == '+' ? east : -east);
    return null;
  }

  private @Nullable Reason day(byte[] text, int from) {
    int century = pair(text, from);
    int years = pair(text, from + 2);
    int month = pair(text, from + 5);
    int day = pair(text, from + 8);
    if ((century | years | month | day) < 0 || text[from + 4] != '-' || text[from + 7] != '-') {
      return Reason.WRONG_TYPE;
    }
    int year = century * 100 + years;
    // Each part has its own two digits, so that no invalid day looks like the last one.
    int packed = (year * 100 + month) * 100 + day;
    if (packed == lastDay) {
      return null;
    }
    if (month < 1 || month > 12 || day < 1 || !YearMonth.of(year, month).isValidDay(day)) {
      return Reason.OUT_OF_RANGE;
    }
    lastDay = packed;
    lastEpochDay = YearMonth.of(year, month).atDay(day).toEpochDay();
    return null;
  }

  /** Two digits as a number, or something negative. */
  private static int pair(byte[] text, int at) {
    int tens = text[at] - '0';
    int ones = text[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }
}
