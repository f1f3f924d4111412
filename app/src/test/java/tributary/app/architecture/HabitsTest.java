package tributary.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** What no class does, whatever its module. */
@AnalyzeClasses(packages = "tributary", importOptions = ImportOption.DoNotIncludeTests.class)
final class HabitsTest {
  private static final String APP = "tributary.app..";

  private static final DescribedPredicate<JavaAccess<?>> ASKS_FOR_WALL_CLOCK =
      accessTo(
          "asks for the wall clock",
          "java.lang.System.currentTimeMillis",
          "java.time.Clock.system",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.Instant.now",
          "java.time.InstantSource.system",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now");

  private static final DescribedPredicate<JavaAccess<?>> ASKS_FOR_SURROUNDINGS =
      accessTo(
          "asks for environment or system properties",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.System.getProperties",
          "java.lang.Integer.getInteger",
          "java.lang.Long.getLong",
          "java.lang.Boolean.getBoolean");

  @ArchTest
  static final ArchRule timeIsHandedIn =
      noClasses()
          .that()
          .resideOutsideOfPackage(APP)
          .should()
          .accessTargetWhere(ASKS_FOR_WALL_CLOCK);

  @ArchTest
  static final ArchRule coreHasNoClockAtAll =
      noClasses()
          .that()
          .resideInAPackage("tributary.core..")
          .should()
          .accessTargetWhere(accessTo("asks for nanoTime", "java.lang.System.nanoTime"));

  @ArchTest
  static final ArchRule onlyMainLooksAround =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("tributary.app.Main")
          .should()
          .accessTargetWhere(ASKS_FOR_SURROUNDINGS);

  @ArchTest
  static final ArchRule onlyMainEndsTheProcess =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("tributary.app.Main")
          .should()
          .accessTargetWhere(
              accessTo(
                  "ends the process",
                  "java.lang.System.exit",
                  "java.lang.Runtime.exit",
                  "java.lang.Runtime.halt"));

  @ArchTest
  static final ArchRule outputGoesThroughTheTerminal =
      noClasses()
          .should()
          .accessTargetWhere(
              accessTo("uses standard output", "java.lang.System.out", "java.lang.System.err"));

  @ArchTest
  static final ArchRule coreHoldsNoFloatingPoint =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage("tributary.core..")
          .should()
          .notHaveRawType(floatingPoint())
          .because("prices and sizes are decimals; a declared double is held as its bits");

  @ArchTest
  static final ArchRule coreHandsNoFloatingPointOver =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage("tributary.core..")
          .should(handOverNoFloatingPoint());

  @ArchTest
  static final ArchRule packagesAreNamedAfterStations =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..",
              "..utils..",
              "..common..",
              "..helper..",
              "..helpers..",
              "..manager..",
              "..impl..",
              "..misc..");

  @ArchTest
  static final ArchRule classesAreNamedAfterWhatTheyAre =
      noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)(\\$.*)?");

  @ArchTest
  static final ArchRule packagesAreNullMarked = classes().should(resideInNullMarkedPackage());

  private HabitsTest() {}

  /** An access to one of the methods or fields, named with their class. */
  private static DescribedPredicate<JavaAccess<?>> accessTo(String description, String... names) {
    Set<String> targets = Set.of(names);
    return DescribedPredicate.describe(
        description,
        access ->
            targets.contains(
                access.getTargetOwner().getFullName() + "." + access.getTarget().getName()));
  }

  private static DescribedPredicate<JavaClass> floatingPoint() {
    return DescribedPredicate.describe(
        "floating point",
        type ->
            Stream.of(double.class, float.class, Double.class, Float.class)
                .anyMatch(floating -> type.getBaseComponentType().isEquivalentTo(floating)));
  }

  private static ArchCondition<JavaMethod> handOverNoFloatingPoint() {
    return new ArchCondition<>("neither take nor return floating point") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean isViolated =
            Stream.concat(
                    Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                .anyMatch(floatingPoint());
        if (isViolated) {
          events.add(SimpleConditionEvent.violated(method, method.getDescription()));
        }
      }
    };
  }

  private static ArchCondition<JavaClass> resideInNullMarkedPackage() {
    return new ArchCondition<>("reside in a package that is @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
          events.add(
              SimpleConditionEvent.violated(
                  type, type.getPackageName() + " needs a package-info.java with @NullMarked"));
        }
      }
    };
  }
}
