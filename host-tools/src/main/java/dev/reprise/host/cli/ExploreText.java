package dev.reprise.host.cli;

import dev.reprise.host.explore.ExploreReport;
import dev.reprise.host.explore.ExploreReport.Published;
import dev.reprise.host.explore.ExploreReport.TargetFigures;
import dev.reprise.host.explore.ExploreTables;
import java.util.List;
import java.util.Locale;

/** A design space as text. */
final class ExploreText {
  private ExploreText() {}

  static String render(ExploreReport report) {
    ExploreTables tables = new ExploreTables(report);
    StringBuilder out = new StringBuilder(report.model()).append('\n').append(tables.scaling()).append('\n');
    report.targets().forEach(t -> out.append(ExploreTables.source(t)).append('\n'));
    for (TargetFigures t : report.targets()) {
      add(out, tables.phases(t));
      add(out, tables.points(t));
    }
    out.append("* no other learner on this target trains as many weights in no more RAM and no more time; accuracy is no part of it\n");
    if (!report.ratios().isEmpty()) {
      add(out, tables.ratios());
    }
    if (!report.published().isEmpty()) {
      published(out, report.published());
    }
    return out.toString();
  }

  private static void add(StringBuilder out, ExploreTables.Table table) {
    TextTable text = new TextTable(table.head().toArray(String[]::new));
    table.rows().forEach(row -> text.row(row.toArray()));
    out.append('\n').append(table.title()).append('\n').append(text.render());
  }

  /** Reasons are too long for a column. */
  private static void published(StringBuilder out, List<Published> rows) {
    out.append("\nPublished figures beside these\n");
    rows.forEach(p -> out.append(String.format(Locale.ROOT, "%s: published %s; here %s\n  %s\n", p.what(), p.published(), p.ours(), p.why())));
  }
}
