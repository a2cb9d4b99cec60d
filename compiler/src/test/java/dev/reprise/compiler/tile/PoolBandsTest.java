package dev.reprise.compiler.tile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.program.CallBuilder;
import dev.reprise.compiler.program.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Bands of pools: every window of a tile has the rows of the whole pool's window, and as many of them count; a tile of a gradient has every window that reaches its rows. */
class PoolBandsTest {
  private static final int CASES = 300;

  /** Rows of a pool's input under a window that are input; how many count for the average is {@code counted}. */
  private record Window(TreeSet<Integer> rows, int counted) {}

  private static Window window(Map<String, ? extends Number> g, int output, int firstRow) {
    TreeSet<Integer> rows = new TreeSet<>();
    int counted = 0;
    int height = g.get("h_in").intValue();
    for (int tap = 0; tap < g.get("k_h").intValue(); tap++) {
      int row = output * g.get("stride_h").intValue() + tap * g.get("dilation_h").intValue() - g.get("pad_top").intValue();
      if (row >= 0 && row < height) {
        rows.add(firstRow + row);
      }
      counted += row < height + g.get("pad_bottom").intValue() ? 1 : 0;
    }
    return new Window(rows, counted);
  }

  @Test
  void bandsHaveTheWindowsOfTheWholePool() {
    Random random = new Random(7);
    int cut = 0;
    int gradientsCut = 0;
    for (int i = 0; i < CASES; i++) {
      Map<String, Integer> g = geometry(random);
      for (String kernel : List.of("rp_average_pool_u8_xpulp", "rp_average_pool_f32_fw_xpulp", "rp_average_pool_f32_bw_xpulp", "rp_max_pool_f32_bw_xpulp")) {
        Call call = call(kernel, g);
        for (Tiling tiling : TileRules.of(call).orElseThrow().tilings(call, TileLimits.NONE).toList()) {
          boolean bands = tiling.tiles().stream().anyMatch(t -> t.shape().get("h_out") < g.get("h_out"));
          cut += bands ? 1 : 0;
          gradientsCut += bands && kernel.contains("_bw_") ? 1 : 0;
          tiling.tiles().forEach(t -> check(kernel, g, tiling, t));
        }
      }
    }
    assertThat(cut).isGreaterThan(4 * CASES);
    assertThat(gradientsCut).isGreaterThan(CASES);
  }

  /** A last window, as with ceil mode, that reaches beyond the pad: three taps of which two count, in a band of its own. */
  @Test
  void whatLiesBelowTheLastBandCountsAsInTheWholePool() {
    Map<String, Integer> g = geometry(2, 6, 4, 3, 2, 1, 1, 1);
    Call call = call("rp_average_pool_u8_xpulp", g);
    Tiling single =
        TileRules.of(call).orElseThrow().tilings(call, TileLimits.NONE).filter(t -> t.tiles().stream().allMatch(tile -> tile.shape().get("h_out") == 1)).findFirst().orElseThrow();
    Tile last = single.tiles().get(single.tiles().size() - 1);
    assertThat(last.shape()).containsEntry("h_in", 1).containsEntry("pad_top", 0).containsEntry("pad_bottom", 1).containsEntry("count_include_pad", 1);
    Tile first = single.tiles().get(0);
    assertThat(first.shape()).containsEntry("pad_top", 1).containsEntry("h_in", 2).containsEntry("pad_bottom", 5);
  }

  private static void check(String kernel, Map<String, Integer> g, Tiling tiling, Tile tile) {
    boolean codes = kernel.contains("_u8_");
    int size = codes ? 1 : 4;
    boolean back = kernel.contains("_bw_");
    int outputAt = back ? (kernel.contains("max") ? 1 : 0) : tile.blocks().size() - 1;
    int inputAt = back ? tile.blocks().size() - 1 : tile.blocks().size() - 2;
    int rowIn = row(tile.blocks().get(inputAt), g, g.get("h_in"), g.get("w_in"), codes, size);
    int rowOut = row(tile.blocks().get(outputAt), g, g.get("h_out"), g.get("w_out"), codes, size);
    for (int r = 0; r < tile.shape().get("h_out"); r++) {
      assertThat(window(tile.shape(), r, rowIn)).as("%s %s: %s", kernel, g, tile).isEqualTo(window(g, rowOut + r, 0));
    }
    for (int output = 0; back && output < g.get("h_out"); output++) {
      boolean inTile = output >= rowOut && output < rowOut + tile.shape().get("h_out");
      TreeSet<Integer> rows = window(g, output, 0).rows();
      boolean reaches = !rows.subSet(rowIn, rowIn + tile.shape().get("h_in")).isEmpty();
      assertThat(reaches && !inTile).as("a window of another band reaches the tile").isFalse();
    }
  }

  /** The row at which a block begins: of planes, or of pixels with all channels. */
  private static int row(Block block, Map<String, Integer> g, int height, int width, boolean codes, int size) {
    long elements = block.offset() / size;
    return (int) (codes ? elements / g.get("channels") / width : elements / width % height);
  }

  private static Map<String, Integer> geometry(Random r) {
    while (true) {
      int kernel = 1 + r.nextInt(3);
      int dilation = 1 + r.nextInt(2);
      int stride = 1 + r.nextInt(4);
      int pad = r.nextInt(kernel);
      int padBottom = r.nextInt(kernel);
      int in = 1 + r.nextInt(14);
      int room = in + pad + padBottom - (kernel - 1) * dilation - 1;
      int ceil = r.nextInt(2) * (stride - 1);
      if (room >= 0) {
        int out = (room + ceil) / stride + 1;
        return geometry(1 + r.nextInt(6), in, (out - 1) * stride >= in + pad ? out - 1 : out, kernel, stride, dilation, pad, padBottom);
      }
    }
  }

  private static Map<String, Integer> geometry(int channels, int in, int out, int kernel, int stride, int dilation, int pad, int padBottom) {
    Map<String, Integer> m = new LinkedHashMap<>();
    m.put("channels", channels);
    m.put("h_in", in);
    m.put("w_in", 4);
    m.put("h_out", out);
    m.put("w_out", 4);
    m.put("k_h", kernel);
    m.put("k_w", 1);
    m.put("stride_h", stride);
    m.put("stride_w", 1);
    m.put("dilation_h", dilation);
    m.put("dilation_w", 1);
    m.put("pad_top", pad);
    m.put("pad_left", 0);
    m.put("pad_bottom", padBottom);
    m.put("pad_right", 0);
    m.put("count_include_pad", 1);
    return m;
  }

  private static Call call(String kernel, Map<String, Integer> g) {
    int in = g.get("channels") * g.get("h_in") * g.get("w_in");
    int out = g.get("channels") * g.get("h_out") * g.get("w_out");
    boolean codes = kernel.contains("_u8_");
    CallBuilder call = new CallBuilder(kernel, Phase.FORWARD, "pool").estimate(new Call.Estimate("hwc -> hwc", 1000)).share().geometry("rp_pool_geometry", g);
    if (codes) {
      call.geometry("rp_s8_output", Map.of()).literal(1).read(buffer("counts", DType.I32, 1)).read(buffer("q", DType.I32, 1));
    } else {
      call.samples();
    }
    List<String> names = new ArrayList<>(kernel.contains("_bw_") ? List.of("dy", "dx") : List.of("x", "y"));
    if (kernel.contains("max_pool_f32_bw")) {
      names.add(0, "x");
    }
    for (String name : names) {
      Buffer b = buffer(name, codes ? DType.U8 : DType.F32, name.endsWith("y") ? out : in);
      if (name.equals(names.get(names.size() - 1))) {
        call.write(b);
      } else {
        call.read(b);
      }
    }
    return call.build();
  }

  private static Buffer buffer(String name, DType type, int elements) {
    return new Buffer(name, Buffer.Kind.ACTIVATION, type, elements, type == DType.F32);
  }
}
