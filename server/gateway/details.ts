/** An answer's text goes into an HTTP/2 header: where it is longer than clients take (grpc-java: 8 KB of headers), the answer never arrives. */
const BYTES_MAX = 7_000;
const CUT = ' … (shortened)';

/** The text, cut where it would be too long for a header; it is percent-encoded there. */
export function shortenDetails(details: string): string {
  if (details.length * 9 <= BYTES_MAX) return details;
  let bytes = 0;
  let end = 0;
  for (const char of details) {
    bytes += /[ -$&-~]/.test(char) ? 1 : 3 * Buffer.byteLength(char);
    if (bytes > BYTES_MAX) return details.slice(0, end) + CUT;
    end += char.length;
  }
  return details;
}
