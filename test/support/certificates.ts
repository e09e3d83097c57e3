import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

/** An authority of the test's own, in a folder; it signs certificates for 127.0.0.1 and localhost. */
export class TestAuthority {
  readonly ca: string;
  readonly #folder: string;
  readonly #key: string;

  constructor(folder: string, name = 'authority') {
    this.#folder = folder;
    this.ca = path.join(folder, `${name}.crt`);
    this.#key = path.join(folder, `${name}.key`);
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`, '-keyout', this.#key, '-out', this.ca);
  }

  /** Writes `<name>.crt` and `<name>.key`. */
  sign(name: string): KeyPair {
    const [cert, key, request, extensions] = ['crt', 'key', 'csr', 'ext'].map((ending) => path.join(this.#folder, `${name}.${ending}`)) as [string, string, string, string];
    writeFileSync(extensions, 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
    openssl('req', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${name}`, '-keyout', key, '-out', request);
    openssl('x509', '-req', '-in', request, '-CA', this.ca, '-CAkey', this.#key, '-CAcreateserial', '-days', '2', '-extfile', extensions, '-out', cert);
    return { cert, key };
  }
}

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { stdio: 'ignore' });
}
