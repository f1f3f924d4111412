package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job that was submitted comes to its end before the program does, and that end is clean. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SubmitStopTest {
  @RegisterExtension final Scene scene = new Scene();

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void aJobIsToldAndWaitedFor(String signal, int exitCode) throws Exception {
    Child submit = submit("while :; do sleep 0.1; done");
    submit.awaitLine("job has begun");

    submit.signal(signal);

    assertEquals(exitCode, submit.await().exitCode());
    assertTrue(Files.exists(scene.folder().resolve("ended")), "the job could end by itself");
  }

  @Test
  void theExitCodeIsThatOfTheJob() throws Exception {
    submit("exit 7").await().expect(7);
  }

  private Child submit(String job) throws IOException {
    Path home = scene.folder().resolve("clone");
    Files.createDirectories(home.resolve("job/target"));
    Files.writeString(home.resolve("job/target/tributary-spark.jar"), "");
    Files.createDirectories(home.resolve("spark-home/target/jars"));
    Path spark = scene.folder().resolve("spark");
    Path script = spark.resolve("bin/spark-submit");
    Files.createDirectories(script.getParent());
    Files.writeString(
        script,
        """
        #!/bin/sh
        trap 'sleep 0.3; touch "%s"; exit 0' TERM
        echo job has begun
        %s
        """
            .formatted(scene.folder().resolve("ended"), job));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path client = scene.folder().resolve("client.properties");
    Files.writeString(client, "bootstrap.servers=127.0.0.1:9");
    return scene.startIn(
        home,
        Map.of("SPARK_HOME", spark.toString()),
        "submit",
        Scene.REPOSITORY.resolve("pipelines/coinbase.yaml").toString(),
        "--kafka",
        client.toString(),
        "--data",
        scene.data().toString());
  }
}
