package tributary.core.decode;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tributary.core.decode.JacksonReading.Member;
import tributary.core.ledger.Range;
import tributary.core.rows.Type;
import tributary.core.spec.ColumnSpec;
import tributary.core.spec.Silver;

/**
 * What a Coinbase frame means, read a second time with Jackson, BigDecimal and java.time. What the
 * decoder refuses although they would not:
 *
 * <ul>
 *   <li>numbers of more than 64 characters, and exponents of more than three digits;
 *   <li>escapes inside numbers in quotes and inside times;
 *   <li>members that the pipeline reads and that stand twice, halves of surrogate pairs in text,
 *       and more than 64 levels.
 * </ul>
 */
final class TickerReading {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?([0-9]+))?");
  private static final Pattern TIME =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}:[0-9]{2}:[0-9]{2})(\\.[0-9]+)?"
              + "([Zz]|[+-][0-9]{2}:[0-9]{2})");
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final Set<Reason> NO_TIME = EnumSet.of(Reason.WRONG_TYPE, Reason.OUT_OF_RANGE);

  /** Why the frame became no row; empty if it did. */
  Set<Reason> refusals = Set.of();

  /** Whether it is a control frame, and its time. */
  boolean control;

  long controlMicros = Range.NO_TIME;

  /** The row's values by column: String, BigDecimal, or Long for microseconds. */
  final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  private final Map<String, Set<Reason>> problems = new LinkedHashMap<>();
  private final Silver silver;
  private final long receivedMicros;

  /**
   * @param names the names of all columns
   * @param texts the names of those that are text
   */
  TickerReading(
      Silver silver, Set<String> names, Set<String> texts, byte[] frame, long receivedMicros) {
    this.silver = silver;
    this.receivedMicros = receivedMicros;
    JacksonReading json = new JacksonReading(frame, names, texts);
    if (json.refusals.isEmpty()) {
      read(json);
    } else {
      refusals = json.refusals;
    }
  }

  private void read(JacksonReading json) {
    json.members.keySet().forEach(name -> read(column(name), json.member(name)));
    Member kind = json.member("type");
    if (kind == null || !kind.isText()) {
      refusals = Set.of(Reason.MISSING);
    } else if (silver.control().contains(kind.text())) {
      control = true;
      Long time = (Long) values.get("time");
      controlMicros = time == null || !isNear(time) ? Range.NO_TIME : time;
    } else if (!silver.rows().contains(kind.text())) {
      refusals = Set.of(Reason.UNKNOWN_KIND);
    } else {
      refusals = judge();
    }
  }

  private Set<Reason> judge() {
    if (!problems.isEmpty()) {
      return problems.values().iterator().next();
    }
    List<ColumnSpec> columns = silver.columns();
    if (columns.stream().anyMatch(c -> c.required() && values.get(c.name()) == null)) {
      return Set.of(Reason.MISSING);
    }
    BigDecimal price = (BigDecimal) requireNonNull(values.get("price"));
    Long time = (Long) requireNonNull(values.get("time"));
    Object side = values.get("side");
    boolean holds =
        price.signum() > 0
            && (side == null || Set.of("buy", "sell").contains(side))
            && isNear(time);
    return holds ? Set.of() : Set.of(Reason.CHECK_FAILED);
  }

  private boolean isNear(long time) {
    return Math.abs(time - receivedMicros) <= DAY_MICROS;
  }

  private ColumnSpec column(String name) {
    return silver.columns().get(silver.indexOf(name));
  }

  private void read(ColumnSpec column, @Nullable Member member) {
    if (member == null) {
      return;
    }
    Type type = column.type();
    if (type instanceof Type.Decimal decimal) {
      number(column, member, decimal.scale(), BigDecimal.TEN.pow(decimal.precision()));
    } else if (type instanceof Type.BigInt) {
      number(column, member, 0, null);
    } else if (!member.isText()) {
      problems.put(column.name(), Set.of(Reason.WRONG_TYPE));
    } else if (type instanceof Type.Timestamp) {
      time(column, member);
    } else {
      values.put(column.name(), member.text());
    }
  }

  private void number(
      ColumnSpec column, Member member, int scale, @Nullable BigDecimal unscaledLimit) {
    Matcher number = NUMBER.matcher(member.text());
    boolean isNumber = member.token().isNumeric() || (member.isText() && !member.escaped());
    if (!isNumber || !number.matches()) {
      problems.put(column.name(), Set.of(Reason.WRONG_TYPE));
      return;
    }
    String power = number.group(4);
    try {
      if (member.text().length() > 64 || (power != null && power.length() > 3)) {
        throw new ArithmeticException("refused by its length");
      }
      BigDecimal value = new BigDecimal(member.text()).setScale(scale, RoundingMode.UNNECESSARY);
      if (unscaledLimit == null) {
        value = BigDecimal.valueOf(value.longValueExact());
      } else if (value.movePointRight(scale).abs().compareTo(unscaledLimit) >= 0) {
        throw new ArithmeticException("too many digits");
      }
      values.put(column.name(), value);
    } catch (ArithmeticException e) {
      problems.put(column.name(), Set.of(Reason.OUT_OF_RANGE));
    }
  }

  private void time(ColumnSpec column, Member member) {
    Matcher time = TIME.matcher(member.text());
    if (member.escaped() || member.text().length() > 64 || !time.matches()) {
      // Which of the two is said depends on how far the text looked like a time.
      problems.put(column.name(), NO_TIME);
      return;
    }
    try {
      LocalDateTime local = LocalDateTime.parse(time.group(1) + "T" + time.group(2));
      long seconds = local.toEpochSecond(ZoneOffset.UTC) - offsetSeconds(time.group(4));
      String fraction = time.group(3) == null ? "." : time.group(3);
      long micros = Long.parseLong((fraction + "000000").substring(1, 7));
      values.put(column.name(), seconds * 1_000_000 + micros);
    } catch (DateTimeException e) {
      problems.put(column.name(), Set.of(Reason.OUT_OF_RANGE));
    }
  }

  private static long offsetSeconds(String zone) {
    if (zone.length() == 1) {
      return 0;
    }
    int hours = Integer.parseInt(zone.substring(1, 3));
    int minutes = Integer.parseInt(zone.substring(4, 6));
    if (hours > 23 || minutes > 59) {
      throw new DateTimeException("Invalid zone: " + zone);
    }
    return (zone.charAt(0) == '-' ? -1 : 1) * (hours * 3600L + minutes * 60L);
  }
}
