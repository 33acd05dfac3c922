"""Plain recognisers on the same pictures: their text, line by line, and nothing else."""

from __future__ import annotations

import os
import subprocess
from functools import cache
from typing import Any

import cv2
import numpy as np

from benchmarks.scans import Picture


@cache
def engine(threads: int = 1) -> Any:
    """rapidocr as it comes."""
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error", "EngineConfig.onnxruntime.intra_op_num_threads": threads})


def rapidocr(picture: Picture, threads: int = 1) -> list[str]:
    """The lines rapidocr reads with its own settings."""
    image = cv2.imdecode(np.frombuffer(picture.data, np.uint8), cv2.IMREAD_COLOR)
    return list(engine(threads)(image).txts or ())


def tesseract(picture: Picture, threads: int = 1) -> list[str]:
    """The lines ``tesseract -l chi_sim`` reads. Raises OSError where it is not installed, CalledProcessError
    where it has no chi_sim."""
    done = subprocess.run(
        ["tesseract", "stdin", "stdout", "-l", "chi_sim", "--dpi", str(picture.dpi)],
        input=picture.data,
        capture_output=True,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": str(threads)},
    )
    return done.stdout.decode("utf-8", "replace").splitlines()


TOOLS = {"rapidocr": rapidocr, "tesseract": tesseract}
