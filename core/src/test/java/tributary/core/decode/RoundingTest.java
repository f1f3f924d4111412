package tributary.core.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tributary.core.Seed;
import tributary.core.rows.Type;

/** Decimals with {@code round: half_up}. */
class RoundingTest {
  private final OneColumn price = OneColumn.rounding(new Type.Decimal(18, 8));
  private final OneColumn cents = OneColumn.rounding(new Type.Decimal(4, 2));
  private final OneColumn wide = OneColumn.rounding(new Type.Decimal(38, 2));
  private final OneColumn finest = OneColumn.rounding(new Type.Decimal(38, 38));

  @Test
  void digitsBeyondTheScaleAreRoundedToTheNearest() {
    assertEquals("1.23", cents.read("1.234999"));
    assertEquals("1.24", cents.read("1.235001"));
    assertEquals("0.00001235", price.read("\"0.000012345678\""));
    assertEquals("12345678901234567890.13", wide.read("12345678901234567890.126"));
  }

  @Test
  void tiesGoAwayFromZero() {
    assertEquals("1.24", cents.read("1.235"));
    assertEquals("-1.24", cents.read("-1.235"));
    assertEquals("0.01", cents.read("0.005"));
    assertEquals("-0.01", cents.read("-0.005"));
    assertEquals("0.00", cents.read("-0.0049999999999999999999999999"));
    assertEquals("0.01", wide.read("0.0050000000000000000000000000"));
  }

  @Test
  void numbersThatFitStayWhatTheyAre() {
    assertEquals("1.20", cents.read("1.2"));
    assertEquals("-99.99", cents.read("-99.99"));
    assertEquals("7.00", wide.read("7"));
  }

  @Test
  void tooManyDigitsBeforeThePointAreStillRefused() {
    assertEquals("out_of_range", cents.read("100"));
    assertEquals("99.99", cents.read("99.994999"));
    assertEquals("out_of_range", cents.read("99.995"));
    assertEquals("out_of_range", cents.read("-99.99500000000000000000"));
    assertEquals("out_of_range", wide.read("9".repeat(36) + ".995"));
    assertEquals("9".repeat(36) + ".99", wide.read("9".repeat(36) + ".994"));
    assertEquals("out_of_range", finest.read("1"));
  }

  @Test
  void exponentsAreExact() {
    assertEquals("0.00009417", price.read("9.417e-05"));
    assertEquals("0.00000001", price.read("5e-9"));
    assertEquals("0.00000000", price.read("4.9999999999e-9"));
    assertEquals("12.35", cents.read("123450E-4"));
    assertEquals("0." + "0".repeat(37) + "1", finest.read("5e-39"));
    assertEquals("0." + "0".repeat(38), finest.read("4.9e-39"));
    assertEquals("0.00", wide.read("1e-999"));
    assertEquals("0.00", cents.read("0e999"));
    assertEquals("out_of_range", wide.read("1e999"));
    assertEquals("out_of_range", wide.read("1e-1000"), "more digits than anybody writes");
  }

  @Test
  void whatIsNoNumberIsNone() {
    assertEquals("wrong_type", cents.read("\"1.2.3\""));
    assertEquals("wrong_type", cents.read("true"));
  }

  @Test
  void anyNumberIsWhatBigDecimalSays() {
    Random random = Seed.random();
    int rounded = 0;
    for (int i = 0; i < 200; i++) {
      int precision = 1 + random.nextInt(38);
      Type.Decimal type = new Type.Decimal(precision, random.nextInt(precision + 1));
      OneColumn column = OneColumn.rounding(type);
      for (int j = 0; j < 200; j++) {
        String text = number(random, type.scale());
        BigDecimal exact = new BigDecimal(text);
        BigDecimal value = exact.setScale(type.scale(), RoundingMode.HALF_UP);
        boolean fits = value.precision() <= type.precision();
        assertEquals(
            fits ? value.toPlainString() : "out_of_range",
            column.read(text),
            () -> text + " as " + type.label());
        rounded += fits && value.compareTo(exact) != 0 ? 1 : 0;
      }
    }
    assertTrue(rounded > 1_000, "hardly anything was rounded: " + rounded);
  }

  /** A number whose digits after the scale are often a tie, or nearly one. */
  private static String number(Random random, int scale) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
    text.append(
        random.nextInt(3) == 0
            ? "0"
            : digits(random, 1 + random.nextInt(Math.max(1, 30 - scale)), true));
    text.append('.').append(digits(random, Math.min(scale, random.nextInt(25)), false));
    int missing = scale - (text.length() - text.indexOf(".") - 1);
    if (random.nextInt(3) > 0 && missing < 18) {
      text.append("0".repeat(missing));
      text.append(new String[] {"5", "49", "51", "50", "4", "9", "500000001"}[random.nextInt(7)]);
    } else {
      text.append(digits(random, 1 + random.nextInt(9), false));
    }
    return random.nextInt(4) > 0 ? text.toString() : text + "e" + (random.nextInt(60) - 30);
  }

  private static String digits(Random random, int count, boolean whole) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append(whole && i == 0 ? 1 + random.nextInt(9) : random.nextInt(10));
    }
    return digits.toString();
  }
}
