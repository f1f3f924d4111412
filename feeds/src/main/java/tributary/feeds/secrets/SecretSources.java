package tributary.feeds.secrets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tributary.feeds.venue.Secret;
import tributary.feeds.venue.Secrets;

/**
 * The secrets of this process. One is looked for in the environment under its {@code NAME}, then in
 * the file that {@code NAME_FILE} names, then in the folder that the user gave, in the file of that
 * name. An empty variable counts as none. Files are read anew each time. Any thread may ask.
 */
public final class SecretSources implements Secrets {
  /** Names the folder where no option does. */
  public static final String FOLDER_VARIABLE = "TRIBUTARY_SECRETS";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

  private final Map<String, String> environment;
  private final Path here;
  private final @Nullable Path folder;

  private SecretSources(Map<String, String> environment, Path here, @Nullable Path folder) {
    this.environment = environment;
    this.here = here;
    this.folder = folder;
  }

  /**
   * The sources of a process.
   *
   * @param here what relative paths begin at
   * @param folder one file per secret, as container runtimes mount them; null if the environment
   *     names it, or there is none
   * @throws IllegalArgumentException if the folder is not there
   */
  public static SecretSources of(
      Map<String, String> environment, Path here, @Nullable Path folder) {
    String named = environment.getOrDefault(FOLDER_VARIABLE, "");
    Path chosen = folder == null && !named.isEmpty() ? Path.of(named) : folder;
    if (chosen == null) {
      return new SecretSources(environment, here, null);
    }
    Path resolved = here.resolve(chosen);
    if (!Files.isDirectory(resolved)) {
      throw new IllegalArgumentException(
          "Cannot read the folder of secrets %s: there is no such folder".formatted(resolved));
    }
    return new SecretSources(environment, here, resolved);
  }

  @Override
  public Optional<Secret> find(String name) {
    check(name);
    Optional<Secret> direct = inEnvironment(name);
    if (direct.isPresent()) {
      return direct;
    }
    String file = environment.getOrDefault(name + "_FILE", "");
    if (!file.isEmpty()) {
      return Optional.of(inFile(Path.of(file)));
    }
    return folder == null ? Optional.empty() : inFolder(folder.resolve(name));
  }

  /** What the variable of that name holds; empty if it is not set or holds nothing. */
  public Optional<Secret> inEnvironment(String name) {
    String value = environment.getOrDefault(name, "");
    return value.isEmpty() ? Optional.empty() : Optional.of(new Secret(value));
  }

  /**
   * What the file holds.
   *
   * @throws IllegalArgumentException if it cannot be read, or others than its owner may; the
   *     message does not hold what is in it
   */
  public Secret inFile(Path file) {
    return SecretFile.readOwn(here.resolve(file));
  }

  /** Whether others than its owner may read or change a file. */
  public static boolean isOpenToOthers(Path file) {
    return SecretFile.isOpenToOthers(file);
  }

  /** Where a secret of that name can be put, for a message. */
  public String places(String name) {
    String inFolder =
        folder == null
            ? "a file of that name in the folder that --secrets names"
            : "the file " + folder.resolve(name);
    return "the environment variable %s, a file that %s_FILE names, or %s"
        .formatted(name, name, inFolder);
  }

  /** Whoever mounts the folder answers for it: its files are often everybody's, and links. */
  private static Optional<Secret> inFolder(Path file) {
    return Files.exists(file) ? Optional.of(SecretFile.read(file)) : Optional.empty();
  }

  private static void check(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "Invalid name of a secret: %s (letters, digits, _ . -, at most 128, and no . or - first)"
              .formatted(name));
    }
  }
}
