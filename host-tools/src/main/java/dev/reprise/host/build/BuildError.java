package dev.reprise.host.build;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of building a C project: RP151x. */
public enum BuildError implements ErrorCode {
  NO_TOOL(1510, "'%s' is not installed", "'reprise doctor' says which package has it."),
  FAILED(1511, "make failed (exit code %s):\n%s", "The compiler's message above says why; 'make -C <project>' repeats the build by hand."),
  NOT_A_PROJECT(1512, "holds no project that 'reprise compile' wrote", "Run 'reprise compile' first, or name another folder.");

  private final ErrorText text;

  BuildError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
