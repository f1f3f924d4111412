package tributary.app.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tributary.app.folders.Installation;
import tributary.app.secrets.SecretSources;
import tributary.app.stores.StoresFile;

/** Where the stores outside the data folder are, and where secrets are. */
final class StoresOption {
  @Option(
      names = "--stores",
      paramLabel = "FILE",
      description =
          "Properties that say where ClickHouse, PostgreSQL and Iceberg's catalog are (default: none).")
  @Nullable Path stores;

  @Option(
      names = "--secrets",
      paramLabel = "DIR",
      description =
          "A folder with one file per secret (default: what TRIBUTARY_SECRETS names, or none).")
  @Nullable Path secrets;

  /**
   * Where secrets are asked for.
   *
   * @throws UsageException if the folder is not there
   */
  SecretSources secrets(Map<String, String> environment, Installation installation) {
    return RouteOptions.understood(
        () -> SecretSources.of(environment, installation.here(), secrets));
  }

  /**
   * What the file says, with the secrets that it asks for.
   *
   * @throws tributary.app.stores.StoresFileException if it makes no sense
   */
  StoresFile read(Map<String, String> environment, Installation installation) {
    return read(secrets(environment, installation), installation);
  }

  /**
   * What the file says.
   *
   * @throws tributary.app.stores.StoresFileException if it makes no sense
   */
  StoresFile read(SecretSources sources, Installation installation) {
    return stores == null
        ? StoresFile.NONE
        : StoresFile.read(installation.here().resolve(stores), sources);
  }
}
