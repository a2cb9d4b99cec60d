package dev.reprise.compiler.target;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/** {@code target.yaml} as it is written; a field that is absent is null. {@link TargetLoader} checks it and makes a {@link Target} of it. */
record TargetYaml(
    String name,
    String description,
    String core,
    List<String> extensions,
    List<String> accumulate,
    List<Memory> memories,
    Long reservedRam,
    Long clockHz,
    Tools toolchain,
    Map<String, Map<String, String>> simulators,
    Storage storage,
    String standIn,
    Probe probe,
    ClusterSection cluster,
    Power power) {

  record ClusterSection(
      Integer workers, Integer fpus, Integer banks, Long l1, Long l2, Long l3, Integer l2Cycles, Integer dmaBytesPerCycle, Double l3BytesPerCycle, Long l1Reserved) {}

  record Power(Double supplyVolts, Run run, Still sleep, Still stop) {}

  record Run(List<RunCurrent> currents, String source, Boolean verified) {}

  record RunCurrent(Long hz, Double milliamps) {}

  record Still(Double milliamps, String source, Boolean verified) {}

  record Memory(String name, String kind, Long origin, Long size, @JsonProperty("simulatorOrigin") Long mappedAt) {}

  record Probe(List<String> openocd, Boolean stFlash, Long idRegister, Long chipId) {}

  record Tools(String prefix, String compiler, List<String> cflags, List<String> ldflags, List<String> files) {}

  record Storage(Integer unit, List<Slot> slots) {}

  record Slot(Long origin, List<Sectors> sectors) {}

  record Sectors(Integer first, Integer count, Long size) {}
}
