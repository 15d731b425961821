"""Makes FOLDER/classic.int8.onnx of classic.onnx, as onnxruntime's page on quantization advises for convolutional networks.

usage: python3 quantize-onnx.py FOLDER

Static, QDQ, one scale a channel of weights, activations by the pictures' least and most, after the shapes were inferred and the graph prepared:
https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html. Made with signed and with unsigned activations, weights signed, and the
faster is kept.
"""
import os
import sys
import time

import numpy as np
import onnxruntime as ort
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

folder = sys.argv[1]
pictures = np.fromfile(f"{folder}/pictures.f32", dtype=np.float32).reshape(-1, 28, 28, 1)


class Pictures(CalibrationDataReader):
    def __init__(self):
        self.batches = iter([{"images": pictures}])

    def get_next(self):
        return next(self.batches, None)


prepared = f"{folder}/classic.prepared.onnx"
quant_pre_process(f"{folder}/classic.onnx", prepared)
times = {}
for activations in (QuantType.QInt8, QuantType.QUInt8):
    path = f"{folder}/classic.{activations.name}.onnx"
    quantize_static(prepared, path, Pictures(), quant_format=QuantFormat.QDQ, per_channel=True,
                    activation_type=activations, weight_type=QuantType.QInt8)
    session = ort.InferenceSession(path, providers=["CPUExecutionProvider"])
    for turn in range(12):
        start = time.perf_counter()
        session.run(None, {"images": pictures})
        times.setdefault(path, []).append(time.perf_counter() - start)
os.replace(min(times, key=lambda path: sorted(times[path])[6]), f"{folder}/classic.int8.onnx")
