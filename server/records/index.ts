export { passBarrier } from './barrier.ts';
export { findEndOfUserTask, findInstanceByCommandId } from './find-effects.ts';
export { Projector } from './projector.ts';
export { recordSink } from './record-sink.ts';
export { rememberDeployed } from './remember-deployed.ts';
