package dev.reprise.host.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The directions of docs/architecture.md. */
class DependencyTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.reprise");

  @Test
  void modulesDependOneWay() {
    noClasses().that().resideInAPackage("dev.reprise.compiler..")
        .should().dependOnClassesThat()
        .resideInAnyPackage("dev.reprise.simulators..", "dev.reprise.host..")
        .check(CLASSES);
    noClasses().that().resideInAPackage("dev.reprise.simulators..")
        .should().dependOnClassesThat().resideInAPackage("dev.reprise.host..")
        .check(CLASSES);
  }

  @Test
  void simulatorsKnowOnlyTargetsAndDiagnosticsOfTheCompiler() {
    noClasses().that().resideInAPackage("dev.reprise.simulators..")
        .should().dependOnClassesThat()
        .resideInAnyPackage(
            "dev.reprise.compiler.ir..", "dev.reprise.compiler.onnx..", "dev.reprise.compiler.quantize..",
            "dev.reprise.compiler.golden..", "dev.reprise.compiler.program..", "dev.reprise.compiler.emit..",
            "dev.reprise.compiler.memory..")
        .check(CLASSES);
  }

  @Test
  void goldenExecutorSharesNothingWithWhatItChecks() {
    noClasses().that().resideInAPackage("dev.reprise.compiler.golden..")
        .should().dependOnClassesThat()
        .resideInAnyPackage(
            "dev.reprise.compiler.program..", "dev.reprise.compiler.differentiate..", "dev.reprise.compiler.schedule..",
            "dev.reprise.compiler.memory..", "dev.reprise.compiler.emit..")
        .check(CLASSES);
  }

  @Test
  void compilerDoesNotUseTheGoldenExecutor() {
    noClasses().that().resideInAPackage("dev.reprise.compiler..")
        .and().resideOutsideOfPackages("dev.reprise.compiler.golden..", "dev.reprise.compiler.report..")
        .should().dependOnClassesThat().resideInAPackage("dev.reprise.compiler.golden..")
        .check(CLASSES);
  }

  @Test
  void stagesOfTheCompilerDoNotReachBack() {
    noClasses().that().resideInAnyPackage("dev.reprise.compiler.ir..", "dev.reprise.compiler.diag..")
        .should().dependOnClassesThat()
        .resideInAnyPackage(
            "dev.reprise.compiler.onnx..", "dev.reprise.compiler.canonicalize..", "dev.reprise.compiler.split..",
            "dev.reprise.compiler.quantize..", "dev.reprise.compiler.schedule..", "dev.reprise.compiler.differentiate..",
            "dev.reprise.compiler.memory..", "dev.reprise.compiler.emit..")
        .check(CLASSES);
    noClasses().that().resideInAnyPackage(
            "dev.reprise.compiler.onnx..", "dev.reprise.compiler.canonicalize..", "dev.reprise.compiler.split..")
        .should().dependOnClassesThat()
        .resideInAnyPackage(
            "dev.reprise.compiler.schedule..", "dev.reprise.compiler.differentiate..", "dev.reprise.compiler.memory..",
            "dev.reprise.compiler.emit..")
        .check(CLASSES);
    noClasses().that().resideInAnyPackage(
            "dev.reprise.compiler.schedule..", "dev.reprise.compiler.differentiate..", "dev.reprise.compiler.memory..")
        .should().dependOnClassesThat().resideInAnyPackage("dev.reprise.compiler.emit..", "dev.reprise.compiler.onnx..")
        .check(CLASSES);
  }

  @Test
  void commandLineIsTheTopAndPackagesOfTheHostHaveNoCycles() {
    noClasses().that().resideOutsideOfPackage("dev.reprise.host.cli..")
        .should().dependOnClassesThat().resideInAPackage("dev.reprise.host.cli..")
        .check(CLASSES);
    slices().matching("dev.reprise.host.(*)..").should().beFreeOfCycles()
        .check(CLASSES);
  }
}
