export { removeOldSamples } from './ingest.ts';
export { SignalPipeline } from './pipeline.ts';
export type { Sample } from './sample.ts';
