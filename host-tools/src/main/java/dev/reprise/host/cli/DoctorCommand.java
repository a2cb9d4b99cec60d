package dev.reprise.host.cli;

import dev.reprise.host.doctor.Doctor;
import dev.reprise.host.doctor.Finding;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code reprise doctor}. */
@Command(
    name = "doctor",
    sortOptions = false,
    description = "Says what is installed, what is missing, what it is for and how to get it.",
    footer = {"", "Exits with 1 when something is missing that compiling, building or simulating needs.", "", "Example:", "  reprise doctor --json"})
final class DoctorCommand extends AbstractCommand {
  @Override
  public Integer call() {
    List<Finding> findings = Doctor.examine();
    TextTable table = new TextTable("", "what", "version", "for", "how to get it");
    for (Finding f : findings) {
      String mark = f.present() ? styled("green", "ok") : styled(f.required() ? "red" : "yellow", f.required() ? "MISSING" : "missing");
      table.row(mark, f.name(), f.present() ? f.version() : "-", f.purpose(), f.present() ? "" : f.remedy());
    }
    print(findings, table.render());
    return findings.stream().anyMatch(f -> f.required() && !f.present()) ? 1 : 0;
  }
}
