package dev.reprise.compiler.quantize.op;

import java.util.List;

/** Pads (or, negative, crops) every axis with one code, N6.7. */
public record QPad(List<Integer> begin, List<Integer> end, int code) implements QOp {
  public QPad {
    begin = List.copyOf(begin);
    end = List.copyOf(end);
  }
}
