package tributary.lake;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A test that is run with tables of each format, which is its one argument. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@MethodSource("tributary.lake.InEachFormat$Formats#all")
@interface InEachFormat {

  /** Delta, and Iceberg with the embedded catalog. */
  final class Formats {
    private Formats() {}

    static List<Format> all() {
      return List.of(new Format.Delta(), new Format.Iceberg(Map.of()));
    }
  }
}
