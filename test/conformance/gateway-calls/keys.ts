/** A key of partition 1 that no engine has reached. */
export const UNKNOWN = '4503599627370494';

/** Keys that name nothing: none, negative, of partition 0, unknown, of other partitions, the largest. */
export const ODD_KEYS = ['0', '-1', '-9223372036854775808', '1', UNKNOWN, '4503599627370497', '9007199254740993', '9223372036854775807'];
