package io.github.realtimecli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The plan of the house: which room may use which, which library lives where, and how large and how named things are.
class HouseTest {
  private static final String HOUSE = "io.github.realtimecli";
  private static final JavaClasses PROGRAM = new ClassFileImporter()
      .withImportOption(new ImportOption.DoNotIncludeTests())
      .importPackages(HOUSE);
  private static final JavaClasses TESTS = new ClassFileImporter().withImportOption(new ImportOption.OnlyIncludeTests())
      .importPackages(HOUSE);

  /// A room and the rooms that it may use besides itself.
  record Room(String name, Set<String> uses) {
    Room(String name, String... uses) {
      this(name, Set.of(uses));
    }
  }

  /// A library's packages and the rooms that may use them.
  record Wall(String library, Set<String> rooms) {
    Wall(String library, String... rooms) {
      this(library, Set.of(rooms));
    }
  }

  // `cli` may use every room and none may use it; the root package holds RealtimeCli alone, which uses `cli`
  static final List<Room> ROOMS = List.of(
      new Room("config"),
      new Room("audio"),
      new Room("source", "audio"),
      new Room("protocol", "audio"),
      new Room("protocol.dialect", "protocol", "audio"),
      new Room("turn", "protocol", "audio"),
      new Room("transport"),
      new Room("provider", "config", "transport", "protocol", "protocol.dialect"),
      new Room("session", "turn", "protocol", "protocol.dialect", "transport", "source", "playback", "audio"),
      new Room("playback", "audio"),
      new Room("batch", "session", "source", "turn", "report", "protocol", "protocol.dialect", "transport", "playback",
          "audio"),
      new Room("report", "session", "turn", "protocol", "source", "playback", "audio"),
      new Room("tape", "transport"),
      new Room("server", "protocol", "protocol.dialect", "audio"));

  static final List<Wall> WALLS = List.of(
      new Wall("picocli..", "cli"),
      new Wall("io.github.cdimascio..", "config"),
      new Wall("tools.jackson..", "protocol.dialect", "tape", "report"),
      new Wall("com.fasterxml..", "protocol.dialect", "tape", "report"),
      new Wall("org.java_websocket..", "transport", "server"),
      new Wall("org.conscrypt..", "transport"),
      new Wall("javax.sound..", "audio", "source", "playback"));

  @ParameterizedTest
  @FieldSource("ROOMS")
  void aRoomUsesOnlyWhatThePlanGivesIt(Room room) {
    var allowed = Stream.concat(Stream.of(room.name()), room.uses().stream())
        .map(HouseTest::inHouse)
        .toArray(String[]::new);
    var outdoors = resideOutsideOfPackages(HOUSE, HOUSE + "..");
    classes().that()
        .resideInAPackage(inHouse(room.name()))
        .should(onlyDependOnClassesThat(outdoors.or(resideInAnyPackage(allowed))))
        .allowEmptyShould(true)
        .check(PROGRAM);
  }

  @Test
  void everyPackageIsARoomOfThePlan() {
    var rooms = Stream.concat(Stream.of(HOUSE, inHouse("cli")), ROOMS.stream().map(Room::name).map(HouseTest::inHouse));
    assertThat(PROGRAM.stream().map(JavaClass::getPackageName)).isSubsetOf(rooms.toList());
  }

  @Test
  void theFrontDoorOpensOnTheCommandLine() {
    classes().that(resideInAPackage(HOUSE))
        .should(onlyDependOnClassesThat(resideOutsideOfPackages(HOUSE + ".*..").or(resideInAPackage(inHouse("cli")))))
        .check(PROGRAM);
    assertThat(PROGRAM.stream()
        .filter(resideInAPackage(HOUSE))
        .map(JavaClass::getSimpleName)
        .filter(name -> !name.equals("package-info"))).containsExactly("RealtimeCli");
  }

  @Test
  void noRoomLeadsBackToItself() {
    slices().matching(HOUSE + ".(**)").should().beFreeOfCycles().check(PROGRAM);
  }

  @ParameterizedTest
  @FieldSource("WALLS")
  void aLibraryStaysBehindItsWall(Wall wall) {
    var inside = wall.rooms().stream().map(HouseTest::inHouse).toArray(String[]::new);
    noClasses().that()
        .resideOutsideOfPackages(inside)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(wall.library())
        .check(PROGRAM);
  }

  @Test
  void standardStreamsAndTheExitBelongToMain() {
    noClasses().that()
        .doNotHaveFullyQualifiedName(HOUSE + ".RealtimeCli")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(PROGRAM);
    noClasses().should().callMethod(Throwable.class, "printStackTrace").check(PROGRAM);
  }

  @Test
  void noTestSleeps() {
    noClasses().should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", Duration.class)
        .check(TESTS);
  }

  @Test
  void namesSaySomething() {
    var empty = "(Util|Utils|Helper|Helpers|Manager|Service|Impl|Base|Abstract|Processor)(?![a-z0-9])";
    for (var code : List.of(PROGRAM, TESTS)) {
      noClasses().should().haveNameMatching(".*[.$](\\w*[a-z0-9])?" + empty + "\\w*").check(code);
      noClasses().should().resideInAnyPackage("..util..", "..common..", "..core..", "..model..").check(code);
    }
  }

  @Test
  void everyPackageSaysWhatIsNull() {
    var marked = PROGRAM.stream().filter(type -> type.isAnnotatedWith(NullMarked.class)).map(JavaClass::getPackageName);
    assertThat(marked).containsAll(PROGRAM.stream().map(JavaClass::getPackageName).toList());
  }

  @Test
  void noFileIsLong() throws IOException {
    try (var files = Files.walk(Path.of("src"))) {
      for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(400);
      }
    }
  }

  private static String inHouse(String room) {
    return HOUSE + "." + room;
  }
}
