import { ConfigurationError } from './errors.ts';

/** Gives the secret of a name, or undefined. */
export type Secrets = (name: string) => string | undefined;

const reference = /\{\{\s*secrets\.([A-Za-z0-9_]+)\s*\}\}/g;

/** Secrets are the environment variables `TAKT_SECRET_<NAME>`, so that a diagram can name no other variable. */
export const secretsFromEnvironment = (environment: NodeJS.ProcessEnv): Secrets => (name) => environment[`TAKT_SECRET_${name}`];

/**
 * Replaces each `{{secrets.NAME}}` in the texts of `value`.
 * @throws ConfigurationError naming a secret that does not exist
 */
export function resolveSecrets(value: unknown, secrets: Secrets): unknown {
  if (typeof value === 'string')
    return value.replace(reference, (_match, name: string) => {
      const secret = secrets(name);
      if (secret === undefined) throw new ConfigurationError(`The secret "${name}" is not set: set the environment variable TAKT_SECRET_${name}.`);
      return secret;
    });
  if (Array.isArray(value)) return value.map((item) => resolveSecrets(item, secrets));
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveSecrets(item, secrets)]));
  return value;
}
