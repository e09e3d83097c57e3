/** The `elementId` of a JOB ERROR_THROWN event for whose error no event was found: the job stays, with an incident. */
export const NO_CATCH_EVENT_FOUND = 'NO_CATCH_EVENT_FOUND';
