package tributary.job;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A standalone Spark cluster on the loopback address: a master and workers of one core, each in a
 * JVM of its own, and executors in JVMs that the workers start. Ports are those that are free.
 */
final class Cluster {
  /** What Spark reaches into on JDK 17: its JavaModuleOptions. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  private final Scene scene;
  private final String master;

  /** Starts the master. */
  Cluster(Scene scene) throws Exception {
    this.scene = scene;
    Child started =
        start(
            "master",
            "256m",
            "org.apache.spark.deploy.master.Master",
            List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0"));
    this.master = started.awaitLine("Starting Spark master at (spark://\\S+)").group(1);
    started.awaitLine("New state: ALIVE");
  }

  /** Starts a worker. */
  Child startWorker() throws IOException {
    return start(
        "worker",
        "256m",
        "org.apache.spark.deploy.worker.Worker",
        List.of(
            "--host",
            "127.0.0.1",
            "--cores",
            "1",
            "--memory",
            "768m",
            "--webui-port",
            "0",
            "--work-dir",
            scene.folder().resolve("work").toString(),
            master));
  }

  /** Waits until the worker takes part. */
  static void awaitRegistered(Child worker) throws Exception {
    worker.awaitLine("Successfully registered with master");
  }

  /** Submits the job jar, with the driver in the process that submits it. */
  Child submit(List<String> jobArguments) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--master",
                master,
                "--deploy-mode",
                "client",
                "--class",
                "tributary.spark.SparkJob"));
    conf().forEach((name, value) -> arguments.addAll(List.of("--conf", name + "=" + value)));
    arguments.add(Places.JOB_JAR.toString());
    arguments.addAll(jobArguments);
    return start("driver", "1g", "org.apache.spark.deploy.SparkSubmit", arguments);
  }

  private static Map<String, String> conf() {
    return new TreeMap<>(
        Map.of(
            "spark.driver.host", "127.0.0.1",
            "spark.driver.bindAddress", "127.0.0.1",
            "spark.ui.enabled", "false",
            "spark.executor.cores", "1",
            "spark.executor.memory", "768m",
            "spark.executor.extraJavaOptions", String.join(" ", Scene.BRIEF)));
  }

  private Child start(String name, String heap, String main, List<String> arguments)
      throws IOException {
    List<String> options = new ArrayList<>(Scene.BRIEF);
    options.add("-Xmx" + heap);
    OPENED.forEach(each -> options.add("--add-opens=java.base/" + each + "=ALL-UNNAMED"));
    options.add("-Djdk.reflect.useDirectMethodHandle=false");
    options.add("-Dio.netty.tryReflectionSetAccessible=true");
    options.add("-Dspark.master.rest.enabled=false");
    String classPath = scene.leash() + File.pathSeparator + Places.SPARK_JARS.resolve("*");
    return scene.start(name, new Launch(options, classPath, main, arguments, environment()));
  }

  private Map<String, String> environment() {
    return Map.of(
        "SPARK_HOME",
        Places.SPARK_HOME.toString(),
        "SPARK_CONF_DIR",
        scene.folder().resolve("conf").toString(),
        "SPARK_LOCAL_DIRS",
        scene.folder().resolve("scratch").toString(),
        "SPARK_LOCAL_IP",
        "127.0.0.1",
        "SPARK_PUBLIC_DNS",
        "127.0.0.1",
        // Without it workers look for the folders of Spark's own build.
        "SPARK_SCALA_VERSION",
        "2.13");
  }
}
