package tributary.job;

import java.util.List;
import java.util.Map;

/**
 * How a program is started.
 *
 * @param options of the JVM
 * @param main a class with a main method
 * @param environment variables beside those of this process
 */
record Launch(
    List<String> options,
    String classPath,
    String main,
    List<String> arguments,
    Map<String, String> environment) {}
