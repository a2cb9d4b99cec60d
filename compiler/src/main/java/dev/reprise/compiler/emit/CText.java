package dev.reprise.compiler.emit;

import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** C text of calls and literals. Geometry structures are collected, each distinct one once. */
final class CText {
  private final Map<Argument.Geometry, String> geometries = new LinkedHashMap<>();

  private final List<String> teamFunctions = new ArrayList<>();

  /** One C statement. A call that all cores share becomes a function that the team is forked for; {@link #teamFunctions} are these. */
  String call(Call call) {
    String text = call.kernel() + "(" + call.arguments().stream().map(this::argument).collect(Collectors.joining(", ")) + ");";
    if (!call.shared()) {
      return text;
    }
    boolean samples = call.arguments().stream().anyMatch(Argument.SampleCount.class::isInstance);
    String name = "team_" + teamFunctions.size();
    String first = samples ? "const int32_t n = *(const int32_t *)samples;" : "(void)samples;";
    teamFunctions.add("static void " + name + "(void *samples)\n{\n    " + first + "\n    " + text + "\n}");
    return "rp_fork(" + name + ", " + (samples ? "&n" : "NULL") + ");";
  }

  /** Definitions of the functions that {@link #call} has made. */
  List<String> teamFunctions() {
    return List.copyOf(teamFunctions);
  }

  private String argument(Argument a) {
    if (a instanceof Argument.Pointer p) {
      return name(p.buffer());
    }
    if (a instanceof Argument.Geometry g) {
      return "&" + geometries.computeIfAbsent(g, k -> g.type().replaceFirst("^rp_", "") + "_" + geometries.size());
    }
    return plain(a);
  }

  /** An argument that is neither pointer nor geometry. */
  static String plain(Argument a) {
    if (a instanceof Argument.Literal l) {
      return literal(l.value());
    }
    if (a instanceof Argument.Variable v) {
      return v.name();
    }
    if (a instanceof Argument.Share) {
      return "rp_team_share()";
    }
    return a instanceof Argument.SampleCount ? "n" : "NULL";
  }

  /** The C name of a buffer: constants are arrays of {@code rp_weights.c}, all others macros of {@code rp_plan.h}. */
  static String name(Buffer buffer) {
    return "rp_" + buffer.name();
  }

  static String literal(Number value) {
    return value instanceof Float f ? literal(f.floatValue()) : value.toString();
  }

  /** A hexadecimal float: exact, and the same in every locale. */
  static String literal(float value) {
    if (Float.isNaN(value)) {
      return "(0.0f / 0.0f)";
    }
    if (Float.isInfinite(value)) {
      return value > 0 ? "(1.0f / 0.0f)" : "(-1.0f / 0.0f)";
    }
    return Float.toHexString(value) + "f";
  }

  /** {@code static const} definitions of the geometries that {@link #call} has used, name to text. */
  Map<String, String> definitions() {
    Map<String, String> text = new LinkedHashMap<>();
    geometries.forEach((g, name) -> text.put(name, "static const " + g.type() + " " + name + " = " + initializer(g.members()) + ";"));
    return text;
  }

  /** Designated initialisers; the members {@code a[0], a[1], ...} of one array become {@code .a = {...}}. */
  static String initializer(Map<String, ? extends Number> geometry) {
    Map<String, String> members = new LinkedHashMap<>();
    geometry.forEach(
        (member, value) -> {
          boolean element = member.endsWith("]");
          String key = element ? member.substring(0, member.indexOf('[')) : member;
          members.merge(key, element ? "{" + literal(value) : literal(value), (before, v) -> before + ", " + v.substring(1));
        });
    return members.entrySet().stream()
        .map(m -> "." + m.getKey() + " = " + m.getValue() + (m.getValue().startsWith("{") ? "}" : ""))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** A C string literal; ONNX names may hold anything. */
  static String string(String s) {
    StringBuilder b = new StringBuilder("\"");
    for (char c : s.toCharArray()) {
      if (c == '"' || c == '\\') {
        b.append('\\').append(c);
      } else if (c >= ' ' && c < 127 && c != '?') {
        b.append(c);
      } else {
        b.append('_');
      }
    }
    return b.append('"').toString();
  }

  /** Text that is safe inside a C comment. */
  static String comment(String s) {
    return s.replaceAll("[^ -~]", "_").replace("*/", "*_").replace("/*", "_*");
  }
}
