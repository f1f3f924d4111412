package tributary.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may know whom. */
@AnalyzeClasses(packages = "tributary", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArrowsTest {
  /** The modules that each module may use beside itself; what is not here may use none. */
  private static final Map<String, Set<String>> ARROWS =
      Map.of(
          "app", Set.of("serve", "ingest", "feeds", "lake", "core"),
          "serve", Set.of("lake", "core"),
          "ingest", Set.of("feeds", "lake", "core"),
          "feeds", Set.of("core"),
          "lake", Set.of("core"),
          "core", Set.of());

  @ArchTest
  static final ArchRule modulesPointOneWay =
      classes().should(useOnlyModulesBelow()).as("app -> serve, ingest -> feeds, lake -> core");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("tributary.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule coreStandsAlone =
      classes()
          .that()
          .resideInAPackage("tributary.core..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "tributary.core..", "java..", "org.jspecify.annotations", "org.snakeyaml.engine..");

  @ArchTest
  static final ArchRule kafkaStaysWhereTheTopicIs =
      noClasses()
          .that()
          .resideOutsideOfPackages("tributary.feeds..", "tributary.ingest..", "tributary.app..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "kafka..");

  @ArchTest
  static final ArchRule kafkasInsidesStayInTheEmbeddedBroker =
      noClasses()
          .that()
          .haveNameNotMatching("tributary\\.app\\.broker\\.EmbeddedBroker(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "kafka..",
              "scala..",
              "org.apache.kafka.server..",
              "org.apache.kafka.metadata..",
              "org.apache.kafka.controller..",
              "org.apache.kafka.raft..",
              "org.apache.kafka.storage..");

  @ArchTest
  static final ArchRule tableFormatsStayInTheLake =
      noClasses()
          .that()
          .resideOutsideOfPackage("tributary.lake..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.clickhouse..",
              "io.delta..",
              "org.apache.parquet..",
              "org.apache.hadoop..",
              "org.apache.iceberg..",
              "org.postgresql..");

  @ArchTest
  static final ArchRule sparkStaysInItsModule =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.spark..");

  @ArchTest
  static final ArchRule webServerStaysInServe =
      noClasses()
          .that()
          .resideOutsideOfPackage("tributary.serve..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta..");

  @ArchTest
  static final ArchRule commandLineStaysInCli =
      noClasses()
          .that()
          .resideOutsideOfPackage("tributary.app.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  private ArrowsTest() {}

  /** A rule over a module that is not on the class path would hold for nothing. */
  @ArchTest
  static void seesEveryModule(JavaClasses all) {
    Set<String> seen = all.stream().map(ArrowsTest::moduleOf).collect(Collectors.toSet());

    assertEquals(ARROWS.keySet(), seen);
  }

  private static ArchCondition<JavaClass> useOnlyModulesBelow() {
    return new ArchCondition<>("use only modules below their own") {
      @Override
      public void check(JavaClass user, ConditionEvents events) {
        for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
          JavaClass used = dependency.getTargetClass();
          if (isOurs(used) && !mayUse(moduleOf(user), moduleOf(used))) {
            events.add(SimpleConditionEvent.violated(user, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static boolean mayUse(String module, String other) {
    return module.equals(other) || ARROWS.getOrDefault(module, Set.of()).contains(other);
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith("tributary.");
  }

  /** The second part of a package's name. */
  private static String moduleOf(JavaClass type) {
    return type.getPackageName().split("\\.")[1];
  }
}
