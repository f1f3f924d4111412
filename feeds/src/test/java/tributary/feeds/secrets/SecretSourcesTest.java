package tributary.feeds.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.feeds.venue.Secret;

class SecretSourcesTest {
  @TempDir Path here;

  @Test
  void asksTheEnvironmentThenTheNamedFileThenTheFolder() throws Exception {
    file("folder/KEY", "of the folder", "r--r--r--");
    file("named", "of the file", "rw-------");

    assertEquals("of the folder", found(Map.of()));
    assertEquals("of the file", found(Map.of("KEY_FILE", "named")));
    assertEquals("of the environment", found(Map.of("KEY", "of the environment", "KEY_FILE", "x")));
    assertEquals("of the folder", found(Map.of("KEY", "", "KEY_FILE", "")));
  }

  @Test
  void findsNothingWhereNobodyGaveIt() throws Exception {
    file("folder/OTHER", "x", "rw-------");

    assertEquals(Optional.empty(), sources(Map.of(), "folder").find("KEY"));
    assertEquals(Optional.empty(), SecretSources.of(Map.of(), here, null).find("KEY"));
  }

  @Test
  void takesTheFolderFromTheEnvironmentWhereNoOptionNamesOne() throws Exception {
    file("folder/KEY", "k", "rw-------");
    SecretSources sources = SecretSources.of(Map.of("TRIBUTARY_SECRETS", "folder"), here, null);

    assertEquals("k", sources.find("KEY").map(Secret::reveal).orElseThrow());
  }

  @Test
  void refusesFolderThatIsNotThere() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> sources(Map.of(), "nowhere"));

    assertEquals(
        "Cannot read the folder of secrets %s: there is no such folder"
            .formatted(here.resolve("nowhere")),
        refusal.getMessage());
  }

  @Test
  void seesTheNewSecretWithoutBeingMadeAgain() throws Exception {
    file("folder/KEY", "old", "rw-------");
    SecretSources sources = sources(Map.of(), "folder");
    assertEquals("old", sources.find("KEY").map(Secret::reveal).orElseThrow());

    file("folder/KEY", "new", "rw-------");

    assertEquals("new", sources.find("KEY").map(Secret::reveal).orElseThrow());
  }

  @Test
  void cutsOneLineEndAndNothingElse() throws Exception {
    assertEquals(" a b \n", inFile(" a b \n\n"));
    assertEquals("a", inFile("a\r\n"));
    assertEquals("a", inFile("a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"r--r-----", "rw----r--", "rw--w----", "rwx-----x"})
  void refusesNamedFileThatOthersMayTouch(String permissions) throws Exception {
    file("named", "canary", permissions);

    String message = refusal("named");

    assertTrue(message.contains("chmod 600 it"), message);
    assertFalse(message.contains("canary"), message);
  }

  @Test
  void refusesNamedFileOfSomebodyElse() throws Exception {
    Path file = file("named", "canary", "rw-------");
    UserPrincipal nobody =
        file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    assumeTrue(canGive(file, nobody), "only root can give a file away");

    String message = refusal("named");

    assertTrue(message.contains("it belongs to nobody; it has to be yours"), message);
  }

  @Test
  void refusesFileThatIsNoSecret() throws Exception {
    file("empty", "\n", "rw-------");
    file("long", "x".repeat(64 * 1024 + 1), "rw-------");
    Path binary = file("binary", "", "rw-------");
    Files.write(binary, new byte[] {(byte) 0xff, 'a'});

    assertTrue(refusal("empty").endsWith(": it is empty"));
    assertTrue(refusal("long").endsWith(": it is longer than 64 KiB"));
    assertTrue(refusal("binary").endsWith(": it is no UTF-8 text"));
    assertTrue(refusal("absent").endsWith(": there is no such file"));
    assertTrue(refusal(".").endsWith(": there is no such file"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../KEY", "a/b", ".hidden", "-x", "a b", "a\u0000"})
  void refusesNameThatCouldLeadOutOfTheFolder(String name) throws Exception {
    file("folder/KEY", "k", "rw-------");
    SecretSources sources = sources(Map.of(), "folder");

    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> sources.find(name));

    assertTrue(String.valueOf(refusal.getMessage()).startsWith("Invalid name of a secret: "));
  }

  private String found(Map<String, String> environment) {
    return sources(environment, "folder").find("KEY").map(Secret::reveal).orElseThrow();
  }

  private SecretSources sources(Map<String, String> environment, String folder) {
    return SecretSources.of(environment, here, Path.of(folder));
  }

  private String inFile(String text) throws Exception {
    file("named", text, "rw-------");
    return SecretSources.of(Map.of(), here, null).inFile(Path.of("named")).reveal();
  }

  private String refusal(String file) {
    SecretSources sources = SecretSources.of(Map.of("KEY_FILE", file), here, null);
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> sources.find("KEY")).getMessage());
  }

  private Path file(String name, String text, String permissions) throws Exception {
    Path file = here.resolve(name);
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static boolean canGive(Path file, UserPrincipal owner) {
    try {
      Files.setOwner(file, owner);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
