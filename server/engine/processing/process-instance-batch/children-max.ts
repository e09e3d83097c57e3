/** How many children of an element one command of a batch activates or terminates: so many commands are in memory at once. */
export const CHILDREN_MAX = 1_000;
