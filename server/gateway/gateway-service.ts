import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadPackageDefinition, type ServiceDefinition } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

const PROTO = 'server/gateway/proto/gateway.proto';

/** Zeebe's gateway service: 64-bit integers as strings (keys have more digits than a double), every field present. */
export function loadGatewayService(): ServiceDefinition {
  const definition = loadSync(findProto(), { longs: String, enums: String, defaults: true, oneofs: true });
  const gateway = (loadPackageDefinition(definition)['gateway_protocol'] as unknown as { Gateway: { service: ServiceDefinition } }).Gateway;
  return gateway.service;
}

/** From the sources as from the bundle in dist/: below the nearest folder that has it. */
function findProto(): string {
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    const file = path.join(folder, PROTO);
    if (existsSync(file)) return file;
    if (folder === path.dirname(folder)) throw new Error(`${PROTO} not found above ${import.meta.dirname}`);
  }
}
