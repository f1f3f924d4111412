package tributary.app.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tributary.app.spark.Submission.DeployMode;

/**
 * The command that submits a job. With a Spark of the user's own it is that one's spark-submit;
 * with ours the class behind it, since a folder of jars has no scripts.
 */
final class SubmitLine {
  private static final String DRIVER_OPTIONS = "spark.driver.extraJavaOptions";
  private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";
  private static final String UTC = "-Duser.timezone=UTC";

  private final SparkHome spark;
  private final Submission submission;
  private final Path java;

  /**
   * @param java the java of this process
   */
  SubmitLine(SparkHome spark, Submission submission, Path java) {
    this.spark = spark;
    this.submission = submission;
    this.java = java;
  }

  /** The words of the command. */
  List<String> words(Path kafka) {
    List<String> words = new ArrayList<>();
    spark
        .others()
        .ifPresentOrElse(
            theirs -> words.add(theirs.resolve("bin/spark-submit").toString()),
            () -> words.addAll(ourSubmit()));
    words.addAll(List.of("--class", "tributary.spark.SparkJob", "--master", submission.master()));
    words.addAll(List.of("--deploy-mode", submission.mode().name().toLowerCase(Locale.ROOT)));
    if (spark.others().isPresent() || !submission.isLocal()) {
      words.addAll(List.of("--jars", connector()));
    }
    conf()
        .forEach(
            (name, value) -> {
              words.add("--conf");
              words.add(name + "=" + value);
            });
    words.add(spark.jobJar().toString());
    words.addAll(arguments(kafka));
    return words;
  }

  /** What the process is told beside the variables of this one. */
  Map<String, String> environment(Map<String, String> of) {
    Map<String, String> environment = new LinkedHashMap<>();
    if (!of.containsKey("JAVA_HOME") && java.getNameCount() > 2) {
      environment.put("JAVA_HOME", String.valueOf(java.resolve("../..").normalize()));
    }
    if (submission.isLocal() && !of.containsKey("SPARK_LOCAL_IP")) {
      environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    }
    if (spark.others().isEmpty()) {
      environment.put("SPARK_HOME", spark.own().resolve("target").toString());
      environment.put("SPARK_CONF_DIR", spark.logging().resolveSibling("").toString());
      // Else executors of a cluster look for the folder of a distribution, which this is not.
      environment.put("SPARK_SCALA_VERSION", "2.13");
    }
    return environment;
  }

  private List<String> ourSubmit() {
    List<String> words = new ArrayList<>();
    words.add(java.toString());
    words.addAll(ModuleOptions.ALL);
    String memory = submission.given("spark.driver.memory");
    words.add("-Xmx" + (memory == null ? "2g" : memory));
    words.addAll(List.of(driverOptions().split(" +")));
    words.addAll(List.of("-cp", spark.logging().resolveSibling("") + ":" + spark.jars() + "/*"));
    words.add("org.apache.spark.deploy.SparkSubmit");
    return words;
  }

  private String connector() {
    return spark.connector().stream().map(Path::toString).collect(Collectors.joining(","));
  }

  /** What the user gave takes the place of ours. */
  private Map<String, String> conf() {
    Map<String, String> conf = new LinkedHashMap<>();
    if (submission.isLocal()) {
      conf.put("spark.driver.host", "127.0.0.1");
      conf.put("spark.driver.bindAddress", "127.0.0.1");
      conf.put("spark.ui.enabled", "false");
    }
    conf.put(EXECUTOR_OPTIONS, UTC);
    for (String each : submission.conf()) {
      int equals = each.indexOf('=');
      conf.put(each.substring(0, equals), each.substring(equals + 1));
    }
    conf.put(DRIVER_OPTIONS, driverOptions());
    return conf;
  }

  /** What the user gave goes last, and wins. */
  private String driverOptions() {
    List<String> options = new ArrayList<>(List.of(UTC));
    if (submission.mode() == DeployMode.CLIENT) {
      // As an address: a path may have blanks, and these options are split at them.
      options.add("-Dlog4j2.configurationFile=" + spark.logging().toUri());
    }
    String given = submission.given(DRIVER_OPTIONS);
    if (given != null && !given.isBlank()) {
      options.add(given.strip());
    }
    return String.join(" ", options);
  }

  private List<String> arguments(Path kafka) {
    List<String> words = new ArrayList<>();
    words.add(submission.pipelineFile().toString());
    add(words, "--kafka", kafka.toString());
    add(words, "--data", submission.data().toString());
    add(words, "--trigger", submission.trigger());
    if (submission.maxOffsets().isPresent()) {
      add(words, "--max-offsets", Long.toString(submission.maxOffsets().getAsLong()));
    }
    add(words, "--checkpoints", submission.checkpoints());
    new TreeMap<>(submission.handedOn()).forEach((option, value) -> add(words, option, value));
    return words;
  }

  private static void add(List<String> words, String option, @Nullable String value) {
    if (value != null) {
      words.add(option);
      words.add(value);
    }
  }
}
