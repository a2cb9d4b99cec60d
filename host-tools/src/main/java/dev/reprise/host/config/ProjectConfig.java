package dev.reprise.host.config;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Options from {@code reprise.yaml}: keys are the long flags without dashes (and the names of positional parameters in small letters), either
 * at the top, where they hold for every command that has the flag, or under the name of a command. Flags on the command line win.
 */
public final class ProjectConfig implements IDefaultValueProvider {
  public static final String FILE_NAME = "reprise.yaml";

  private static final String CONFIG_FLAG = "--config";

  private final CommandLine root;
  private Path file;
  private Map<String, String> values;

  private ProjectConfig(CommandLine root) {
    this.root = root;
  }

  /** Lets {@code root} and its subcommands take defaults from the file. */
  public static void attach(CommandLine root) {
    ProjectConfig config = new ProjectConfig(root);
    root.getSubcommands().values().forEach(sub -> sub.setDefaultValueProvider(config));
    root.setDefaultValueProvider(config);
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    String command = argument.command().name();
    Map<String, String> all = values();
    String key = key(argument);
    String own = all.get(command + "." + key);
    return own != null ? own : all.get(key);
  }

  private static String key(ArgSpec argument) {
    if (argument instanceof OptionSpec option) {
      return option.longestName().replaceFirst("^--?", "");
    }
    return ((PositionalParamSpec) argument).paramLabel().replaceAll("[<>\\[\\]]", "").toLowerCase(Locale.ROOT);
  }

  private Map<String, String> values() {
    if (values == null) {
      Path path = file == null ? Path.of(FILE_NAME) : file;
      values = file != null || Files.exists(path) ? read(path) : Map.of();
    }
    return values;
  }

  /** Which file to read; known before the command line is parsed, because defaults are asked for while it is. */
  public static void chooseFile(CommandLine root, String[] args) {
    ProjectConfig config = (ProjectConfig) root.getDefaultValueProvider();
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals(CONFIG_FLAG) && i + 1 < args.length) {
        config.file = Path.of(args[i + 1]);
      } else if (args[i].startsWith(CONFIG_FLAG + "=")) {
        config.file = Path.of(args[i].substring(CONFIG_FLAG.length() + 1));
      }
    }
  }

  private Map<String, String> read(Path path) {
    JsonNode tree;
    try {
      tree = YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build().readTree(Files.readString(path));
    } catch (IOException e) {
      throw new RepriseException(Diagnostic.of(ConfigError.UNREADABLE, path.toString(), why(path, e)), e);
    }
    Map<String, String> found = new TreeMap<>();
    if (tree == null || tree.isNull() || tree.isMissingNode()) {
      return found;
    }
    if (!tree.isObject()) {
      throw RepriseException.of(ConfigError.UNREADABLE, path.toString(), "it is no map of keys");
    }
    for (Iterator<Map.Entry<String, JsonNode>> it = tree.fields(); it.hasNext(); ) {
      Map.Entry<String, JsonNode> entry = it.next();
      CommandLine sub = root.getSubcommands().get(entry.getKey());
      if (sub != null && entry.getValue().isObject()) {
        for (Iterator<Map.Entry<String, JsonNode>> inner = entry.getValue().fields(); inner.hasNext(); ) {
          Map.Entry<String, JsonNode> own = inner.next();
          requireKnown(path, own.getKey(), keys(List.of(sub)));
          found.put(entry.getKey() + "." + own.getKey(), text(path, own));
        }
      } else {
        requireKnown(path, entry.getKey(), keys(root.getSubcommands().values()));
        found.put(entry.getKey(), text(path, entry));
      }
    }
    return found;
  }

  private static String why(Path path, IOException e) {
    if (e instanceof CharacterCodingException) {
      return "it is no UTF-8 text";
    }
    return Files.exists(path) ? String.valueOf(e.getMessage()).lines().findFirst().orElse("") : "there is no such file";
  }

  private void requireKnown(Path path, String key, TreeSet<String> known) {
    if (root.getSubcommands().containsKey(key) && !known.contains(key)) {
      throw RepriseException.of(ConfigError.NO_OPTIONS, path.toString(), key);
    }
    if (!known.contains(key)) {
      throw RepriseException.of(ConfigError.UNKNOWN_KEY, path.toString(), key, NearestName.of(key, known));
    }
  }

  private static TreeSet<String> keys(Iterable<CommandLine> commands) {
    TreeSet<String> keys = new TreeSet<>();
    for (CommandLine command : commands) {
      command.getCommandSpec().options().forEach(option -> keys.add(key(option)));
      command.getCommandSpec().positionalParameters().forEach(parameter -> keys.add(key(parameter)));
    }
    return keys;
  }

  private static String text(Path path, Map.Entry<String, JsonNode> entry) {
    JsonNode value = entry.getValue();
    if (value.isValueNode()) {
      return value.asText();
    }
    if (!value.isArray()) {
      throw RepriseException.of(ConfigError.BAD_VALUE, path.toString(), entry.getKey());
    }
    List<String> parts = new ArrayList<>();
    value.forEach(part -> parts.add(part.asText()));
    return String.join(",", parts);
  }
}
