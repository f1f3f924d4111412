package tributary.bench.spark;

import java.nio.file.Path;
import java.util.List;

/**
 * How a job is started.
 *
 * @param options of its JVM, beside those that all get
 * @param program its jar or folder of classes; Spark's jars come after it
 * @param main the name of its class
 */
record Launch(List<String> options, Path program, String main, List<String> arguments) {}
