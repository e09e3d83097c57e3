// The entry of the engine's thread when the sources run under tsx: a thread does not inherit the loader.
import { register } from 'tsx/esm/api';

register();
await import('./engine-worker.ts');
