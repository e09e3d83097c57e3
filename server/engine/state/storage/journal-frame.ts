import { crc32 } from 'node:zlib';

/**
 * A frame is one commit in the journal: a head (mark, CRC-32 of all that follows it, run, number, length of the payload), the payload, and zeros
 * up to the next block. Numbers go up by one within a run of the engine; a run is a random number, so frames of earlier runs are told apart.
 */
const MARK = 0x314a_4b54; // "TKJ1"
const [AT_CRC, AT_RUN, AT_NUMBER, AT_LENGTH, HEAD_BYTES] = [4, 8, 16, 24, 32];

/** Frames begin at multiples of this, so what a power cut leaves of one does not touch the one before. */
const BLOCK_BYTES = 4_096;

export interface Frame {
  readonly number: number;
  readonly payload: Buffer;
}

export function frameBytes(payload: Buffer): number {
  return Math.ceil((HEAD_BYTES + payload.length) / BLOCK_BYTES) * BLOCK_BYTES;
}

export function writeFrame(run: number, number: number, payload: Buffer): Buffer {
  const frame = Buffer.alloc(frameBytes(payload));
  frame.writeUInt32LE(MARK);
  frame.writeBigUInt64LE(BigInt(run), AT_RUN);
  frame.writeBigUInt64LE(BigInt(number), AT_NUMBER);
  frame.writeBigUInt64LE(BigInt(payload.length), AT_LENGTH);
  payload.copy(frame, HEAD_BYTES);
  frame.writeUInt32LE(crc32(frame.subarray(AT_RUN, HEAD_BYTES + payload.length)), AT_CRC);
  return frame;
}

/** The whole frames of a run in a file, wherever they are: a file that is used again has older ones behind the newest. */
export function* readFrames(file: Buffer, run: number): IterableIterator<Frame> {
  for (let at = 0; at + HEAD_BYTES <= file.length;) {
    const payload = payloadAt(file.subarray(at), run);
    if (payload !== undefined) yield { number: Number(file.readBigUInt64LE(at + AT_NUMBER)), payload };
    at += payload === undefined ? BLOCK_BYTES : frameBytes(payload);
  }
}

function payloadAt(file: Buffer, run: number): Buffer | undefined {
  if (file.readUInt32LE() !== MARK || file.readBigUInt64LE(AT_RUN) !== BigInt(run)) return undefined;
  const end = HEAD_BYTES + Number(file.readBigUInt64LE(AT_LENGTH));
  if (end > file.length || crc32(file.subarray(AT_RUN, end)) !== file.readUInt32LE(AT_CRC)) return undefined;
  return file.subarray(HEAD_BYTES, end);
}
