package dev.reprise.host.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.report.CompileReport;
import dev.reprise.compiler.report.CompileReport.KernelCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The kernel calls in a project's report.json, in time order. */
final class ReportedCalls {
  private ReportedCalls() {}

  /** @throws RepriseException RP2105 */
  static List<KernelCall> read(Path project) {
    Path file = project.resolve(CompileReport.FILE_NAME);
    try {
      List<KernelCall> calls = new ArrayList<>();
      for (var call : new ObjectMapper().readTree(file.toFile()).path("calls")) {
        calls.add(new KernelCall(call.path("node").asText(), call.path("phase").asText(), call.path("kernel").asText(), call.path("macs").asLong(), null, null, null));
      }
      return calls;
    } catch (IOException e) {
      throw RepriseException.of(MeasureError.BAD_IMAGE, file.toString(), "it cannot be read");
    }
  }
}
