package tributary.app.cli;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.app.folders.Installation;
import tributary.app.run.Clocks;
import tributary.app.terminal.Terminal;
import tributary.feeds.venue.Venue;
import tributary.feeds.venues.Venues;

class CliTest {
  /** Tests run in the folder of their module. */
  private static final Path HOME = Path.of("..");

  private static final Clocks CLOCKS =
      new Clocks(InstantSource.system(), System::nanoTime, new SplittableRandom(1));

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void showsItsVersionAndEndsWithZero() {
    assertEquals(0, run("--version"));

    assertTrue(out.toString().startsWith("Tributary "), out.toString());
    assertEquals("", err.toString());
  }

  @Test
  void showsHelpWithoutColorsWhereThereIsNoScreen() {
    assertEquals(0, run("--help"));

    assertTrue(out.toString().contains("validate"), out.toString());
    assertFalse(out.toString().contains("rehearse"), "what only the launcher uses is not shown");
    assertFalse(out.toString().contains("\u001b"), out.toString());
  }

  @Test
  void saysWhatRebuildDoes() {
    assertEquals(0, run("rebuild", "--help"));

    assertTrue(out.toString().contains("Usage: tributary rebuild"), out.toString());
    assertTrue(out.toString().contains("anew from bronze"), out.toString());
    assertTrue(out.toString().contains("The old ones are kept aside."), out.toString());
  }

  @Test
  void suggestsTheCommandThatWasMeant() {
    assertEquals(2, run("validat"));

    assertTrue(
        err.toString()
            .startsWith("tributary: Unknown command: validat\nDid you mean: tributary validate"),
        err.toString());
    assertEquals("", out.toString());
  }

  @Test
  void asksForTheCommandThatIsMissing() {
    assertEquals(2, run());

    assertEquals("tributary: Missing command\nTry 'tributary --help'.\n", err.toString());
  }

  @Test
  void refusesOptionThatIsUnknown() {
    assertEquals(2, run("--sped", "max"));

    assertTrue(err.toString().startsWith("tributary: Unknown option: --sped\n"), err.toString());
  }

  @Test
  void listsVenuesWithWhatTheyNeed() {
    assertEquals(0, run("venues", "coinbase-exchange"));

    String text = out.toString();
    assertTrue(text.startsWith("coinbase-exchange: Coinbase Exchange, sends over a WebS"), text);
    assertTrue(text.contains("ticker"), text);
    assertTrue(text.contains("written like BTC-USD"), text);
    assertTrue(text.contains("gaps"), text);
  }

  @Test
  void refusesVenueThatIsUnknown() {
    assertEquals(2, run("venues", "coinbas"));

    assertTrue(
        err.toString().startsWith("tributary: Invalid venue: coinbas (known: "), err.toString());
  }

  @Test
  void findsReadyMadePipelineByName() {
    assertEquals(0, run("validate", "coinbase"));

    assertTrue(out.toString().startsWith("Valid pipeline coinbase: "), out.toString());
  }

  @Test
  void namesTheReadyMadePipelinesWhenThereIsNoneOfThatName() throws Exception {
    assertEquals(2, run("validate", "coinbas"));

    String known;
    try (Stream<Path> files = Files.list(HOME.resolve("pipelines"))) {
      known =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".yaml"))
              .map(name -> name.replace(".yaml", ""))
              .sorted()
              .collect(joining(", "));
    }
    assertEquals(
        "tributary: Cannot find pipeline coinbas among those that come with Tributary (%s); or give the path of a file, such as ./coinbas.yaml\n"
            .formatted(known),
        err.toString());
  }

  @Test
  void showsMistakeInPipelineFileWithItsPlace(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("mine.yaml");
    String valid = Files.readString(HOME.resolve("pipelines/coinbase.yaml"));
    Files.writeString(file, valid.replaceFirst("topic:", "topik:"));

    assertEquals(2, run("validate", file.toString()));

    String line = "%s:%d:1: error ".formatted(file, lineOf("topic:", valid));
    assertTrue(err.toString().startsWith(line), err.toString());
    assertTrue(err.toString().contains("did you mean \"topic\"?"), err.toString());
    assertFalse(err.toString().contains("\tat "), err.toString());
  }

  @Test
  void showsStackTraceOnlyWhenAskedTo() {
    assertEquals(2, run("validate", "--verbose", "coinbas"));

    assertTrue(err.toString().contains("\tat tributary.app."), err.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "run"})
  void refusesVenueThatNobodyKnows(String command, @TempDir Path folder) throws Exception {
    Path file = changed(folder, "venue: coinbase-exchange", "venue: coinbase-exchang");

    assertEquals(2, run(command, file.toString()));

    assertEquals(
        "tributary: Invalid feed in %s: Invalid venue: coinbase-exchang (known: %s)\n"
            .formatted(file, Venues.all().stream().map(Venue::name).collect(joining(", "))),
        err.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "run"})
  void refusesProductThatTheVenueWritesOtherwise(String command, @TempDir Path folder)
      throws Exception {
    Path file = changed(folder, "BTC-USD", "btc/usd");

    assertEquals(2, run(command, file.toString()));

    assertTrue(err.toString().contains("Invalid product: btc/usd ("), err.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--simulate --rate 0|Invalid rate: 0.0 ",
        "--simulate --rate -3|Invalid rate: -3.0 ",
        "--simulate --frames -1|Invalid frames: -1 ",
        "--simulate --script nonsense|Invalid ",
        "--replay no-such-file.gz|Cannot read recording "
      })
  void refusesRunBeforeAnythingIsStarted(String line, @TempDir Path folder) {
    String[] parts = line.split("\\|");
    Path data = folder.resolve("data");
    List<String> arguments = new ArrayList<>(List.of("run", "coinbase", "--data", data.toString()));
    arguments.addAll(List.of(parts[0].split(" ")));

    assertEquals(2, run(arguments.toArray(String[]::new)), err::toString);

    assertTrue(err.toString().startsWith("tributary: " + parts[1]), err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertFalse(Files.exists(data));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--simulate", "--replay ../README.md"})
  void playsNoVenueToPipelineThatHasNone(String arguments, @TempDir Path folder) throws Exception {
    Path file = changed(folder, "(?s)\nfeed:.*?\n\n", "\n");
    Path data = folder.resolve("data");
    List<String> all = new ArrayList<>(List.of("run", file.toString(), "--data", data.toString()));
    all.addAll(List.of(arguments.split(" ")));

    assertEquals(2, run(all.toArray(String[]::new)), err::toString);

    assertEquals(
        "tributary: Cannot play a venue: pipeline coinbase has no feed; without --replay and --simulate it takes in what others put into topic coinbase.ticker\n",
        err.toString());
    assertFalse(Files.exists(data));
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "secret", "api_key", "sasl.jaas.config"})
  void refusesSecretInPipelineFile(String key, @TempDir Path folder) throws Exception {
    for (String place : List.of("pipeline: coinbase\n", "  name: coinbase.ticker\n")) {
      String indent = place.startsWith(" ") ? "  " : "";
      Path file = changed(folder, place, place + indent + key + ": x\n");

      assertEquals(2, run("validate", file.toString()), place);

      assertTrue(err.toString().contains("\"" + key + "\""), err.toString());
    }
  }

  @Test
  void refusesFolderOfSecretsThatIsNotThere(@TempDir Path folder) {
    Path data = folder.resolve("data");
    String secrets = folder.resolve("secrets").toString();

    assertEquals(
        2, run("run", "coinbase", "--simulate", "--data", data.toString(), "--secrets", secrets));

    assertEquals(
        "tributary: Cannot read the folder of secrets %s: there is no such folder\n"
            .formatted(secrets),
        err.toString());
    assertFalse(Files.exists(data));
  }

  @Test
  void refusesDemoOfARateThatNoMarketHas(@TempDir Path folder) {
    Path data = folder.resolve("data");

    assertEquals(2, run("demo", "--rate", "0", "--data", data.toString()), err::toString);

    assertFalse(Files.exists(data));
  }

  private static Path changed(Path folder, String from, String to) throws Exception {
    String valid = Files.readString(HOME.resolve("pipelines/coinbase.yaml"));
    String changed = valid.replaceAll(from, to);
    assertNotEquals(valid, changed, from);
    return Files.writeString(folder.resolve("mine.yaml"), changed);
  }

  private static long lineOf(String text, String in) {
    return in.substring(0, in.indexOf(text)).lines().count() + 1;
  }

  private int run(String... arguments) {
    Terminal terminal =
        new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, false, 100);
    int exitCode =
        new Cli(terminal, new Installation(HOME, HOME), CLOCKS, Map.of()).execute(arguments);
    terminal.flush();
    return exitCode;
  }
}
