export { passBarrier } from './barrier.ts';
export { findInstanceByCommandId } from './find-instance.ts';
export { Projector } from './projector.ts';
export { recordSink } from './record-sink.ts';
