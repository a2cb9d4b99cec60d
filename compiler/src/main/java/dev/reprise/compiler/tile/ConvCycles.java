package dev.reprise.compiler.tile;

import dev.reprise.compiler.target.Cluster;

/** Modelled cycles of the convolutions for Xpulp on data in L1. */
final class ConvCycles {
  private final String kernel;
  private final ConvTiles.Direction direction;
  private final TeamCycles team;

  ConvCycles(String kernel, ConvTiles.Direction direction, Cluster cluster) {
    this.kernel = kernel;
    this.direction = direction;
    this.team = new TeamCycles(cluster);
  }

  /** Of one sample. */
  long of(ConvShape s) {
    if (kernel.contains("_conv_pw_")) {
      return pointwise(s);
    }
    return kernel.contains("_conv_dw_") ? depthwise(s) : general(s);
  }

  private long pointwise(ConvShape s) {
    int pixels = s.heightOut();
    return switch (direction) {
      case FORWARD -> team.matrix(s.groupOut(), pixels, s.groupIn());
      case INPUT -> team.matrix(s.groupIn(), pixels, s.groupOut());
      case WEIGHT -> team.accumulation(s.groupOut(), s.groupIn(), pixels) + team.sums(s.groupOut(), pixels);
    };
  }

  private long general(ConvShape s) {
    int edges = (s.horizontal().extent() - 1 + s.horizontal().stride() - 1) / s.horizontal().stride();
    return switch (direction) {
      case FORWARD ->
          team.gather(s.groups() * s.heightOut() * quads(s.groupOut()), s.widthOut(), 1, s.horizontal().pad() > 0 ? edges : 0, 4L * s.groupIn() * s.taps());
      case INPUT ->
          team.gather(s.groups() * s.heightIn() * quads(s.groupIn()), s.widthIn(), s.horizontal().stride(), edges, 4L * s.groupOut() * s.taps() / strides(s));
      case WEIGHT ->
          team.tapItems(s.groups() * quads(s.groupOut()) * quads(s.groupIn()) * s.taps(), s.heightOut(), 16L * s.widthOut() * s.heightOut())
              + team.sums(s.groups() * s.groupOut(), s.heightOut() * s.widthOut());
    };
  }

  private long depthwise(ConvShape s) {
    int channels = s.groups() * s.groupOut();
    boolean three = s.vertical().kernel() == 3 && s.horizontal().kernel() == 3 && strides(s) == 1 && s.vertical().dilation() == 1 && s.horizontal().dilation() == 1;
    return switch (direction) {
      case FORWARD -> three ? team.columns(channels * s.widthOut(), s.heightOut()) : team.taps(channels, (long) s.heightOut() * s.widthOut(), s.vertical().kernel(), false);
      case INPUT -> three ? team.columns(s.groups() * s.widthIn(), s.heightIn()) : team.taps(s.groups(), (long) s.heightIn() * s.widthIn(), s.vertical().kernel(), strides(s) > 1);
      case WEIGHT -> weights(s, channels) + team.sums(channels, s.heightOut() * s.widthOut());
    };
  }

  private long weights(ConvShape s, int channels) {
    boolean slides = s.horizontal().kernel() == 3 && s.horizontal().stride() == 1 && s.horizontal().dilation() == 1;
    return slides ? team.slides(channels, s) : team.dots(channels, s);
  }

  private static int quads(int channels) {
    return (channels + 3) / 4;
  }

  private static int strides(ConvShape s) {
    return s.vertical().stride() * s.horizontal().stride();
  }
}
