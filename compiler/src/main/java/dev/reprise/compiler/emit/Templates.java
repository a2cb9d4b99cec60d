package dev.reprise.compiler.emit;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;

/** The templates of generated files. */
final class Templates {
  private final Configuration templates;

  Templates() {
    templates = new Configuration(Configuration.VERSION_2_3_34);
    templates.setClassForTemplateLoading(Templates.class, "");
    templates.setDefaultEncoding("UTF-8");
    templates.setLocale(Locale.ROOT);
    templates.setNumberFormat("computer");
    templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    templates.setLogTemplateExceptions(false);
  }

  String render(String template, Map<String, Object> variables) {
    try {
      StringWriter text = new StringWriter();
      templates.getTemplate(template).process(variables, text);
      return text.toString();
    } catch (IOException | TemplateException e) {
      throw new IllegalStateException("template " + template, e);
    }
  }
}
