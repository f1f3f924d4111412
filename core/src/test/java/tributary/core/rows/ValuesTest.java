package tributary.core.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.core.Seed;

class ValuesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.00000000",
    "1, 0.00000001",
    "-1, -0.00000001",
    "123456789, 1.23456789",
    "9223372036854775807, 92233720368.54775807"
  })
  void decimalsShowAllTheirDigits(long unscaled, String shown) {
    assertEquals(shown, text(new Type.Decimal(18, 8), unscaled));
    assertEquals(shown, wideText(BigInteger.valueOf(unscaled)));
  }

  @Test
  void wideDecimalsAreExact() {
    Random random = Seed.random();
    for (int i = 0; i < 1_000; i++) {
      BigInteger unscaled = new BigInteger(126, random).negate();
      assertEquals(new BigDecimal(unscaled, 8).toPlainString(), wideText(unscaled));
    }
  }

  @Test
  void timesShowMicroseconds() {
    Type timestamp = new Type.Timestamp();

    assertEquals("2025-01-01T00:00:00.000001Z", text(timestamp, 1_735_689_600_000_001L));
    assertEquals("1969-12-31T23:59:59.999999Z", text(timestamp, -1));
  }

  @Test
  void everyInstantOfMicrosecondsComesBack() {
    Random random = Seed.random();
    for (int i = 0; i < 1_000; i++) {
      Instant instant = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000) * 1_000L);
      long micros = instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
      assertEquals(instant, Values.instant(rows(new Type.Timestamp(), micros), 0, 0));
    }
  }

  @Test
  void otherTypesShowAsTheyAreWritten() {
    assertEquals("true", text(new Type.Bool(), 1));
    assertEquals("false", text(new Type.Bool(), 0));
    assertEquals("-7", text(new Type.Int(), -7));
    assertEquals("-9223372036854775808", text(new Type.BigInt(), Long.MIN_VALUE));
    assertEquals("0.1", text(new Type.Float64(), Double.doubleToRawLongBits(0.1)));
    assertEquals("2024-02-29", text(new Type.Date(), LocalDate.of(2024, 2, 29).toEpochDay()));
  }

  @Test
  void aDoubleIsTheNumberThatItIs() {
    Rows rows = rows(new Type.Float64(), Double.doubleToRawLongBits(0.5));

    assertEquals(new BigDecimal("0.5"), Values.number(rows, 0, 0));
  }

  @Test
  void textIsItselfAndNothingIsNull() {
    Rows rows = new Rows(new Schema(List.of(Field.optional("text", new Type.Text()))));
    rows.bytes(0).set(rows.open(), "Größe");
    rows.keep();
    rows.open();
    rows.keep();

    assertEquals("Größe", Values.text(rows, 0, 0));
    assertEquals("null", Values.text(rows, 0, 1));
  }

  private static String text(Type type, long value) {
    return Values.text(rows(type, value), 0, 0);
  }

  private static Rows rows(Type type, long value) {
    Rows rows = new Rows(new Schema(List.of(Field.optional("value", type))));
    rows.longs(0).set(rows.open(), value);
    rows.keep();
    return rows;
  }

  private static String wideText(BigInteger unscaled) {
    Type type = new Type.Decimal(38, 8);
    Rows rows = new Rows(new Schema(List.of(Field.optional("value", type))));
    rows.wides(0).set(rows.open(), unscaled);
    rows.keep();
    return Values.text(rows, 0, 0);
  }
}
