package tributary.core.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.Seed;
import tributary.core.rows.Type;

class NumberTest {
  private static final String NINES = "9".repeat(38);
  private final OneColumn price = OneColumn.of(new Type.Decimal(18, 8));
  private final OneColumn small = OneColumn.of(new Type.Decimal(18, 0));
  private final OneColumn volume = OneColumn.of(new Type.Decimal(19, 2));
  private final OneColumn widest = OneColumn.of(new Type.Decimal(38, 0));
  private final OneColumn finest = OneColumn.of(new Type.Decimal(38, 38));
  private final OneColumn bigint = OneColumn.of(new Type.BigInt());
  private final OneColumn integer = OneColumn.of(new Type.Int());
  private final OneColumn real = OneColumn.of(new Type.Float64());

  @Test
  void decimalsStandBareOrInQuotes() {
    assertEquals("84140.83000000", price.read("84140.83"));
    assertEquals("84140.83000000", price.read("\"84140.83\""));
    assertEquals("-0.00000001", price.read("\"-0.00000001\""));
    assertEquals("0.00000000", price.read("0"));
  }

  @Test
  void nothingIsRounded() {
    assertEquals("0.12345678", price.read("0.12345678"));
    assertEquals("out_of_range", price.read("0.123456789"));
    assertEquals("out_of_range", price.read("0.123456780000000000000000000001"));
    assertEquals("out_of_range", volume.read("0.001"));
    assertEquals("out_of_range", volume.read("1.00000000000000000000000001"));
  }

  @Test
  void zerosBeyondTheScaleDoNotMatter() {
    assertEquals("0.12345678", price.read("0.1234567800"));
    assertEquals("1.50000000", price.read("1.5000000000000000000000000000"));
    assertEquals("0.00000000", price.read("0.000000000000000000000000"));
    assertEquals("1.50", volume.read("1.5000000000000000000000000000"));
    assertEquals("7", bigint.read("7.000"));
  }

  @Test
  void smallDecimalsHoldEighteenDigits() {
    assertEquals("9999999999.99999999", price.read("9999999999.99999999"));
    assertEquals("-9999999999.99999999", price.read("-9999999999.99999999"));
    assertEquals("out_of_range", price.read("10000000000"));
    assertEquals("out_of_range", price.read("-10000000000"));
    assertEquals("999999999999999999", small.read("999999999999999999"));
    assertEquals("out_of_range", small.read("1000000000000000000"));
    assertEquals("out_of_range", small.read("9223372036854775808"));
    assertEquals("out_of_range", small.read("18446744073709551616"));
  }

  @Test
  void wideDecimalsHoldUpToThirtyEightDigits() {
    assertEquals("99999999999999999.99", volume.read("99999999999999999.99"));
    assertEquals("out_of_range", volume.read("100000000000000000"));
    assertEquals("out_of_range", volume.read("-100000000000000000.00"));
    assertEquals(NINES, widest.read(NINES));
    assertEquals("-" + NINES, widest.read("\"-" + NINES + "\""));
    assertEquals("out_of_range", widest.read("1" + "0".repeat(38)));
    assertEquals("0." + NINES, finest.read("0." + NINES));
    assertEquals("out_of_range", finest.read("1"));
    assertEquals("0." + "0".repeat(37) + "1", finest.read("1e-38"));
  }

  @Test
  void exponentsAreExact() {
    assertEquals("150.00000000", price.read("1.5e2"));
    assertEquals("0.00009417", price.read("9.417e-05"));
    assertEquals("0.00009417", price.read("\"9.417E-05\""));
    assertEquals("1200.00000000", price.read("1.2E+3"));
    assertEquals("out_of_range", price.read("1e-9"));
    assertEquals("10", bigint.read("100e-1"));
    assertEquals("out_of_range", bigint.read("1e-1"));
    assertEquals("1" + "0".repeat(37), widest.read("1e37"));
    assertEquals("out_of_range", widest.read("1e38"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e999999999",
        "-1e999999999",
        "1e-999999999",
        "1E2147483648",
        "1e99999999999999999999",
        "0e999999999",
        "1e1000",
        "1e999"
      })
  void hostileExponentsAreOutOfRange(String number) {
    assertEquals("out_of_range", price.read(number));
    assertEquals("out_of_range", widest.read(number));
    assertEquals("out_of_range", bigint.read("\"" + number + "\""));
  }

  @Test
  void numbersLongerThanSixtyFourCharactersAreOutOfRange() {
    assertEquals("1.00000000", price.read("1." + "0".repeat(62)));
    assertEquals("out_of_range", price.read("1." + "0".repeat(63)));
    assertEquals("out_of_range", price.read("9".repeat(1_000_000)));
  }

  @Test
  void zeroHasNoSign() {
    assertEquals("0.00000000", price.read("-0"));
    assertEquals("0.00", volume.read("\"-0.000\""));
    assertEquals("0", bigint.read("-0"));
    assertEquals("0", widest.read("-0e5"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01",
        "-01",
        "00",
        "1.",
        ".5",
        "-.5",
        "+1",
        "-",
        "1e",
        "1e+",
        "0x10",
        "NaN",
        "Infinity",
        "-Infinity",
        "1_000",
        "1,5",
        "1 2",
        "1d",
        "--1",
        "1.2.3",
        "1e5.5"
      })
  void whatJsonDoesNotCallANumberIsNone(String text) {
    for (OneColumn each : new OneColumn[] {price, volume, bigint, integer, real}) {
      assertEquals("not_json", each.read(text));
      assertEquals("wrong_type", each.read("\"" + text + "\""));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\" 1\"", "\"1 \"", "true", "{}", "[1]", "\"\\u0031\"", "\"١\""})
  void otherValuesAreOfTheWrongType(String json) {
    for (OneColumn each : new OneColumn[] {price, volume, bigint, integer, real}) {
      assertEquals("wrong_type", each.read(json));
    }
  }

  @Test
  void bigintsReachBothEnds() {
    assertEquals("9223372036854775807", bigint.read("9223372036854775807"));
    assertEquals("9223372036854775806", bigint.read("9223372036854775806"));
    assertEquals("-9223372036854775807", bigint.read("-9223372036854775807"));
    assertEquals("-9223372036854775808", bigint.read("\"-9223372036854775808\""));
    assertEquals("out_of_range", bigint.read("9223372036854775808"));
    assertEquals("out_of_range", bigint.read("-9223372036854775809"));
    assertEquals("out_of_range", bigint.read("1.5"));
  }

  @Test
  void integersReachBothEnds() {
    assertEquals("2147483647", integer.read("2147483647"));
    assertEquals("-2147483648", integer.read("-2147483648"));
    assertEquals("out_of_range", integer.read("2147483648"));
    assertEquals("out_of_range", integer.read("-2147483649"));
  }

  @Test
  void doublesAreReadAsTheNearestDouble() {
    assertEquals("0.1", real.read("0.1"));
    assertEquals("-0.0", real.read("-0"));
    assertEquals("1.7976931348623157E308", real.read("1.7976931348623157e308"));
    assertEquals("0.0", real.read("1e-999999999"));
    assertEquals("out_of_range", real.read("1e309"));
  }

  @Test
  void anyDecimalIsWhatBigDecimalSays() {
    Random random = Seed.random();
    for (int i = 0; i < 20_000; i++) {
      int precision = 1 + random.nextInt(38);
      int scale = random.nextInt(precision + 1);
      OneColumn column = i % 50 == 0 ? OneColumn.of(new Type.Decimal(precision, scale)) : price;
      Type.Decimal type =
          column == price ? new Type.Decimal(18, 8) : new Type.Decimal(precision, scale);
      String text = randomNumber(random);
      assertEquals(expected(text, type), column.read(text), () -> text + " as " + type.label());
    }
  }

  private static String randomNumber(Random random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
    int whole = random.nextInt(22);
    text.append(whole == 0 ? "0" : 1 + random.nextInt(9));
    for (int i = 1; i < whole; i++) {
      text.append(random.nextInt(10));
    }
    int fraction = random.nextInt(20);
    text.append(fraction == 0 ? "" : ".");
    for (int i = 0; i < fraction; i++) {
      text.append(random.nextInt(3) == 0 ? random.nextInt(10) : 0);
    }
    return random.nextInt(4) > 0 ? text.toString() : text + "e" + (random.nextInt(60) - 30);
  }

  private static String expected(String text, Type.Decimal type) {
    try {
      BigDecimal value = new BigDecimal(text).setScale(type.scale(), RoundingMode.UNNECESSARY);
      return value.precision() <= type.precision() ? value.toPlainString() : "out_of_range";
    } catch (ArithmeticException e) {
      return "out_of_range";
    }
  }
}
