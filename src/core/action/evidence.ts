/** The largest file kept with a case; the data file is copied whole with every backup. */
export const EVIDENCE_MEGABYTES = 5
