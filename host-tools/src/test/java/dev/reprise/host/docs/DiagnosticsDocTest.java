package dev.reprise.host.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.reprise.compiler.diag.ErrorCode;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code docs/diagnostics.md} lists every diagnostic; no number is used twice. */
class DiagnosticsDocTest {
  private static final int LEAST = 120;

  /** In a whole build the compiler's test classes lie in a jar of their own. */
  private static final ImportOption TEST_JAR = location -> !location.contains("-tests.jar");

  @Test
  void everyDiagnosticIsListed() throws Exception {
    SortedMap<Integer, ErrorCode> codes = codes();
    assertThat(codes).hasSizeGreaterThan(LEAST);
    StringBuilder text =
        new StringBuilder(
            """
            # Diagnostics

            Made from the code by `DiagnosticsDocTest` (`-Dreprise.update=true`); do not edit. `%s` stands for what the message names: nodes, files, numbers.

            | code | message | way out |
            |---|---|---|
            """);
    codes.forEach((number, code) -> text.append("| ").append(code.id()).append(" | ").append(cell(code.template())).append(" | ").append(cell(code.remedy())).append(" |\n"));
    GeneratedText.file("docs/diagnostics.md", text.toString());
  }

  private static SortedMap<Integer, ErrorCode> codes() throws ReflectiveOperationException {
    SortedMap<Integer, ErrorCode> codes = new TreeMap<>();
    for (JavaClass c : new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).withImportOption(TEST_JAR).importPackages("dev.reprise")) {
      if (c.isEnum() && c.isAssignableTo(ErrorCode.class)) {
        for (Object constant : Class.forName(c.getName()).getEnumConstants()) {
          ErrorCode code = (ErrorCode) constant;
          ErrorCode before = codes.put(code.number(), code);
          assertThat(before).as("number " + code.number() + " is used twice: " + before + ", " + code).isNull();
        }
      }
    }
    return codes;
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
