package dev.reprise.host.explore;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.host.explore.ExploreReport.TargetFigures;
import dev.reprise.host.explore.ExploreTables.Table;
import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report as one HTML file that needs nothing else. */
public final class ExploreHtml {
  private static final String TEMPLATE = "explore.html.ftl";

  private ExploreHtml() {}

  /**
   * Before the work rather than after it.
   *
   * @throws RepriseException RP2131 where the folder of {@code file} is not there or cannot be written to
   */
  public static void requireFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(file)) {
      throw new RepriseException(Diagnostic.of(ExploreError.NOT_WRITTEN, file.toString(), "its folder is not there or not writable, or it is a folder itself"));
    }
  }

  /** @throws RepriseException RP2131 where {@code file} cannot be written */
  public static void write(ExploreReport report, Path file) {
    try {
      Files.writeString(file, render(report));
    } catch (IOException e) {
      throw new RepriseException(Diagnostic.of(ExploreError.NOT_WRITTEN, file.toString(), e.toString()), e);
    }
  }

  static String render(ExploreReport report) {
    ExploreTables tables = new ExploreTables(report);
    Map<String, Object> v = new LinkedHashMap<>();
    v.put("model", report.model());
    v.put("scaling", tables.scaling());
    v.put("sources", report.targets().stream().map(ExploreTables::source).toList());
    v.put("plot", MemoryLatencyPlot.render(report));
    List<String> legend = new ArrayList<>();
    for (int i = 0; i < report.targets().size(); i++) {
      legend.add(MemoryLatencyPlot.legend(i) + ": " + report.targets().get(i).title());
    }
    v.put("legend", legend);
    List<Table> main = new ArrayList<>();
    List<Table> details = new ArrayList<>();
    if (!report.published().isEmpty()) {
      main.add(tables.published());
    }
    if (!report.ratios().isEmpty()) {
      main.add(tables.ratios());
    }
    for (TargetFigures t : report.targets()) {
      main.add(tables.points(t));
      details.add(tables.phases(t));
      details.add(tables.memory(t));
      details.add(tables.layers(t));
    }
    v.put("tables", main);
    v.put("details", details);
    return fill(v);
  }

  private static String fill(Map<String, Object> variables) {
    Configuration templates = new Configuration(Configuration.VERSION_2_3_34);
    templates.setClassForTemplateLoading(ExploreHtml.class, "");
    templates.setDefaultEncoding("UTF-8");
    templates.setLocale(Locale.ROOT);
    templates.setOutputFormat(HTMLOutputFormat.INSTANCE);
    templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    templates.setLogTemplateExceptions(false);
    try {
      StringWriter text = new StringWriter();
      templates.getTemplate(TEMPLATE).process(variables, text);
      return text.toString();
    } catch (IOException | TemplateException e) {
      throw new IllegalStateException("template " + TEMPLATE, e);
    }
  }
}
