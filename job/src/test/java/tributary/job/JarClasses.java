package tributary.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What files jars hold. */
final class JarClasses {
  private static final String CLASS = ".class";

  private JarClasses() {}

  /** The names of the jar's entries, each with its checksum. */
  static TreeMap<String, Long> entries(Path jar) {
    TreeMap<String, Long> entries = new TreeMap<>();
    try (ZipFile file = new ZipFile(jar.toFile())) {
      for (ZipEntry each : file.stream().filter(entry -> !entry.isDirectory()).toList()) {
        entries.put(each.getName(), each.getCrc());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + jar, e);
    }
    return entries;
  }

  /** Whether the entry is a class that a JVM may load; not those that only describe modules. */
  static boolean isClass(String entry) {
    return entry.endsWith(CLASS) && !entry.endsWith("module-info" + CLASS);
  }

  /** Whether a jar has the class of that name. */
  static boolean has(Map<String, Long> entries, String className) {
    return entries.containsKey(className.replace('.', '/') + CLASS);
  }

  /** All classes in the jars of a folder, each with its checksums. */
  static Map<String, List<Long>> classes(Path folder) throws IOException {
    Map<String, List<Long>> classes = new HashMap<>();
    try (Stream<Path> jars = Files.list(folder)) {
      jars.filter(file -> file.toString().endsWith(".jar"))
          .forEach(
              jar ->
                  entries(jar)
                      .forEach(
                          (name, checksum) -> {
                            if (isClass(name)) {
                              classes.merge(name, List.of(checksum), JarClasses::both);
                            }
                          }));
    }
    return classes;
  }

  private static List<Long> both(List<Long> one, List<Long> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
