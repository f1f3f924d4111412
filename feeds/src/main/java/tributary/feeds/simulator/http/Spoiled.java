package tributary.feeds.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** An answer that no client should take for data. */
enum Spoiled {
  LIMIT {
    @Override
    Response response(int amount, String key) {
      Response limited = Response.json("{\"error\":\"too many calls\"}").status(429);
      return amount < 0 ? limited : limited.header("Retry-After", Integer.toString(amount));
    }
  },
  STATUS {
    @Override
    Response response(int amount, String key) {
      return new Response(amount, PLAIN, "upstream trouble".getBytes(UTF_8), WHOLE);
    }
  },
  HTML {
    @Override
    Response response(int amount, String key) {
      byte[] page = "<html><body>Just a moment...</body></html>".getBytes(UTF_8);
      return new Response(200, Map.of("Content-Type", "text/html; charset=UTF-8"), page, WHOLE);
    }
  },
  SLOW {
    @Override
    Response response(int amount, String key) {
      return Response.json(FILLER).in(Response.Manner.DRIPPING);
    }
  },
  SILENT {
    @Override
    Response response(int amount, String key) {
      return Response.json(FILLER).in(Response.Manner.SILENT);
    }
  },
  HANGUP {
    @Override
    Response response(int amount, String key) {
      return Response.json(FILLER).in(Response.Manner.HUNG_UP);
    }
  },
  CUT {
    @Override
    Response response(int amount, String key) {
      return Response.json(FILLER).in(Response.Manner.CUT);
    }
  },
  BOMB {
    @Override
    Response response(int amount, String key) {
      return Response.json(gzip(new byte[64 << 20])).header("Content-Encoding", "gzip");
    }
  },
  REDIRECT {
    @Override
    Response response(int amount, String key) {
      return Response.json("{}").status(302).header("Location", "https://elsewhere.invalid/");
    }
  },
  EMPTY {
    @Override
    Response response(int amount, String key) {
      return Response.json("");
    }
  },
  CHARSET {
    @Override
    Response response(int amount, String key) {
      return Response.json(new byte[] {'{', '"', (byte) 0xe9, '"', ':', '1', '}'});
    }
  },
  MALFORMED {
    @Override
    Response response(int amount, String key) {
      return Response.json(Arrays.copyOf(FILLER, FILLER.length / 2));
    }
  },
  ECHO {
    @Override
    Response response(int amount, String key) {
      return Response.json(
          "{\"Information\":\"we have detected your API key as "
              + key
              + " and its limit is 25 requests per day\"}");
    }
  };

  private static final Response.Manner WHOLE = Response.Manner.WHOLE;
  private static final Map<String, String> PLAIN = Map.of("Content-Type", "text/plain");
  private static final byte[] FILLER =
      "{\"filler\":\"%s\"}".formatted("x".repeat(100_000)).getBytes(UTF_8);

  /**
   * The answer.
   *
   * @param amount the script's number; -1 without one
   * @param key the client's own
   */
  abstract Response response(int amount, String key);

  static @Nullable Spoiled named(String name) {
    return Arrays.stream(values())
        .filter(spoiled -> spoiled.word().equals(name))
        .findFirst()
        .orElse(null);
  }

  static String names() {
    return Arrays.stream(values()).map(Spoiled::word).collect(joining(", "));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static byte[] gzip(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    } catch (IOException impossible) {
      throw new UncheckedIOException("Cannot compress in memory: " + impossible, impossible);
    }
    return bytes.toByteArray();
  }
}
