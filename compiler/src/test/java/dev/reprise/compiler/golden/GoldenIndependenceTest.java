package dev.reprise.compiler.golden;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The oracle must not share code with what it judges. */
@AnalyzeClasses(packages = "dev.reprise.compiler", importOptions = ImportOption.DoNotIncludeTests.class)
class GoldenIndependenceTest {
  private static final String BASE = "dev.reprise.compiler.";

  @ArchTest
  static final ArchRule GOLDEN_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage(BASE + "golden..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              BASE + "program..", BASE + "differentiate..", BASE + "schedule..", BASE + "memory..", BASE + "emit..", BASE + "canonicalize..",
              BASE + "onnx..", BASE + "split..");

  @ArchTest
  static final ArchRule NOTHING_IT_JUDGES_USES_IT =
      noClasses()
          .that()
          .resideInAnyPackage(BASE + "program..", BASE + "differentiate..", BASE + "schedule..", BASE + "memory..", BASE + "emit..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(BASE + "golden..");
}
