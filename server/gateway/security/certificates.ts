import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { experimental, type ServerCredentials } from '@grpc/grpc-js';
import type { Log } from '../../engine/index.ts';

/** PEM files: the gateway's own certificate with its chain, its key, and who signs the certificates of clients. */
export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
  /** With it only clients with a certificate of this authority are let in (mutual TLS). */
  readonly clientCaFile?: string;
}

interface Pem {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly ca?: Buffer;
}

type IdentityListener = Parameters<experimental.CertificateProvider['addIdentityCertificateListener']>[0];
type CaListener = Parameters<experimental.CertificateProvider['addCaCertificateListener']>[0];

const LOOK_EVERY_MS = 2_000;

/** What the files hold, also after they were renewed: connections that are open stay, new ones get the new certificate. */
export class Certificates implements experimental.CertificateProvider {
  readonly #files: TlsFiles;
  readonly #log: Log;
  readonly #identityListeners = new Set<IdentityListener>();
  readonly #caListeners = new Set<CaListener>();
  readonly #httpsListeners = new Set<(pem: Pem) => void>();
  readonly #onChange = () => this.#renew();
  #pem: Pem;

  /** @throws Error with code ECERT, naming the file that is missing or is none */
  constructor(files: TlsFiles, log: Log) {
    this.#files = files;
    this.#log = log;
    this.#pem = readPem(files);
    for (const file of this.#paths()) watchFile(file, { interval: LOOK_EVERY_MS, persistent: false }, this.#onChange);
  }

  get asksClients(): boolean {
    return this.#files.clientCaFile !== undefined;
  }

  grpcCredentials(): ServerCredentials {
    return experimental.createCertificateProviderServerCredentials(this, this.asksClients ? this : null, this.asksClients);
  }

  httpsOptions() {
    return { ...this.#pem, requestCert: this.asksClients, rejectUnauthorized: this.asksClients };
  }

  /** `renewed` is called with the new files, for servers that were given the old ones. */
  onRenewed(renewed: (pem: Pem) => void): void {
    this.#httpsListeners.add(renewed);
  }

  addIdentityCertificateListener(listener: IdentityListener): void {
    this.#identityListeners.add(listener);
    // The server adds itself to those who are told only after this call.
    process.nextTick(listener, { certificate: this.#pem.cert, privateKey: this.#pem.key });
  }

  removeIdentityCertificateListener(listener: IdentityListener): void {
    this.#identityListeners.delete(listener);
  }

  addCaCertificateListener(listener: CaListener): void {
    this.#caListeners.add(listener);
    if (this.#pem.ca !== undefined) process.nextTick(listener, { caCertificate: this.#pem.ca });
  }

  removeCaCertificateListener(listener: CaListener): void {
    this.#caListeners.delete(listener);
  }

  close(): void {
    for (const file of this.#paths()) unwatchFile(file, this.#onChange);
  }

  #renew(): void {
    try {
      this.#pem = readPem(this.#files);
    } catch (error) {
      this.#log('warn', 'the renewed certificate cannot be used, the old one stays', { error: (error as Error).message });
      return;
    }
    const { cert, key, ca } = this.#pem;
    for (const listener of this.#identityListeners) listener({ certificate: cert, privateKey: key });
    if (ca !== undefined) for (const listener of this.#caListeners) listener({ caCertificate: ca });
    for (const listener of this.#httpsListeners) listener(this.#pem);
    this.#log('info', 'the gateway has a renewed certificate', { file: this.#files.certFile });
  }

  #paths(): string[] {
    const { certFile, keyFile, clientCaFile } = this.#files;
    return [certFile, keyFile, ...(clientCaFile === undefined ? [] : [clientCaFile])];
  }
}

function readPem({ certFile, keyFile, clientCaFile }: TlsFiles): Pem {
  const pem: Pem = { cert: read(certFile), key: read(keyFile), ...(clientCaFile === undefined ? {} : { ca: read(clientCaFile) }) };
  try {
    createSecureContext(pem);
  } catch (error) {
    throw unusable(`the certificate ${certFile} and the key ${keyFile} are no pair of PEM files: ${(error as Error).message}`, error);
  }
  return pem;
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw unusable(`the file ${file} cannot be read: ${(error as Error).message}`, error);
  }
}

function unusable(message: string, cause: unknown): Error {
  return Object.assign(new Error(message, { cause }), { code: 'ECERT' });
}
