package dev.reprise.host.cli;

import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code reprise targets}. */
@Command(
    name = "targets",
    sortOptions = false,
    description = "Lists what can be compiled for: each is a folder in targets/.",
    footer = {"", "Example:", "  reprise targets --json"})
final class TargetsCommand extends AbstractCommand {
  /** One line of the list. */
  record Row(String name, String core, List<String> accumulate, String memories, List<String> simulators, String description) {}

  @Override
  public Integer call() {
    List<Row> rows = new Targets(home()).list().stream().map(TargetsCommand::row).toList();
    TextTable table = new TextTable("target", "core", "accumulate", "memories", "simulators", "");
    for (Row r : rows) {
      table.row(r.name(), r.core(), String.join(", ", r.accumulate()), r.memories(), String.join(", ", r.simulators()), r.description());
    }
    print(rows, table.render());
    return 0;
  }

  private static Row row(Target t) {
    return new Row(
        t.name(),
        t.core(),
        t.accumulate().stream().map(a -> a.name().toLowerCase(Locale.ROOT)).toList(),
        t.memoryText(),
        t.simulatorTitles(),
        t.description());
  }
}
