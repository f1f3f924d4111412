package tributary.lake.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.lake.copy.CopyShape;
import tributary.lake.copy.CopyTarget;
import tributary.lake.parquet.RandomRows;
import tributary.lake.parquet.RowsAsText;

/** What is written is read again as it was, by us and by anybody. */
class RoundTripTest {
  private static final Schema TEXTS =
      new Schema(
          List.of(Field.required("id", new Type.Int()), Field.optional("text", new Type.Text())));

  private final Server server = Server.shared();
  private final String database = server.database();

  @Test
  void rowsOfEveryTypeComeBackAsTheyWere() {
    long seed = System.nanoTime();
    Schema random = RandomRows.everyType();
    Rows values = RandomRows.of(random, 5000, new Random(seed));
    Rows rows = numbered(random, values);

    assertEquals(RowsAsText.of(rows).stream().sorted().toList(), copied(rows), "seed " + seed);
  }

  @Test
  void valuesAtTheEdgesAreTheSameInSql() {
    Schema schema =
        new Schema(
            List.of(
                Field.required("id", new Type.Int()),
                Field.optional("wide", new Type.Decimal(38, 18)),
                Field.optional("whole", new Type.Decimal(38, 0)),
                Field.optional("small", new Type.Decimal(18, 18)),
                Field.optional("at", new Type.Timestamp()),
                Field.optional("day", new Type.Date())));
    Rows rows = new Rows(schema);
    BigInteger most = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
    edge(rows, most, micros(0, 1, 1), LocalDate.of(0, 1, 1).toEpochDay());
    edge(rows, most.negate(), micros(9999, 12, 31), LocalDate.of(9999, 12, 31).toEpochDay());
    edge(rows, BigInteger.ONE, 1, 0);
    edge(rows, BigInteger.TEN.pow(22).negate(), -1, -1);
    edge(rows, BigInteger.ZERO, Long.MAX_VALUE, 1_000_000);

    assertEquals(RowsAsText.of(rows).stream().sorted().toList(), copied(rows));
    assertEquals(
        List.of(
            "0,99999999999999999999.999999999999999999,99999999999999999999999999999999999999,0.999999999999999999,0001-01-01 00:00:00.000000 BC,0001-01-01 BC",
            "1,-99999999999999999999.999999999999999999,-99999999999999999999999999999999999999,-0.999999999999999999,9999-12-31 00:00:00.000000 AD,9999-12-31 AD",
            "2,0.000000000000000001,1,0.000000000000000001,1970-01-01 00:00:00.000001 AD,1970-01-01 AD",
            "3,-10000.000000000000000000,-10000000000000000000000,0.000000000000000000,1969-12-31 23:59:59.999999 AD,1969-12-31 AD",
            "4,0.000000000000000000,0,0.000000000000000000,294247-01-10 04:00:54.775807 AD,4707-11-29 AD"),
        server
            .ask(
                database,
                """
            SELECT id, wide, whole, small,
              to_char("at" AT TIME ZONE 'UTC', 'FMYYYY-MM-DD HH24:MI:SS.US BC'),
              to_char(day, 'YYYY-MM-DD BC') FROM tributary.t ORDER BY id
            """)
            .stream()
            .map(line -> line.replace(",1-01-01", ",0001-01-01"))
            .toList());
  }

  @Test
  void textOfEveryKindComesBack() {
    Schema schema =
        new Schema(
            List.of(Field.required("id", new Type.Int()), Field.optional("text", new Type.Text())));
    Rows rows = new Rows(schema);
    byte[][] texts = {
      "".getBytes(UTF_8),
      "🚀 Größe ₿ \\N \t\n\r \\.".getBytes(UTF_8),
      "a\0b".getBytes(UTF_8),
      "␛ ␛00 ␛␛".getBytes(UTF_8),
      {'x', (byte) 0xff, (byte) 0xed, (byte) 0xa0, (byte) 0x80, (byte) 0xe2, (byte) 0x90},
      "long ".repeat(400_000).getBytes(UTF_8)
    };
    for (byte[] text : texts) {
      int row = rows.open();
      rows.longs(0).set(row, row);
      rows.bytes(1).set(row, text);
      rows.keep();
    }

    assertEquals(RowsAsText.of(rows).stream().sorted().toList(), copied(rows));
    assertEquals(
        List.of("a␛00b"), server.ask(database, "SELECT text FROM tributary.t WHERE id = 2"));
    assertEquals(
        List.of("x␛FF␛ED␛A0␛80␛E2␛90"),
        server.ask(database, "SELECT text FROM tributary.t WHERE id = 4"));
  }

  @Test
  void anyBytesInPlaceOfTextComeBack() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] pieces = {"␛", "\0", "a", "ß", "₿", "🚀", "00", "FF"};
    Rows rows = new Rows(TEXTS);
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(8); piece > 0; piece--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      byte[] bytes = text.toString().getBytes(UTF_8);
      for (int damage = random.nextInt(3); damage > 0 && bytes.length > 0; damage--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      int row = rows.open();
      rows.longs(0).set(row, row);
      rows.bytes(1).set(row, bytes);
      rows.keep();
    }

    assertEquals(RowsAsText.of(rows).stream().sorted().toList(), copied(rows), "seed " + seed);
  }

  @Test
  void aTimeThatPostgresDoesNotKnowIsRefusedWithTheRow() {
    Rows rows = Windows.windows("1 BTC 1 0", "2 BTC 1 0");
    rows.longs(0).set(1, Long.MIN_VALUE);
    try (CopyTarget target = Windows.open(server.properties(database), Windows.SHAPE)) {
      target.prepare();
      String message = Windows.refused(() -> Windows.write(target, 1, rows));

      assertTrue(message.contains("gold.averages"), message);
      assertTrue(message.contains("product BTC"), message);
      assertEquals(Optional.empty(), target.position());
      assertEquals(List.of(), Windows.scanned(target));
    }
  }

  private List<String> copied(Rows rows) {
    List<String> names = rows.schema().names();
    CopyShape shape =
        new CopyShape("silver.t", "t", rows.schema(), names.subList(0, 1), true, names);
    try (CopyTarget target = Windows.open(server.properties(database), shape)) {
      target.prepare();
      Windows.write(target, 1, rows);
      return Windows.scanned(target);
    }
  }

  private static Rows numbered(Schema schema, Rows values) {
    List<Field> fields = new ArrayList<>(List.of(Field.required("id", new Type.BigInt())));
    fields.addAll(schema.fields());
    Rows rows = new Rows(new Schema(fields));
    for (int from = 0; from < values.size(); from++) {
      int row = rows.open();
      rows.longs(0).set(row, row);
      for (int column = 0; column < schema.size(); column++) {
        rows.set(column + 1, values, column, from);
      }
      rows.keep();
    }
    return rows;
  }

  private static void edge(Rows rows, BigInteger number, long micros, long day) {
    BigInteger digits = BigInteger.TEN.pow(18);
    int row = rows.open();
    rows.longs(0).set(row, row);
    rows.wides(1).set(row, number);
    rows.wides(2).set(row, number);
    rows.longs(3).set(row, number.remainder(digits).longValueExact());
    rows.longs(4).set(row, micros);
    rows.longs(5).set(row, day);
    rows.keep();
  }

  private static long micros(int year, int month, int day) {
    return LocalDate.of(year, month, day).toEpochDay() * 86_400_000_000L;
  }
}
