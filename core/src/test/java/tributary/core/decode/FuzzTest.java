package tributary.core.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tributary.core.Seed;

class FuzzTest {
  private static final int MUTANTS = 100_000;
  private static final Set<Reason> OF_NO_MUTANT =
      EnumSet.of(Reason.EMPTY, Reason.TOO_LARGE, Reason.TOO_MANY);
  private static final long RECEIVED_MICROS = 1_790_000_000_000_000L;
  private static final List<byte[]> PIECES =
      List.of(
              "{",
              "}",
              "[",
              "]",
              "\"",
              ",",
              ":",
              "\\",
              "null",
              "true",
              "0",
              "-",
              "+",
              ".",
              "e5",
              "E-9",
              "e999999999",
              "99999999999999999999",
              "\\u0041",
              "\\ud800",
              "\\\"",
              " ",
              "\n",
              "\u0000",
              "\u00e9",
              "\ud83d\ude00",
              "\"price\":1,",
              "\"price\":\"1\",",
              "\"x\":{},",
              "\"type\":\"heartbeat\",",
              "[[[[",
              "{\"a\":",
              "Z",
              "T",
              ":60",
              "-13-",
              "é",
              "1e1")
          .stream()
          .map(piece -> piece.getBytes(UTF_8))
          .toList();

  @Test
  void everyMutantIsReadAsJacksonReadsIt() {
    Random random = Seed.random();
    Agreement agreement = new Agreement();
    for (int i = 0; i < MUTANTS; i++) {
      byte[] frame = frame(random);
      for (int times = random.nextInt(4); times > 0; times--) {
        frame = mutate(frame, random);
      }
      agreement.check(frame, RECEIVED_MICROS);
    }
    System.out.println(
        agreement.taken + " rows, " + agreement.control + " control, " + agreement.rejected);
    assertTrue(agreement.taken > MUTANTS / 5, "rows");
    assertTrue(agreement.control > MUTANTS / 100, "control");
    for (Reason reason : Reason.values()) {
      if (!OF_NO_MUTANT.contains(reason)) {
        assertTrue(agreement.rejected.getOrDefault(reason, 0) > 20, reason.code());
      }
    }
  }

  private static byte[] frame(Random random) {
    List<String> members = new ArrayList<>();
    String type = random.nextInt(10) == 0 ? "heartbeat" : "ticker";
    members.add("\"type\":\"" + (random.nextInt(50) == 0 ? "match" : type) + "\"");
    members.add("\"sequence\":" + random.nextLong());
    members.add("\"product_id\":\"BTC-USD\"");
    for (String name : List.of("price", "open_24h", "volume_24h", "volume_30d", "best_bid")) {
      String number = random.nextInt(1_000_000) + "." + random.nextInt(100_000_000);
      members.add("\"" + name + (random.nextBoolean() ? "\":" + number : "\":\"" + number + "\""));
    }
    members.add("\"side\":\"" + (random.nextInt(30) == 0 ? "hold" : "sell") + "\"");
    members.add("\"time\":\"" + time(random) + "\"");
    members.add("\"trade_id\":" + random.nextInt(1_000_000_000));
    members.add("\"unknown\":{\"a\":[1,2.5e3,\"\\u00e9\",null,true,{}]}");
    if (random.nextInt(20) == 0) {
      members.add("\"deep\":" + "[".repeat(60 + random.nextInt(10)) + "]".repeat(66));
    }
    if (random.nextInt(4) == 0) {
      members.remove(random.nextInt(members.size()));
    }
    if (random.nextInt(10) == 0) {
      members.add(members.get(random.nextInt(members.size())));
    }
    return ("{" + String.join(random.nextInt(9) == 0 ? " , " : ",", members) + "}").getBytes(UTF_8);
  }

  private static String time(Random random) {
    Instant near = Instant.ofEpochSecond(1_790_000_000 + random.nextInt(170_000) - 85_000);
    return near.plusNanos(random.nextInt(1_000_000_000)).toString();
  }

  private static byte[] mutate(byte[] frame, Random random) {
    int from = random.nextInt(frame.length + 1);
    int until = Math.min(frame.length, from + random.nextInt(6));
    return switch (random.nextInt(8)) {
      case 0 -> splice(frame, from, PIECES.get(random.nextInt(PIECES.size())), from);
      case 1 -> splice(frame, from, PIECES.get(random.nextInt(PIECES.size())), until);
      case 2 -> splice(frame, from, new byte[] {(byte) random.nextInt(256)}, until);
      case 3 -> splice(frame, from, new byte[0], until);
      case 4 -> splice(frame, from, (random.nextInt(10) + "").getBytes(ISO_8859_1), until);
      case 5 -> random.nextInt(5) == 0 ? splice(frame, from, new byte[0], frame.length) : frame;
      case 6 -> {
        byte[] other = frame(random);
        int at = Math.min(from, other.length);
        yield splice(frame, from, Arrays.copyOfRange(other, at, other.length), frame.length);
      }
      default -> flip(frame, random);
    };
  }

  private static byte[] flip(byte[] frame, Random random) {
    byte[] flipped = frame.clone();
    if (flipped.length > 0) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static byte[] splice(byte[] frame, int from, byte[] piece, int until) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(frame, 0, from);
    out.writeBytes(piece);
    out.write(frame, until, frame.length - until);
    return out.toByteArray();
  }
}
