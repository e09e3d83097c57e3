export { disposeHold } from './dispose-hold.ts';
export { placeHold } from './place-hold.ts';
export { releaseHold } from './release-hold.ts';
export { requestHold } from './request-hold.ts';
export { qualityRoutes } from './routes.ts';
export { scrapLot } from './scrap-lot.ts';
