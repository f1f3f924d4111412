package tributary.core.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.Seed;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.core.rows.WideColumn;
import tributary.core.spec.Check;
import tributary.core.spec.ColumnSpec;
import tributary.core.spec.JsonPointer;

class RulesTest {
  private static final Type SMALL = new Type.Decimal(18, 8);
  private static final Type WIDE = new Type.Decimal(38, 10);

  private static ColumnSpec column(String name, Type type, Check... checks) {
    return new ColumnSpec(name, JsonPointer.parse("/" + name), type, false, List.of(checks));
  }

  private static Rows rows(Type type) {
    Rows rows = new Rows(new Schema(List.of(Field.optional("v", type))));
    rows.open();
    return rows;
  }

  private static @Nullable String failure(Type type, Check check, Rows rows) {
    return new Rules(List.of(column("v", type, check))).failure(rows, 0, 0);
  }

  private static @Nullable String failure(Type type, Check check, String number) {
    Rows rows = rows(type);
    put(rows, type, new BigDecimal(number));
    return failure(type, check, rows);
  }

  private static void put(Rows rows, Type type, BigDecimal number) {
    if (type instanceof Type.Float64) {
      rows.longs(0).set(0, Double.doubleToRawLongBits(number.doubleValue()));
      return;
    }
    int scale = type instanceof Type.Decimal decimal ? decimal.scale() : 0;
    BigInteger unscaled = number.setScale(scale).unscaledValue();
    if (rows.column(0) instanceof WideColumn wide) {
      wide.set(0, unscaled);
    } else {
      rows.longs(0).set(0, unscaled.longValueExact());
    }
  }

  @Test
  void boundsHoldOnTheirSideOnly() {
    BigDecimal five = new BigDecimal("5");
    for (Type type : List.of(SMALL, WIDE, new Type.Int(), new Type.BigInt(), new Type.Float64())) {
      assertHolds(type, new Check.Above(five), "6", "5", "4");
      assertHolds(type, new Check.Below(five), "4", "5", "6");
      assertNull(failure(type, new Check.AtLeast(five), "5"), type.label());
      assertHolds(type, new Check.AtLeast(five), "6", "4", "-5");
      assertNull(failure(type, new Check.AtMost(five), "5"), type.label());
      assertHolds(type, new Check.AtMost(five), "-6", "6", "7");
    }
  }

  private static void assertHolds(Type type, Check check, String good, String... bad) {
    assertNull(failure(type, check, good), type.label());
    for (String each : bad) {
      assertNotNull(failure(type, check, each), type.label() + " " + each);
    }
  }

  @Test
  void aBoundMayBeFinerThanTheColumn() {
    BigDecimal bound = new BigDecimal("1.5");
    for (Check check : List.of(new Check.Above(bound), new Check.AtLeast(bound))) {
      assertNull(failure(new Type.BigInt(), check, "2"));
      assertNotNull(failure(new Type.BigInt(), check, "1"));
    }
    for (Check check : List.of(new Check.Below(bound), new Check.AtMost(bound))) {
      assertNull(failure(new Type.BigInt(), check, "1"));
      assertNotNull(failure(new Type.BigInt(), check, "2"));
    }
    assertNull(failure(new Type.Int(), new Check.Above(new BigDecimal("-1.5")), "-1"));
    assertNotNull(failure(new Type.Int(), new Check.Above(new BigDecimal("-1.5")), "-2"));
  }

  @Test
  void aBoundMayLieBeyondTheColumn() {
    BigDecimal huge = new BigDecimal("1e30");
    assertNull(failure(SMALL, new Check.Below(huge), "9999999999.99999999"));
    assertNotNull(failure(SMALL, new Check.AtLeast(huge), "9999999999.99999999"));
    assertNull(
        failure(new Type.BigInt(), new Check.AtLeast(huge.negate()), "-9223372036854775808"));
    assertNotNull(failure(new Type.BigInt(), new Check.AtMost(huge.negate()), "0"));
  }

  @Test
  void theEndsOfTheTypesAreCompared() {
    BigDecimal most = new BigDecimal(Long.MAX_VALUE);
    assertNotNull(failure(new Type.BigInt(), new Check.Above(most), most.toPlainString()));
    assertNull(failure(new Type.BigInt(), new Check.AtLeast(most), most.toPlainString()));
    BigDecimal least = new BigDecimal(Long.MIN_VALUE);
    assertNotNull(failure(new Type.BigInt(), new Check.Below(least), least.toPlainString()));
    assertNull(failure(new Type.BigInt(), new Check.AtMost(least), least.toPlainString()));
  }

  @Test
  void anyNumberIsComparedAsBigDecimalCompares() {
    Random random = Seed.random();
    for (int i = 0; i < 20_000; i++) {
      Type type = random.nextBoolean() ? SMALL : new Type.BigInt();
      int scale = type == SMALL ? 8 : 0;
      BigDecimal value = new BigDecimal(BigInteger.valueOf(random.nextInt(41) - 20), scale);
      BigDecimal bound = new BigDecimal(BigInteger.valueOf(random.nextInt(401) - 200), scale + 1);
      int compared = value.compareTo(bound);
      String text = value.toPlainString();
      assertEquals(compared > 0, failure(type, new Check.Above(bound), text) == null);
      assertEquals(compared >= 0, failure(type, new Check.AtLeast(bound), text) == null);
      assertEquals(compared < 0, failure(type, new Check.Below(bound), text) == null);
      assertEquals(compared <= 0, failure(type, new Check.AtMost(bound), text) == null);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"buy", "sell", ""})
  void oneOfSomeTexts(String text) {
    Rows rows = rows(new Type.Text());
    rows.bytes(0).set(0, text);
    assertNull(failure(new Type.Text(), new Check.OneOf(Set.of("sell", "buy", "")), rows));
    assertEquals(
        "v: " + text + " is not one of [hold, selling]",
        failure(new Type.Text(), new Check.OneOf(Set.of("selling", "hold")), rows));
  }

  @Test
  void theWholeTextMatches() {
    Rows rows = rows(new Type.Text());
    rows.bytes(0).set(0, "BTC-USD");
    Type text = new Type.Text();
    assertNull(failure(text, new Check.Matches(Pattern.compile("[A-Z]+-[A-Z]+")), rows));
    assertEquals(
        "v: BTC-USD is not of the form [A-Z]+",
        failure(text, new Check.Matches(Pattern.compile("[A-Z]+")), rows));
  }

  @Test
  void aTimeIsNearItsReceipt() {
    Rules rules =
        new Rules(
            List.of(
                column("v", new Type.Timestamp(), new Check.NearReceipt(Duration.ofSeconds(1)))));
    Rows rows = rows(new Type.Timestamp());
    rows.longs(0).set(0, 5_000_000);
    assertNull(rules.failure(rows, 0, 4_000_000));
    assertNull(rules.failure(rows, 0, 6_000_000));
    assertEquals(
        "v: 1970-01-01T00:00:05Z is not within PT1S of the receive time",
        rules.failure(rows, 0, 3_999_999));
    assertNotNull(rules.failure(rows, 0, 6_000_001));
  }

  @Test
  void aNullFulfilsEveryCheck() {
    assertNull(failure(SMALL, new Check.Above(BigDecimal.ONE), rows(SMALL)));
    assertNull(failure(WIDE, new Check.Below(BigDecimal.ONE), rows(WIDE)));
    Type text = new Type.Text();
    assertNull(failure(text, new Check.OneOf(Set.of("a")), rows(text)));
    assertNull(failure(text, new Check.Matches(Pattern.compile("a")), rows(text)));
    Type time = new Type.Timestamp();
    assertNull(failure(time, new Check.NearReceipt(Duration.ZERO), rows(time)));
  }

  @Test
  void theFirstFailureInTheColumnsOrderIsTold() {
    Rules rules =
        new Rules(
            List.of(
                column("a", new Type.Int(), new Check.Below(BigDecimal.TEN)),
                column(
                    "b",
                    new Type.Int(),
                    new Check.Above(BigDecimal.ZERO),
                    new Check.AtLeast(BigDecimal.TEN))));
    Rows rows =
        new Rows(
            new Schema(
                List.of(Field.optional("a", new Type.Int()), Field.optional("b", new Type.Int()))));
    rows.open();
    rows.longs(0).set(0, 10);
    rows.longs(1).set(0, 0);
    assertEquals("a: 10 is not below 10", rules.failure(rows, 0, 0));
    assertEquals("b: 0 is not above 0", rules.failureOf(1, rows, 0, 0));
    rows.longs(0).set(0, 9);
    assertEquals("b: 0 is not above 0", rules.failure(rows, 0, 0));
    assertNull(rules.failureOf(0, rows, 0, 0));
  }
}
