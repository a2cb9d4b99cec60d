#!/usr/bin/env python3
"""Writes the vectors of the link (docs/link.md) that Java and C tests read: cobs.txt, crc32.txt, frames.txt.

Formats, one case per line, bytes in hexadecimal, "-" for none, "#" begins a comment:
  cobs.txt    good DATA CODE | bad CODE
  crc32.txt   DATA CRC                      (CRC as a number, most significant digit first)
  frames.txt  good VERSION TYPE SEQ PAYLOAD WIRE | bad WIRE   (WIRE without the zero at its end)
"""
import pathlib
import random
import zlib

HERE = pathlib.Path(__file__).parent
rng = random.Random(20260101)


def cobs(data):
    out, block = bytearray(), bytearray()
    open_block = True
    for b in data:
        if not open_block:
            block, open_block = bytearray(), True
        if b:
            block.append(b)
        if b == 0:
            out += bytes([len(block) + 1]) + block
            block = bytearray()
        elif len(block) == 254:
            out += b"\xff" + block
            open_block = False
    if open_block:
        out += bytes([len(block) + 1]) + block
    return bytes(out)


def text(data):
    return data.hex() or "-"


def frame(version, kind, seq, payload, crc_change=0):
    body = bytes([version, kind]) + seq.to_bytes(2, "little") + payload
    return cobs(body + (zlib.crc32(body) ^ crc_change).to_bytes(4, "little"))


def some(n, zeros=0.2):
    return bytes(0 if rng.random() < zeros else rng.randrange(1, 256) for _ in range(n))


def write(name, lines):
    (HERE / name).write_text("\n".join(["# made by make.py"] + lines) + "\n")


datas = [b"", b"\0", b"\0\0", b"\x01", b"\x11\0", b"\0\x11", b"\x11\x22\0\x33", bytes(64)]
datas += [bytes(range(1, n + 1)) for n in (253, 254)] + [bytes(range(1, 255)) + tail for tail in (b"\0", b"\x07", b"\0\x07", bytes(range(1, 255)))]
datas += [some(n) for n in (1, 7, 30, 72, 254, 255, 300)] + [some(n, 0) for n in (72, 508, 509)]
bad_codes = ["05112233", "00", "0200", "03110022", "01050102"]
write("cobs.txt", [f"good {text(d)} {cobs(d).hex()}" for d in datas] + [f"bad {c}" for c in bad_codes])

crcs = [b"", b"123456789", b"\0", b"\xff" * 4, bytes(range(256))] + [some(n) for n in (1, 64, 1000)]
write("crc32.txt", [f"{text(d)} {zlib.crc32(d):08x}" for d in crcs])

good = [(0x01, 0x01, 1, some(12)), (0x01, 0x02, 2, b""), (0x01, 0x04, 0xFFFF, some(64)), (0x81, 0x42, 0x0100, b"\0"),
        (0x81, 0x41, 7, b"\x08\0"), (0x81, 0x40, 0, bytes(4)), (0x81, 0x43, 0, b"hello"), (0x01, 0x04, 3, bytes(64))]
good += [(0x01, 0x04, rng.randrange(1, 65536), some(n)) for n in range(1, 65, 7)]
bad = [frame(0x01, 2, 5, b"abc", 1), frame(0x01, 2, 5, b"abc", 0x80000000), frame(0x02, 2, 5, b"abc"), frame(0x00, 2, 5, b""),
       frame(0x01, 4, 5, some(65)), cobs(bytes(7)), cobs(b""), frame(0x01, 4, 5, some(20, 0))[:-1], b"\x05" + frame(0x01, 2, 5, b"")]
write("frames.txt", [f"good {v:02x} {t:02x} {s:04x} {text(p)} {frame(v, t, s, p).hex()}" for v, t, s, p in good] + [f"bad {f.hex()}" for f in bad])
