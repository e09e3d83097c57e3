export { isDemo, loadDemo } from './load-demo.ts';
export { playDemo } from './play-demo.ts';
export { demoUsers } from './people.ts';
