package dev.reprise.host.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.reprise.compiler.program.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A figure that kernels are held to ({@code needed.yaml}).
 *
 * @param phase title of a phase
 * @param shape that alone it holds for; null for all of the family
 * @param m4 cycles per multiply-accumulate on Cortex-M4
 * @param m7 cycles per multiply-accumulate on Cortex-M7
 * @param macsPerCycle multiply-accumulates per cycle of a PULP cluster of eight workers; 0 where there is no figure
 * @param like the work it was set for
 */
record Needed(
    String family, String phase, String shape, @JsonProperty("cortex-m4") double m4, @JsonProperty("cortex-m7") double m7, @JsonProperty("pulp") double macsPerCycle, String like) {
  static List<Needed> read() {
    try (InputStream in = Needed.class.getResourceAsStream("needed.yaml")) {
      return new YAMLMapper().readValue(in, new TypeReference<List<Needed>>() {});
    } catch (IOException e) {
      throw new IllegalStateException("needed.yaml is ours", e);
    }
  }

  /** The row nearest to {@code c}: that of its family and phase. */
  static Needed nearest(List<Needed> table, String family, Phase phase) {
    return table.stream().filter(n -> n.shape() == null && n.family().equals(family) && n.phase().equals(phase.title())).findFirst().orElseThrow();
  }

  /** The row of {@code shape} itself, else {@link #nearest}. */
  static Needed of(List<Needed> table, String family, Phase phase, LayerShape shape) {
    return table.stream()
        .filter(n -> shape.toString().equals(n.shape()) && n.family().equals(family) && n.phase().equals(phase.title()))
        .findFirst()
        .orElseGet(() -> nearest(table, family, phase));
  }

  /** @param core as in timing tables */
  double cyclesPerMac(String core) {
    return core.equals("cortex-m7") ? m7 : m4;
  }
}
