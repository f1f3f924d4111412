package tributary.feeds.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is sent back.
 *
 * @param headers all but the length, which is the body's
 * @param body as it goes over the socket, compressed if a header says so
 */
public record Response(int status, Map<String, String> headers, byte[] body, Manner manner) {

  /** How it is sent. */
  public enum Manner {
    /** As it should be. */
    WHOLE,
    /** The first half of the body, then the connection is cut. */
    CUT,
    /** A byte now and then. */
    DRIPPING,
    /** Not at all; the connection is cut. */
    HUNG_UP,
    /** Not at all; the connection stays open. */
    SILENT
  }

  public Response {
    headers = Map.copyOf(headers);
  }

  /** A whole JSON body with status 200. */
  public static Response json(byte[] body) {
    return new Response(200, Map.of("Content-Type", "application/json"), body, Manner.WHOLE);
  }

  /** A whole JSON body with status 200. */
  public static Response json(String body) {
    return json(body.getBytes(UTF_8));
  }

  /** The same with another status. */
  public Response status(int other) {
    return new Response(other, headers, body, manner);
  }

  /** The same with one more header, or another value of it. */
  public Response header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, more, body, manner);
  }

  /** The same with another body. */
  public Response body(byte[] other) {
    return new Response(status, headers, other, manner);
  }

  /** The same in another manner. */
  public Response in(Manner other) {
    return new Response(status, headers, body, other);
  }
}
