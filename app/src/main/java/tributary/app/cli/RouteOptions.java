package tributary.app.cli;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tributary.app.folders.DataFolder;
import tributary.app.folders.Installation;

/** What every command that starts the whole route can be told. */
final class RouteOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where everything is kept (default: tributary-data/ here, with the pipeline's name or demo).")
  @Nullable Path data;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "25",
      description = "Trades per second of a generated market's own time (default: 25).")
  double rate = 25;

  @Option(
      names = "--script",
      paramLabel = "TEXT",
      description =
          "How the simulator misbehaves, such as \"duplicate 1%%, disconnect at 500\" (default: run not at all, demo a little).")
  @Nullable String script;

  @Option(names = "--no-page", description = "Open no page.")
  boolean isWithoutPage;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "The page's port on 127.0.0.1 (default: any free one).")
  int port;

  /** The data folder that was named, or the one of that name; it need not exist. */
  DataFolder folder(String name, Installation installation) {
    return DataFolder.of(data, name, installation.here());
  }

  /** The page's port; empty for no page. */
  OptionalInt page() {
    return isWithoutPage ? OptionalInt.empty() : OptionalInt.of(port);
  }

  /** The script that was given, or the usual one. */
  String script(String usual) {
    return script == null ? usual : script;
  }

  /**
   * What the arguments mean.
   *
   * @throws UsageException if they mean nothing
   */
  static <T> T understood(Supplier<T> meaning) {
    try {
      return meaning.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
