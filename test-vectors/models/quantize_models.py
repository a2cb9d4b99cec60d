"""Quantizes residual.onnx with ONNX Runtime's tool, in the forms that the import of quantized models reads.

    python3 test-vectors/models/quantize_models.py test-vectors/models

Needs onnxruntime 1.31 and onnx 1.23 (PyPI). Calibration samples are seeded.
"""
import pathlib
import sys

import numpy
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process


class Samples(CalibrationDataReader):
    def __init__(self, name, shape):
        random = numpy.random.default_rng(1)
        self.samples = iter([{name: random.random(shape, dtype=numpy.float32)} for _ in range(16)])

    def get_next(self):
        return next(self.samples, None)


FORMS = {
    "residual_qdq_u8": dict(quant_format=QuantFormat.QDQ, activation_type=QuantType.QUInt8),
    "residual_qdq_s8": dict(quant_format=QuantFormat.QDQ, activation_type=QuantType.QInt8),
    "residual_qlinear": dict(quant_format=QuantFormat.QOperator, activation_type=QuantType.QUInt8),
}


def main(folder):
    prepared = folder / "prepared.onnx"
    quant_pre_process(str(folder / "residual.onnx"), str(prepared))
    import onnx

    graph = onnx.load(prepared).graph
    shape = [d.dim_value or 1 for d in graph.input[0].type.tensor_type.shape.dim]
    for name, form in FORMS.items():
        reader = Samples(graph.input[0].name, shape)
        quantize_static(str(prepared), str(folder / f"{name}.onnx"), reader, per_channel=True, weight_type=QuantType.QInt8, **form)
    prepared.unlink()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
