import { getSystemErrorName } from 'node:util';

/** Takt cannot start: the message is one line that names the cause and the fix, and is all that the user sees. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/**
 * Words the failures that a start meets: ports in use, folders that cannot be written, databases that do not answer.
 * @param what what was being started, for example `the web server`
 * @param setting the setting that changes it, for example `PORT=8080`
 */
export function explainStartFailure(error: unknown, what: string, setting: string): StartError {
  if (error instanceof StartError) return error;
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  if (code === 'EADDRINUSE' || /address (is )?already in use|No address added out of total/i.test(message))
    return new StartError(`${capitalize(what)} cannot listen: the port of ${setting} is in use. Stop the other program or choose another port with ${setting.split('=')[0]}.`);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST')
    return new StartError(`${capitalize(what)} cannot be opened (${code}, ${setting}): make the folder writable or choose another one with ${setting.split('=')[0]}.`);
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new StartError(`${capitalize(what)} cannot start: the disk is full (${code}, ${setting}). Make space, or choose another folder with ${setting.split('=')[0]}.`);
  return new StartError(`${capitalize(what)} cannot start (${setting}): ${message.split('\n')[0]}`);
}

/** Node's name of a system error, also where a library gives its number. */
function codeOf(error: unknown): string | undefined {
  const code = (error as { readonly code?: string | number } | undefined)?.code;
  return typeof code === 'number' && code > 0 ? getSystemErrorName(-code) : code?.toString();
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
