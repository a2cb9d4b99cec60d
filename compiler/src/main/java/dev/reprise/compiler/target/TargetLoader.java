package dev.reprise.compiler.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.learn.Accumulate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Reads the folder of a target: {@code target.yaml}, whose fields docs/targets.md describes, and the files it names. */
public final class TargetLoader {
  static final String FILE = "target.yaml";
  private static final long CHIP_ID_MASK = 0xfff;

  private static final ObjectMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final Path folder;
  private final String place;

  TargetLoader(Path folder) {
    this.folder = folder;
    this.place = folder.getFileName() + "/" + FILE;
  }

  /**
   * @param folder {@code targets/<name>}
   * @throws RepriseException RP16xx
   */
  public static Target load(Path folder) {
    return new TargetLoader(folder).load();
  }

  /** Whether {@code folder} is that of a target. */
  static boolean isTarget(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }

  private Target load() {
    TargetYaml yaml = read();
    String name = required("name", yaml.name());
    if (!name.equals(folder.getFileName().toString())) {
      throw error(TargetError.WRONG_NAME, name, folder.getFileName());
    }
    List<MemoryRegion> memories = memories(yaml);
    SaveStorage storage = yaml.storage() == null ? null : new StorageLoader(place).load(yaml.storage(), memories, yaml.standIn() != null);
    Target target =
        new Target(
            name,
            required("description", yaml.description()),
            required("core", yaml.core()),
            extensions(Objects.requireNonNullElse(yaml.extensions(), List.of())),
            accumulate(required("accumulate", yaml.accumulate())),
            storage == null ? memories : StorageLoader.shorten(memories, storage),
            notNegative("reservedRam", Objects.requireNonNullElse(yaml.reservedRam(), 0L)),
            notNegative("clockHz", required("clockHz", yaml.clockHz())),
            toolchain(required("toolchain", yaml.toolchain())),
            yaml.simulators() == null ? Map.of() : yaml.simulators(),
            storage,
            yaml.standIn() == null ? null : standIn(yaml.standIn()),
            yaml.probe() == null ? null : probe(yaml.probe()),
            yaml.cluster() == null ? null : cluster(yaml.cluster()),
            folder);
    checkReserve(target);
    checkStandIn(target);
    return target;
  }

  TargetYaml read() {
    try {
      TargetYaml yaml = YAML.readValue(Files.readString(folder.resolve(FILE)), TargetYaml.class);
      if (yaml == null) {
        throw error(TargetError.UNREADABLE, "it is empty");
      }
      return yaml;
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
      throw new RepriseException(Diagnostic.of(TargetError.UNREADABLE, place, line + e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new RepriseException(Diagnostic.of(TargetError.UNREADABLE, place, e.toString()), e);
    }
  }

  private Set<Extension> extensions(List<String> names) {
    Set<Extension> set = EnumSet.noneOf(Extension.class);
    for (String name : names) {
      Extension known = Arrays.stream(Extension.values()).filter(e -> e.lowerCase().equals(name)).findFirst().orElse(null);
      if (known == null || !set.add(known)) {
        String all = Arrays.stream(Extension.values()).map(Extension::lowerCase).collect(Collectors.joining(", "));
        throw error(TargetError.BAD_VALUE, "extensions", name + " is not one of its own of " + all);
      }
    }
    return Collections.unmodifiableSet(set);
  }

  private List<Accumulate> accumulate(List<String> names) {
    List<Accumulate> modes = new ArrayList<>();
    for (String name : names) {
      switch (String.valueOf(name)) {
        case "fused" -> modes.add(Accumulate.FUSED);
        case "separate" -> modes.add(Accumulate.SEPARATE);
        default -> throw error(TargetError.BAD_VALUE, "accumulate", name + " is neither fused nor separate");
      }
    }
    if (modes.isEmpty() || new HashSet<>(modes).size() < modes.size()) {
      throw error(TargetError.BAD_VALUE, "accumulate", "one or two different modes are needed");
    }
    return List.copyOf(modes);
  }

  private List<MemoryRegion> memories(TargetYaml yaml) {
    List<MemoryRegion> regions = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (TargetYaml.Memory m : yaml.memories() == null ? List.<TargetYaml.Memory>of() : yaml.memories()) {
      String name = required("memories.name", m.name());
      // It becomes part of C identifiers and of a linker script.
      if (!name.matches("[a-z][a-z0-9_]*") || !names.add(name)) {
        throw error(TargetError.BAD_VALUE, "memories.name", name + " is not a lower-case identifier of its own");
      }
      long origin = notNegative(name + ".origin", required(name + ".origin", m.origin()));
      long size = notNegative(name + ".size", required(name + ".size", m.size()));
      if (size == 0) {
        throw error(TargetError.BAD_VALUE, name + ".size", "it is 0");
      }
      long mappedAt = notNegative(name + ".simulatorOrigin", m.mappedAt() == null ? origin : m.mappedAt());
      regions.add(new MemoryRegion(name, kind(name, required(name + ".kind", m.kind())), origin, size, mappedAt));
    }
    checkApart(regions, MemoryRegion::origin, "on the board");
    checkApart(regions, MemoryRegion::simulatorOrigin, "in the simulator");
    return List.copyOf(regions);
  }

  private MemoryRegion.Kind kind(String name, String kind) {
    for (MemoryRegion.Kind k : MemoryRegion.Kind.values()) {
      // L3 is part of a cluster
      if (k != MemoryRegion.Kind.L3 && k.name().toLowerCase(Locale.ROOT).equals(kind)) {
        return k;
      }
    }
    throw error(TargetError.BAD_VALUE, name + ".kind", kind + " is neither flash nor ram");
  }

  private void checkApart(List<MemoryRegion> regions, ToLongFunction<MemoryRegion> origin, String where) {
    for (MemoryRegion a : regions) {
      for (MemoryRegion b : regions) {
        long from = origin.applyAsLong(a);
        if (a != b && origin.applyAsLong(b) >= from && origin.applyAsLong(b) - from < a.size()) {
          throw error(TargetError.OVERLAP, a.name(), b.name(), where);
        }
      }
    }
  }

  private void checkReserve(Target target) {
    if (target.isHost()) {
      return;
    }
    long first = target.memories().stream().filter(m -> m.kind() == MemoryRegion.Kind.RAM).mapToLong(MemoryRegion::size).findFirst().orElse(0);
    if (first == 0) {
      throw error(TargetError.BAD_VALUE, "memories", "none of them is ram");
    }
    if (target.reservedRam() >= first) {
      throw error(TargetError.BAD_VALUE, "reservedRam", target.reservedRam() + " bytes leave nothing of the " + first + " of the first ram");
    }
  }

  private Target standIn(String name) {
    Path other = folder.resolveSibling(name);
    if (name.equals(folder.getFileName().toString()) || !isTarget(other)) {
      throw error(TargetError.BAD_VALUE, "standIn", name + " is no other target");
    }
    return load(other);
  }

  /** The image for the stand-in has this target's regions, at their {@code simulatorOrigin}, and runs its instructions. */
  private void checkStandIn(Target target) {
    Target other = target.standIn();
    if (other == null) {
      return;
    }
    if (!other.core().equals(target.core())) {
      throw error(TargetError.BAD_VALUE, "standIn", other.name() + " has another core, " + other.core());
    }
    for (MemoryRegion m : target.memories()) {
      boolean there =
          other.memories().stream()
              .anyMatch(o -> m.simulatorOrigin() >= o.simulatorOrigin() && m.simulatorOrigin() + m.size() <= o.simulatorOrigin() + o.size());
      if (!there) {
        throw error(TargetError.BAD_VALUE, m.name() + ".simulatorOrigin", "it is in no memory of " + other.name());
      }
    }
  }

  private Target.Toolchain toolchain(TargetYaml.Tools tools) {
    List<String> files = required("toolchain.files", tools.files());
    for (String file : files) {
      if (!Files.isRegularFile(folder.resolve(file))) {
        throw error(TargetError.MISSING_FILE, file);
      }
    }
    return new Target.Toolchain(
        required("toolchain.prefix", tools.prefix()),
        Objects.requireNonNullElse(tools.compiler(), "gcc"),
        List.copyOf(required("toolchain.cflags", tools.cflags())),
        List.copyOf(required("toolchain.ldflags", tools.ldflags())),
        List.copyOf(files));
  }

  private Target.Probe probe(TargetYaml.Probe probe) {
    List<String> scripts = required("probe.openocd", probe.openocd());
    if (scripts.isEmpty()) {
      throw error(TargetError.BAD_VALUE, "probe.openocd", "one script or more is needed");
    }
    long chip = notNegative("probe.chipId", required("probe.chipId", probe.chipId()));
    if (chip > CHIP_ID_MASK) {
      throw error(TargetError.BAD_VALUE, "probe.chipId", "it has more than twelve bits");
    }
    return new Target.Probe(
        List.copyOf(scripts),
        Boolean.TRUE.equals(probe.stFlash()),
        notNegative("probe.idRegister", required("probe.idRegister", probe.idRegister())),
        chip);
  }

  private Cluster cluster(TargetYaml.ClusterSection c) {
    long l3 = notNegative("cluster.l3", Objects.requireNonNullElse(c.l3(), 0L));
    double l3Rate = Objects.requireNonNullElse(c.l3BytesPerCycle(), 0.0);
    if (l3 > 0 && !(l3Rate > 0)) {
      throw error(TargetError.BAD_VALUE, "cluster.l3BytesPerCycle", l3Rate + " is no rate for the l3 there is");
    }
    return new Cluster(
        positive("cluster.workers", c.workers()),
        positive("cluster.fpus", c.fpus()),
        positive("cluster.banks", c.banks()),
        positive("cluster.l1", c.l1()),
        positive("cluster.l2", c.l2()),
        l3,
        positive("cluster.l2Cycles", c.l2Cycles()),
        positive("cluster.dmaBytesPerCycle", c.dmaBytesPerCycle()),
        l3Rate,
        notNegative("cluster.l1Reserved", Objects.requireNonNullElse(c.l1Reserved(), 0L)));
  }

  private <T extends Number> T positive(String field, T value) {
    if (required(field, value).longValue() <= 0) {
      throw error(TargetError.BAD_VALUE, field, value + " is not positive");
    }
    return value;
  }

  private <T> T required(String field, T value) {
    if (value == null) {
      throw error(TargetError.MISSING, field);
    }
    return value;
  }

  private long notNegative(String field, long value) {
    if (value < 0) {
      throw error(TargetError.BAD_VALUE, field, value + " is negative");
    }
    return value;
  }

  private RepriseException error(TargetError code, Object... arguments) {
    return RepriseException.of(code, place, arguments);
  }
}
