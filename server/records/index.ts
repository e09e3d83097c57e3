export { Projector } from './projector.ts';
export { recordSink } from './record-sink.ts';
