package tributary.feeds.simulator.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Weather reports made from a seed, such as the data generator of Azure Event Hubs sends: for a
 * topic that no venue fills. The same arguments make the same frames for ever.
 *
 * <pre>{@code
 * {"temperature":14.2,"humidity":63,"wind_speed":11.5,"wind_direction":"NW","precipitation":0.4,
 *  "conditions":"Rain","location":"Oslo","timestamp":"2026-01-01T00:00:00.250000Z"}
 * }</pre>
 *
 * Temperature is in degrees Celsius, humidity in percent, wind speed in km/h, precipitation in mm;
 * the time is UTC.
 *
 * <p>Whoever fills a topic takes the frames as they come and publishes each under {@link
 * #location}:
 *
 * <pre>{@code
 * while (weather.advance()) {
 *   byte[] frame = Arrays.copyOf(weather.array(), weather.length());
 *   outlet.publish(weather.location(), frame, weather.receivedMicros());
 * }
 * }</pre>
 */
public final class WeatherGenerator implements FrameSource {
  /** Where it is reported from unless somebody names other places. */
  public static final List<String> LOCATIONS = List.of("Seattle", "Oslo", "Nairobi", "Lima");

  private static final String[] DIRECTIONS = {"N", "NE", "E", "SE", "S", "SW", "W", "NW"};
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final SplittableRandom random;
  private final List<String> locations;
  private final int[] tenthsOfDegree;
  private final long stepMicros;
  private final InstantSource start;
  private final FrameBuffer time = new FrameBuffer();
  private final WireTime wire = new WireTime();
  private long left;
  private long frames;
  private long startMicros;
  private long eventMicros;
  private String location;
  private byte[] frame = {};

  /**
   * Weather that nobody has reported yet.
   *
   * @param locations where it is reported from, in turn
   * @param ratePerSecond reports per second of the weather's own time, over all locations
   * @param start the weather's time at its beginning, asked once, for the first report
   * @param frames how many reports it makes; {@link Long#MAX_VALUE} for no end
   * @throws IllegalArgumentException if there is no location, one has a quote, a backslash or a
   *     control character in its name, or the rate is not between one per hour and a million per
   *     second
   */
  public WeatherGenerator(
      long seed, List<String> locations, double ratePerSecond, InstantSource start, long frames) {
    if (locations.isEmpty() || locations.stream().anyMatch(WeatherGenerator::breaksJson)) {
      throw new IllegalArgumentException("Invalid locations: " + locations);
    }
    if (!(ratePerSecond >= 1 / 3600.0 && ratePerSecond <= MICROS_PER_SECOND)) {
      throw new IllegalArgumentException(
          "Invalid rate: " + ratePerSecond + " (from one per hour to 1000000 per second)");
    }
    this.random = new SplittableRandom(seed);
    this.locations = List.copyOf(locations);
    this.tenthsOfDegree = random.ints(locations.size(), -50, 250).toArray();
    this.stepMicros = Math.round(MICROS_PER_SECOND / ratePerSecond);
    this.start = start;
    this.left = frames;
    this.location = locations.get(0);
  }

  private static boolean breaksJson(String name) {
    return name.chars().anyMatch(next -> next == '"' || next == '\\' || next < ' ');
  }

  @Override
  public boolean advance() {
    if (left == 0) {
      return false;
    }
    left--;
    if (frames == 0) {
      Instant first = start.instant();
      startMicros = first.getEpochSecond() * MICROS_PER_SECOND + first.getNano() / 1_000;
    }
    eventMicros = startMicros + frames * stepMicros;
    int place = (int) (frames % locations.size());
    frames++;
    location = locations.get(place);
    report(place);
    return true;
  }

  private void report(int place) {
    tenthsOfDegree[place] = bounded(tenthsOfDegree[place] + random.nextInt(-5, 6));
    int humidity = random.nextInt(20, 101);
    int rain = humidity > 80 ? random.nextInt(1, 80) : 0;
    time.clear();
    wire.write(time, eventMicros);
    frame =
        ("{\"temperature\":"
                + tenths(tenthsOfDegree[place])
                + ",\"humidity\":"
                + humidity
                + ",\"wind_speed\":"
                + tenths(random.nextInt(0, 600))
                + ",\"wind_direction\":\""
                + DIRECTIONS[random.nextInt(DIRECTIONS.length)]
                + "\",\"precipitation\":"
                + tenths(rain)
                + ",\"conditions\":\""
                + conditions(rain, humidity, tenthsOfDegree[place])
                + "\",\"location\":\""
                + location
                + "\",\"timestamp\":\""
                + new String(time.array(), 0, time.length(), UTF_8)
                + "\"}")
            .getBytes(UTF_8);
  }

  private static String conditions(int rain, int humidity, int tenthsOfDegree) {
    if (rain > 0) {
      return tenthsOfDegree < 0 ? "Snow" : "Rain";
    }
    return humidity > 55 ? "Cloudy" : "Clear";
  }

  private static int bounded(int tenthsOfDegree) {
    return Math.max(-400, Math.min(tenthsOfDegree, 500));
  }

  private static String tenths(int value) {
    return BigDecimal.valueOf(value, 1).toPlainString();
  }

  @Override
  public byte[] array() {
    return frame;
  }

  @Override
  public int length() {
    return frame.length;
  }

  /** The report's own time: it is received as it is made. */
  @Override
  public long receivedMicros() {
    return eventMicros;
  }

  /** Where the report is from: the key of its record. */
  public String location() {
    return location;
  }

  /** The locations. */
  @Override
  public Optional<List<String>> products() {
    return Optional.of(locations);
  }

  @Override
  public void close() {}
}
