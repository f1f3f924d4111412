package tributary.lake.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.rows.Field;
import tributary.core.rows.Headers;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.lake.clickhouse.TestServer.Kind;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyShape;
import tributary.lake.copy.CopyTarget;

/** Every type holds every value exactly, or says that it does not. */
class ClickHouseTypesTest {
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final long FIRST_DAY = LocalDate.of(1900, 1, 1).toEpochDay();
  private static final long LAST_DAY = LocalDate.of(2299, 12, 31).toEpochDay();
  private static final BigInteger WIDEST = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);

  @TempDir static Path folder;
  private static TestServers servers;

  @BeforeAll
  static void begin() {
    servers = new TestServers(folder);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  private static final List<Type> TYPES =
      List.of(
          new Type.Bool(),
          new Type.Int(),
          new Type.BigInt(),
          new Type.Float64(),
          new Type.Decimal(9, 2),
          new Type.Decimal(18, 18),
          new Type.Decimal(38, 0),
          new Type.Timestamp(),
          new Type.Date(),
          new Type.Text(),
          new Type.Binary());

  private static final Headers HEADERS = new Headers();

  static {
    HEADERS.add("empty", new byte[0]);
    HEADERS.add("absent", null);
    HEADERS.add("", new byte[] {0, -1, '\n'});
  }

  /** Each row holds one of the values of each type: the least, the greatest, and odd ones. */
  private static final Object[][] VALUES = {
    {0, 1},
    {0, Integer.MIN_VALUE, Integer.MAX_VALUE, -1},
    {0L, Long.MIN_VALUE, Long.MAX_VALUE, -1L},
    doubles(0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE),
    {0, -999_999_999, 999_999_999, -1},
    {0, -999_999_999_999_999_999L, 999_999_999_999_999_999L, 1},
    {
      BigInteger.ZERO,
      WIDEST,
      WIDEST.negate(),
      BigInteger.ONE.shiftLeft(64),
      BigInteger.ONE.negate()
    },
    {0, -1, 1, FIRST_DAY * MICROS_PER_DAY, (LAST_DAY + 1) * MICROS_PER_DAY - 1},
    {0, -1, FIRST_DAY, LAST_DAY},
    {"", "BTC-USD", "\n\n\t'\"\\`\0", "\u20bf\ud83d\ude00"},
    {new byte[0], new byte[] {0, -1, -128, 127, '\n', '\n'}, new byte[300]},
  };

  private static Object[] doubles(double... values) {
    return Arrays.stream(values).mapToObj(Double::doubleToRawLongBits).toArray();
  }

  private static Schema everyType() {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.required("number", new Type.BigInt()));
    for (Type type : TYPES) {
      fields.add(Field.required("must_" + TYPES.indexOf(type), type));
      fields.add(Field.optional("may_" + TYPES.indexOf(type), type));
    }
    fields.add(Field.required("headers", new Type.HeaderList()));
    return new Schema(fields);
  }

  private static Rows everyValue(Schema schema) {
    Rows rows = new Rows(schema);
    for (int i = 0; i < 12; i++) {
      int row = rows.open();
      rows.longs(0).set(row, i);
      for (int type = 0; type < TYPES.size(); type++) {
        Object value = VALUES[type][i % VALUES[type].length];
        set(rows, 1 + 2 * type, row, value);
        if (i % 4 != 3) {
          set(rows, 2 + 2 * type, row, value);
        }
      }
      rows.bytes(schema.size() - 1).set(row, HEADERS.array(), 0, i % 2 == 0 ? HEADERS.length() : 0);
      rows.keep();
    }
    return rows;
  }

  private static void set(Rows rows, int column, int row, Object value) {
    if (value instanceof String text) {
      rows.bytes(column).set(row, text);
    } else if (value instanceof byte[] bytes) {
      rows.bytes(column).set(row, bytes);
    } else if (value instanceof BigInteger wide) {
      rows.wides(column).set(row, wide);
    } else {
      rows.longs(column).set(row, ((Number) value).longValue());
    }
  }

  @Test
  void everyValueOfEveryTypeComesBack() {
    TestServer server = servers.empty(Kind.MODERN);
    Schema schema = everyType();
    Rows rows = everyValue(schema);
    CopyShape shape =
        new CopyShape("silver", "values", schema, List.of("number"), true, schema.names());
    try (CopyTarget target = ClickHouse.open(server.properties(), shape)) {
      target.write(Optional.empty(), Averages.at(1), sink -> sink.accept(rows));

      assertEquals(Copied.text(rows), Copied.all(target));
    }
  }

  @Test
  void readersSeeTheValuesThatWereMeant() {
    TestServer server = servers.empty(Kind.MODERN);
    Schema schema = everyType();
    CopyShape shape =
        new CopyShape("silver", "values", schema, List.of("number"), true, schema.names());
    try (CopyTarget target = ClickHouse.open(server.properties(), shape)) {
      target.write(Optional.empty(), Averages.at(1), sink -> sink.accept(everyValue(schema)));
    }
    assertEquals(
        List.of(
            "false\t0\t0\t0\t0\t1970-01-01 00:00:00.000000\t1970-01-01\t3",
            "true\t-2147483648\t-9999999.99\t-0.999999999999999999\t99999999999999999999999999999999999999"
                + "\t1969-12-31 23:59:59.999999\t1969-12-31\t0",
            "false\t2147483647\t9999999.99\t0.999999999999999999\t-99999999999999999999999999999999999999"
                + "\t1970-01-01 00:00:00.000001\t1900-01-01\t3",
            "true\t-1\t-0.01\t0.000000000000000001\t18446744073709551616"
                + "\t1900-01-01 00:00:00.000000\t2299-12-31\t0",
            "false\t0\t0\t0\t-1\t2299-12-31 23:59:59.999999\t1970-01-01\t3"),
        server.lines(
            "SELECT must_0, must_1, must_4, must_5, must_6, must_7, must_8, length(headers)"
                + " FROM market.values WHERE number < 5 ORDER BY number"));
  }

  @Test
  void aDayThatWouldShowAsAnotherIsRefused() {
    TestServer server = servers.empty(Kind.MODERN);
    for (long day : new long[] {FIRST_DAY - 1, LAST_DAY + 1}) {
      Rows windows = Averages.windows(true, 0, 1, 1);
      windows.longs(0).set(0, day * MICROS_PER_DAY);
      try (CopyTarget target = ClickHouse.open(server.properties(), Averages.BTC)) {
        String message =
            refused(
                () -> target.write(Optional.empty(), Averages.at(1), sink -> sink.accept(windows)));
        assertTrue(message.startsWith("Cannot copy window_start "), message);
        assertTrue(message.contains(LocalDate.ofEpochDay(day).toString()), message);
        assertEquals(Optional.empty(), target.position());
      }
    }
  }

  @Test
  void aKeyMayBeAbsent() {
    TestServer server = servers.empty(Kind.MODERN);
    Schema schema =
        new Schema(
            List.of(
                Field.required("window_start", new Type.Timestamp()),
                Field.optional("side", new Type.Text()),
                Field.required("count", new Type.Int())));
    CopyShape shape =
        new CopyShape(
            "gold",
            "sides",
            schema,
            List.of("window_start", "side"),
            false,
            List.of("side", "count"));
    try (CopyTarget target = ClickHouse.open(server.properties(), shape)) {
      target.write(Optional.empty(), Averages.at(1), sink -> sink.accept(sides(schema, 1)));
      target.write(Averages.from(1), Averages.at(2), sink -> sink.accept(sides(schema, 2)));

      assertEquals(Copied.text(sides(schema, 2)), Copied.all(target));
    }
  }

  private static Rows sides(Schema schema, int count) {
    Rows rows = new Rows(schema);
    for (int i = 0; i < 3; i++) {
      int row = rows.open();
      rows.longs(0).set(row, 0);
      if (i > 0) {
        rows.bytes(1).set(row, i == 1 ? "" : "buy");
      }
      rows.longs(2).set(row, count);
      rows.keep();
    }
    return rows;
  }

  @Test
  void headersThatMayBeAbsentAreRefusedByName() {
    Schema schema =
        new Schema(
            List.of(
                Field.required("id", new Type.Int()),
                Field.optional("headers", new Type.HeaderList())));
    CopyShape shape = new CopyShape("a", "b", schema, List.of("id"), true, List.of("id"));
    TestServer server = servers.empty(Kind.MODERN);
    try (CopyTarget target = ClickHouse.open(server.properties(), shape)) {
      assertTrue(refused(target::prepare).startsWith("Cannot copy column headers to ClickHouse: "));
    }
  }

  @Test
  void anOldServerIsToldWhichTypeItLacks() {
    TestServer server = servers.empty(Kind.OLD);
    try (CopyTarget target = ClickHouse.open(server.properties(), Averages.BTC)) {
      String message = refused(target::prepare);
      assertTrue(message.contains("to ClickHouse 18.16.1: it has no type"), message);
      assertEquals(
          List.of(), server.lines("SELECT name FROM system.databases WHERE name = 'market'"));
    }
  }

  private static String refused(Runnable work) {
    return String.valueOf(assertThrows(CopyRefusedException.class, work::run).getMessage());
  }
}
