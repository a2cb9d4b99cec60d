package dev.reprise.compiler.golden.qop;

import dev.reprise.compiler.quantize.op.QAdd;
import dev.reprise.compiler.quantize.op.QAveragePool;
import dev.reprise.compiler.quantize.op.QConcat;
import dev.reprise.compiler.quantize.op.QConstant;
import dev.reprise.compiler.quantize.op.QConv;
import dev.reprise.compiler.quantize.op.QLinear;
import dev.reprise.compiler.quantize.op.QMaxPool;
import dev.reprise.compiler.quantize.op.QMul;
import dev.reprise.compiler.quantize.op.QOp;
import dev.reprise.compiler.quantize.op.QPad;
import dev.reprise.compiler.quantize.op.QReshape;
import dev.reprise.compiler.quantize.op.QTable;
import dev.reprise.compiler.quantize.op.QTranspose;
import java.util.HashMap;
import java.util.Map;

/** Finds the meaning of an integer operator. */
public final class QOperatorTable {
  private static final Map<Class<? extends QOp>, QOperatorGolden<?>> TABLE = new HashMap<>();

  static {
    put(QAdd.class, new QAddGolden());
    put(QAveragePool.class, new QAveragePoolGolden());
    put(QConcat.class, new QConcatGolden());
    put(QConstant.class, new QConstantGolden());
    put(QConv.class, new QConvGolden());
    put(QLinear.class, new QLinearGolden());
    put(QMaxPool.class, new QMaxPoolGolden());
    put(QMul.class, new QMulGolden());
    put(QPad.class, new QPadGolden());
    put(QReshape.class, new QReshapeGolden());
    put(QTable.class, new QTableGolden());
    put(QTranspose.class, new QTransposeGolden());
  }

  private QOperatorTable() {}

  private static <O extends QOp> void put(Class<O> op, QOperatorGolden<O> golden) {
    TABLE.put(op, golden);
  }

  /** The meaning of {@code op}'s kind; to be called with {@code op} itself. */
  @SuppressWarnings("unchecked") // put() pairs each record with an implementation for it
  public static <O extends QOp> QOperatorGolden<O> of(O op) {
    return (QOperatorGolden<O>) TABLE.get(op.getClass());
  }
}
